import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { leadSeed, websiteRule, WriteRun } from './write-org';

const delivery: DeliveryRequest = { now: orgNow, canaryRecords: 0, strategy: 'bulk' };

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		records: { Lead: leadSeed(300) },
		validationRules: [websiteRule],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

async function stage(field = 'Industry', value: unknown = 'Energy', changes: Parameters<typeof aProposal>[1] = {}) {
	return await run.write(await run.fetch(field, value, changes), { delivery: 'at_finish' });
}

const deliver = (changes: Partial<DeliveryRequest> = {}) =>
	deliverStaged(run.client, run.context, { ...delivery, ...changes });
const ids = () => org.org.rows('Lead').map(({ Id }) => String(Id));
const callsOf = (kind: string) => run.client.calls.byKind[kind as 'write'] ?? 0;

describe('at-finish delivery', () => {
	it('keeps the rows in the store and calls nobody while batches are written', async () => {
		const { outcomes } = await stage();
		expect(new Set(outcomes.map(({ status, item }) => `${status} ${item._enrichment?.outcome}`))).toEqual(
			new Set(['written staged']),
		);
		expect(await run.store.countStagedRows('run-1')).toBe(300);
		expect(new Set((await run.journal()).map(({ status }) => status))).toEqual(new Set(['intended']));
		expect(callsOf('write') + callsOf('retrieve')).toBe(0);
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(0);
	});

	it('reads a target that the item does not carry, instead of taking it for blank', async () => {
		org.org.update('Lead', ids()[0], { Industry: 'Banking' });
		const [first] = await run.fetch('Industry', 'Energy');
		const { Industry: _unread, ...item } = first;
		await run.write([item], { delivery: 'at_finish' });
		expect(callsOf('retrieve')).toBe(1);
		expect(await run.journal()).toEqual([]);
	});

	it('needs a run', async () => {
		const items = await run.fetch('Industry', 'Energy');
		const { context } = run;
		Object.assign(run, { context: undefined });
		await expect(run.write(items, { delivery: 'at_finish' })).rejects.toMatchObject({ code: 'invalid_parameter' });
		Object.assign(run, { context });
	});

	it('does nothing when nothing is staged', async () => {
		expect(await deliver()).toEqual({ rows: 0, refused: 0, failed: 0, heldBack: 0, jobs: [] });
		expect(run.client.calls.byKind.bulkJob).toBeUndefined();
	});
});

