import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { WriteRequest } from '../../core/changes/write-request';
import type { RecordItem } from '../../core/record/record-item';
import { explainRecord } from '../../core/run/explain';
import { finishRun } from '../../core/stages/finish/finish';
import type { RowError } from '../../core/salesforce/row-result';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, WriteRun } from './write-org';

jest.setTimeout(120_000);

const breaker = { percent: 10, atLeast: 20 };
const rows = 60;

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	// Behind the leads that are written stands for each a twin that has its telephone number.
	const leads = leadSeed(rows * 2).map((lead, index) =>
		index < rows ? lead : { ...lead, Phone: phoneOf(index - rows) },
	);
	org = await startEnrichmentOrg({
		records: { Lead: leads },
		standardDuplicateRules: false,
		matchingRules: [{ name: 'Same_Phone', object: 'Lead', criteria: [{ field: 'Phone' }] }],
		duplicateRules: [
			{
				name: 'Leads_DR',
				object: 'Lead',
				matchingRules: ['Same_Phone'],
				onUpdate: 'alert',
				message: 'This lead exists.',
			},
		],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

const phoneOf = (index: number) => `+49 30 1234${String(index).padStart(4, '0')}`;
const twinOf = (index: number) => ids()[rows + index];
const ids = () => org.org.rows('Lead').map(({ Id }) => String(Id));

/** The leads to write, taken on by the run, each with the telephone number of its twin. */
async function fetchLeads(): Promise<RecordItem[]> {
	const found = org.org.rows('Lead').slice(0, rows);
	await run.store.addWork(
		run.run,
		found.map((row) => ({ recordId: String(row.Id), version: String(row.SystemModstamp) })),
	);
	return found.map((row, index) =>
		anItem(row, { version: String(row.SystemModstamp), proposals: { Phone: aProposal(phoneOf(index)) } }),
	);
}

/** One write of all leads, at once or through a delivery; gives how often each outcome was settled. */
async function writeAll(way: string, changes: Partial<WriteRequest & DeliveryRequest> = {}, items?: RecordItem[]) {
	const given = items ?? (await fetchLeads());
	const settings = { circuitBreaker: breaker, canaryRecords: 0, ...changes };
	if (way === 'at once') return await run.write(given, settings);
	await run.write(given, { ...settings, delivery: 'at_finish' });
	return await deliverStaged(run.client, run.context, { ...settings, now: orgNow, strategy: way as 'bulk' });
}

/** Salesforce refuses every row of the saves with this, rows of a stamp alone too. */
function refuseAll(error: Partial<RowError>): void {
	const errors = [
		{ code: 'ENTITY_IS_LOCKED', message: 'the record is locked', fields: [], retryable: false, ...error },
	];
	run.client.update = async (_sObject, sent) => sent.map(() => ({ status: 'refused', errors }));
	// A job refuses them for the duplicate rule, and says this instead.
	const results = run.client.ingest.results.bind(run.client.ingest);
	run.client.ingest.results = async function* (...given) {
		for await (const page of results(...given)) yield page.map((result) => ({ ...result, errors }));
	};
}

/** What takes no stamp is remembered, so that it is not selected and paid for every night; what is gone is not selected. */
async function expectRemembered(outcome: string): Promise<void> {
	const attempts = await run.store.loadAttempts(run.run.orgId, ids());
	expect(attempts.map((attempt) => attempt.outcome)).toEqual(outcome === 'deleted' ? [] : Array(rows).fill(outcome));
}

async function finish() {
	const summary = await finishRun(run.store, run.run, {}, orgNow);
	if (!summary || !('counts' in summary)) throw new Error('The run has not ended');
	return summary;
}

describe.each(['at once', 'collections', 'bulk'])('a duplicate rule that alerts on edits (%s)', (way) => {
	it('gives an outcome of its own, does not trip the breaker, and says which records it found', async () => {
		const { stopReason } = await writeAll(way);
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ duplicate: rows });
		const [settlement] = (await run.settlements()).filter((each) => each?.recordId === ids()[0]);
		expect(settlement).toMatchObject({ retryable: false, isDuplicate: true });
		if (way === 'bulk') return;
		// The result files of Bulk name no matches.
		expect(settlement?.message).toBe(`DUPLICATES_DETECTED: This lead exists. (matches ${twinOf(0)})`);
		const { steps } = await explainRecord(run.store, { orgId: run.run.orgId, recordId: ids()[0], lastRuns: 5 }, orgNow);
		expect(steps.map(({ text }) => text).join('\n')).toContain(
			`was held back by a duplicate rule of the org: DUPLICATES_DETECTED: This lead exists. (matches ${twinOf(0)})`,
		);
	});

	it('is let through where the workflow allows it, by Bulk too', async () => {
		const report = await writeAll(way, { duplicateRule: { allowSave: true } });
		expect(report.stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ written: rows });
		expect(org.org.count('Lead', { Phone: phoneOf(1) })).toBe(2);
	});
});