describe('one ingest job', () => {
	it('writes everything, settles the records and leaves nothing staged', async () => {
		await stage();
		const report = await deliver();
		expect(
			org.org.count('Lead', { Industry: 'Energy', Enrichment_Outcome__c: 'written', Enrichment_Log_Id__c: 'run-1' }),
		).toBe(300);
		expect(await run.outcomes()).toEqual({ written: 300 });
		expect(
			(await run.settlements()).every(
				(settlement) => settlement?.retryable === false && settlement.enrichOutcome === 'matched',
			),
		).toBe(true);
		expect(
			(await run.journal()).every(
				({ status, before, after }) => status === 'written' && before === null && after === 'Energy',
			),
		).toBe(true);
		expect(await run.store.countStagedRows('run-1')).toBe(0);
		expect(report).toMatchObject({ rows: 300, refused: 0, failed: 0, jobs: [{ rows: 300 }] });
	});

	it('says where a person sees the job', async () => {
		await stage();
		const { jobs } = await deliver();
		expect(jobs[0].url).toBe(`${org.url}/lightning/setup/AsyncApiJobStatus/page?address=%2F${jobs[0].jobId}`);
	});

	it('costs what was planned, polls counted as retries', async () => {
		await stage();
		await deliver();
		const { write } = await run.store.readCalls('run-1');
		expect(write.used - write.retries).toBe(write.planned);
		// describe, second look, create, upload, close, poll
		expect(write.planned).toBe(6);
	});

	it("tells the refused by Id, with Salesforce's words, and stamps them", async () => {
		const items = await run.fetch('Industry', 'Energy');
		items[7] = anItem(items[7], { ...items[7]._enrichment, proposals: { Website: aProposal('forbidden.example') } });
		await run.write(items, { delivery: 'at_finish' });
		expect(await deliver()).toMatchObject({ refused: 1 });
		expect(await run.outcomes()).toEqual({ written: 299, rejected: 1 });
		const settlement = (await run.settlements()).find((each) => each?.outcome === 'rejected');
		expect(settlement).toMatchObject({
			recordId: items[7].Id,
			message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Not that website',
			retryable: false,
		});
		expect((await run.journal()).find(({ recordId }) => recordId === items[7].Id)?.status).toBe('refused');
		expect(org.org.get('Lead', String(items[7].Id))).toMatchObject({
			Website: null,
			Enrichment_Outcome__c: 'rejected',
		});
	});

	it('leaves other fields alone and survives every character', async () => {
		const text = 'a "quoted", line\nand another; ünïcode';
		const items = await run.fetch('Description', text);
		org.org.update('Lead', String(items[0].Id), { Title: 'CTO' });
		await run.write(items.slice(0, 2), { delivery: 'at_finish' });
		await deliver();
		expect(org.org.get('Lead', String(items[0].Id))).toMatchObject({ Description: text, Title: 'CTO', Industry: null });
	});

	it('empties a field only where that was decided', async () => {
		ids()
			.slice(0, 2)
			.forEach((id) => org.org.update('Lead', id, { Title: 'CTO' }));
		const [first, second] = await run.fetch('Title', null, { policy: 'always' });
		const other = anItem(second, { ...second._enrichment, proposals: { Industry: aProposal('Energy') } });
		await run.write([first, other], { delivery: 'at_finish' });
		await deliver();
		expect([first, other].map(({ Id }) => org.org.get('Lead', String(Id))?.Title)).toEqual([null, 'CTO']);
	});

	it('refuses the one text that a Bulk job would take for empty', async () => {
		const [item] = await run.fetch('Description', '#N/A');
		const { outcomes } = await run.write([item], { delivery: 'at_finish' });
		expect(outcomes[0]).toMatchObject({ status: 'rejected', errors: [{ fields: ['Description'] }] });
		expect(await run.store.countStagedRows('run-1')).toBe(0);
	});

	it('is split where an upload would become too large', async () => {
		await stage();
		const { jobs } = await deliver({ maxUploadBytes: 20_000 });
		expect(jobs.length).toBeGreaterThan(1);
		expect(jobs.reduce((sum, { rows }) => sum + rows, 0)).toBe(300);
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(300);
	});
});

describe('the names of technical fields that a run was started with', () => {
	it('hold when rows are staged and when they are delivered, whatever else was asked for', async () => {
		run = await WriteRun.start(org, { settings: { fieldNames: { outcome: 'Title' } } });
		const items = await run.fetch('Industry', 'Energy');
		items[0] = anItem(items[0], { ...items[0]._enrichment, proposals: { Website: aProposal('forbidden.example') } });
		await run.write(items, { delivery: 'at_finish', fieldNames: { outcome: 'Department' } });
		await deliver();
		expect(org.org.count('Lead', { Title: 'written', Enrichment_Outcome__c: null })).toBe(299);
		expect(org.org.get('Lead', String(items[0].Id))).toMatchObject({ Title: 'rejected', Enrichment_Outcome__c: null });
	});
});

describe('the second look before the send', () => {
	/** As a person would, after the records were fetched. */
	const edit = (index: number, fields: Record<string, unknown>) => org.org.update('Lead', ids()[index], fields);

	it('leaves alone what somebody filled in the meantime, and writes the others', async () => {
		await stage('Industry', 'Energy', { policy: 'always' });
		edit(0, { Industry: 'Banking' });
		await deliver();
		expect(org.org.get('Lead', ids()[0])).toMatchObject({
			Industry: 'Banking',
			Enrichment_Outcome__c: 'conflict',
			Enrichment_Last_Enriched_On__c: null,
		});
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(299);
		expect(await run.outcomes()).toEqual({ written: 299, conflict: 1 });
		const [left] = await run.settlements();
		expect(left?.message).toContain('somebody changed it to Banking');
		expect((await run.journal()).find(({ recordId }) => recordId === left?.recordId)?.status).toBe('refused');
	});

	it('is no conflict for a policy that would not have touched it', async () => {
		await stage();
		edit(0, { Industry: 'Banking' });
		await deliver();
		expect(org.org.get('Lead', ids()[0])).toMatchObject({ Industry: 'Banking', Enrichment_Outcome__c: 'unchanged' });
		expect(await run.outcomes()).toEqual({ written: 299, stamped: 1 });
	});

	it('goes by the field and not by the record', async () => {
		await stage();
		edit(0, { Title: 'CEO' });
		await deliver();
		expect(org.org.get('Lead', ids()[0])).toMatchObject({ Title: 'CEO', Industry: 'Energy' });
	});

	it('costs one call, however many rows are staged', async () => {
		await stage();
		edit(0, { Industry: 'Banking' });
		await deliver();
		expect(run.client.calls.byKind.retrieve).toBe(1);
		expect(run.client.calls.byKind.query).toBeUndefined();
	});

	it('reads the staged records only, however many others have changed meanwhile', async () => {
		const items = await run.fetch('Industry', 'Energy');
		await run.write(items.slice(0, 3), { delivery: 'at_finish' });
		ids().forEach((id) => org.org.update('Lead', id, { Title: 'CEO' }));
		await deliver();
		const read = org.calls.log
			.filter(({ path }) => path.endsWith('/composite/sobjects/Lead'))
			.map(({ records }) => records);
		expect(read).toEqual([3]);
	});

	it('tells what was deleted in the meantime', async () => {
		await stage();
		org.org.delete('Lead', ids()[0]);
		expect(await deliver()).toMatchObject({ refused: 1 });
		expect(await run.outcomes()).toEqual({ written: 299, deleted: 1 });
	});
});

describe('the way with the fewest calls', () => {
	it('is Composite for few rows', async () => {
		await stage();
		const { jobs } = await deliver({ strategy: 'auto' });
		expect(jobs).toEqual([]);
		expect(callsOf('write')).toBe(1);
		expect(await run.outcomes()).toEqual({ written: 300 });
		const { write } = await run.store.readCalls('run-1');
		expect(write.used - write.retries).toBe(write.planned);
	});

	it('is one job for many', async () => {
		await stage();
		expect((await deliver({ strategy: 'auto', bulkFromRows: 300 })).jobs).toHaveLength(1);
	});

	it.each([{ autoAssign: true }, { duplicateRule: { allowSave: true } }])(
		'is Composite for what a Bulk job cannot do: %j',
		async (request) => {
			await stage();
			expect((await deliver({ strategy: 'auto', bulkFromRows: 300, ...request })).jobs).toEqual([]);
			expect(await run.outcomes()).toEqual({ written: 300 });
		},
	);

	it('keeps what Composite refuses apart, too', async () => {
		const items = await run.fetch('Industry', 'Energy');
		items[7] = anItem(items[7], { ...items[7]._enrichment, proposals: { Website: aProposal('forbidden.example') } });
		await run.write(items, { delivery: 'at_finish' });
		expect(await deliver({ strategy: 'collections' })).toMatchObject({ refused: 1, jobs: [] });
		expect(org.org.get('Lead', String(items[7].Id))).toMatchObject({ Enrichment_Outcome__c: 'rejected' });
	});
});

describe('the canary of a delivery', () => {
	it('goes first, is read back, and is not sent again', async () => {
		await stage();
		const { jobs } = await deliver({ canaryRecords: 50 });
		expect(jobs[0].rows).toBe(250);
		expect(await run.outcomes()).toEqual({ written: 300 });
		expect((await run.store.readCalls('run-1')).canary).toEqual({ planned: 2, used: 2, retries: 0 });
	});

	it('stops the run when its values read back otherwise', async () => {
		await stage();
		const retrieve = run.client.retrieve.bind(run.client);
		run.client.retrieve = async (sObject, recordIds, fields, signal) => {
			const records = await retrieve(sObject, recordIds, fields, signal);
			return recordIds.length === 50 ? records.map((record) => record && { ...record, Industry: 'Other' }) : records;
		};
		const report = await deliver({ canaryRecords: 50 });
		expect(report).toMatchObject({
			heldBack: 250,
			stopReason: expect.stringContaining('"Energy", but reads back as "Other"'),
		});
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(50);
		expect(await run.store.findRun('run-1')).toMatchObject({
			status: 'Running',
			stop: { why: expect.stringContaining('trial write') },
		});
		expect(await run.outcomes()).toEqual({ written: 50, carried_over: 250 });
		expect(await run.store.countStagedRows('run-1')).toBe(250);
	});

	it('is followed by no further part once too many were refused', async () => {
		await stage('Website', 'forbidden.example');
		const report = await deliver({ maxUploadBytes: 20_000, circuitBreaker: { percent: 20, atLeast: 10 } });
		expect(report.jobs).toHaveLength(1);
		expect(report.stopReason).toContain('more than the 20 %');
		expect(report.heldBack).toBe(300 - report.refused);
	});
});