describe('a duplicate', () => {
	it('carries the matched ids in its item and is one reason in the summary, however many it matched', async () => {
		const report = await writeAll('at once');
		const outcomes = 'outcomes' in report ? report.outcomes : [];
		expect(outcomes[0]).toMatchObject({
			status: 'rejected',
			item: { _enrichment: { outcome: 'duplicate', duplicateOf: [twinOf(0)] } },
		});
		expect(outcomes[0].errors[0].matchedIds).toEqual([twinOf(0)]);
		const summary = await finish();
		expect(summary.counts).toMatchObject({ rejected: rows, duplicateRule: rows, duplicates: rows });
		expect(summary.reasons).toHaveLength(1);
		expect(summary.reasons[0]).toMatchObject({
			outcome: 'duplicate',
			records: rows,
			message: expect.stringMatching(/\(matches 00Q\w{15}\)$/),
		});
		expect(summary.text).toContain(`Not written, whatever their values: ${rows} held back by a duplicate rule`);
	});

	it('goes by Collections of itself where the workflow allows saving', async () => {
		await writeAll('auto', { duplicateRule: { allowSave: true }, bulkFromRows: 10 });
		expect([run.client.calls.byKind.bulkJob, await run.outcomes()]).toEqual([undefined, { written: rows }]);
	});
});

describe.each([
	['a record locked by an approval', { code: 'ENTITY_IS_LOCKED' }, 'locked', true],
	[
		'a record that a trigger finds locked',
		{
			code: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
			message: 'T: execution of AfterUpdate caused by: ENTITY_IS_LOCKED, the record is locked',
		},
		'locked',
		true,
	],
	['a record that the user may not edit', { code: 'INSUFFICIENT_ACCESS_OR_READONLY' }, 'no_access', false],
	[
		'a record whose parent the user may not use',
		{ code: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY' },
		'no_access',
		false,
	],
	['a record that is gone', { code: 'ENTITY_IS_DELETED' }, 'deleted', false],
	['a record that is hidden', { code: 'INVALID_CROSS_REFERENCE_KEY' }, 'deleted', false],
	['a record that is not found', { code: 'NOT_FOUND' }, 'deleted', false],
] as const)('%s', (_what, error, outcome, isTriedAgain) => {
	it.each(['at once', 'collections', 'bulk'])('has its own outcome and does not trip the breaker (%s)', async (way) => {
		const items = await fetchLeads();
		refuseAll(error);
		const { stopReason } = await writeAll(way, {}, items);
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ [outcome]: rows });
		expect(new Set((await run.settlements()).map((each) => each?.retryable))).toEqual(new Set([isTriedAgain]));
		const summary = await finish();
		expect(summary.counts.carriedOver).toBe(isTriedAgain ? rows : 0);
		await expectRemembered(outcome);
		expect(summary.text).toMatch(
			/Not written, whatever their values: 60 (locked by an approval|not open to the connected user|deleted, hidden or converted)/,
		);
	});
});

describe('a wrong reference', () => {
	it('is a refusal of the value and not a record that is gone', async () => {
		const owned = (await fetchLeads()).map((item) =>
			anItem(item, {
				...item._enrichment,
				proposals: { OwnerId: aProposal('0055e0000000999AAA', { policy: 'always' }) },
			}),
		);
		refuseAll({ code: 'INVALID_CROSS_REFERENCE_KEY' });
		const { stopReason } = await writeAll('at once', {}, owned);
		expect(stopReason).toContain('60 of 60 records were refused');
	});
});

describe('refusals of the values beside one of the state', () => {
	it('still trip the breaker', async () => {
		const items = await fetchLeads();
		run.client.update = async (_sObject, sent) =>
			sent.map(() => ({
				status: 'refused',
				errors: ['DUPLICATES_DETECTED', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'].map((code) => ({
					code,
					message: 'No',
					fields: [],
					retryable: false,
				})),
			}));
		const { stopReason } = await writeAll('at once', {}, items);
		expect(stopReason).toContain('60 of 60 records were refused');
		expect(await run.outcomes()).toEqual({ rejected: rows });
	});
});
