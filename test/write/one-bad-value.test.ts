import { explainRecord } from '../../core/run/explain';
import { findRunDetails } from '../../core/run/run-details';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { RecordItem } from '../../core/record/record-item';
import type { WriteRequest } from '../../core/changes/write-request';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { expectBalancedBooks, leadSeed, WriteRun } from './write-org';

const longPhone = '0'.repeat(61);
const good = { Industry: 'Energy', City: 'Gdynia' };
const ruleOn = (field: string | undefined, text: string, message: string) => ({
	object: 'Lead',
	...(field && { field }),
	when: { field: 'Website', op: 'contains' as const, value: text },
	message,
});

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Lead', name: 'Key__c', type: 'string', length: 40, externalId: true, unique: true }],
		records: { Lead: leadSeed(30) },
		validationRules: [
			ruleOn('Website', 'forbidden', 'Not that website'),
			ruleOn(undefined, 'unnamed', 'Not like this'),
			ruleOn('Title', 'titled', 'A title is needed'),
		],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

async function fetchLeads(values: Record<string, unknown>): Promise<RecordItem[]> {
	const items = await run.fetch('Industry', null);
	const proposals = Object.fromEntries(
		Object.entries(values).map(([field, value]) => [field, aProposal(value, { policy: 'always' })]),
	);
	return items.map((item) => anItem(item, { ...item._enrichment, proposals: { ...proposals } }));
}

async function writeFirst(values: Record<string, unknown>, changes: Partial<WriteRequest> = {}) {
	const [item] = await fetchLeads(values);
	const { outcomes } = await run.write([item], changes);
	return { outcome: outcomes[0], lead: org.org.get('Lead', String(item.Id)) ?? {}, id: String(item.Id) };
}

const outcomeOf = ({ outcome }: Awaited<ReturnType<typeof writeFirst>>) => outcome.item._enrichment?.outcome;
const details = async () => await findRunDetails(run.store, 'run-1', 'https://acme.example', orgNow);

async function deliver(changes: Partial<DeliveryRequest> = {}) {
	return await deliverStaged(run.client, run.context, { now: orgNow, canaryRecords: 0, ...changes });
}

describe('a proposal that does not fit its field', () => {
	it.each([
		['a phone of 61 characters', { Phone: longPhone }, 'STRING_TOO_LONG'],
		['a word for a number', { NumberOfEmployees: 'many' }, 'INVALID_TYPE_ON_FIELD_IN_RECORD'],
		['a number of too many digits', { NumberOfEmployees: 1e12 }, 'NUMBER_OUTSIDE_VALID_RANGE'],
		['a field that nobody can write', { IsConverted: true }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
	])('costs that value: %s', async (_what, bad, code) => {
		const written = await writeFirst({ ...good, ...bad });
		const [field] = Object.keys(bad);
		expect(written.lead).toMatchObject({
			...good,
			Enrichment_Outcome__c: 'partly_written',
			Enrichment_Message__c: expect.stringContaining(`Left out: ${field}: `),
		});
		expect(written.outcome).toMatchObject({ status: 'written', errors: [{ code, fields: [field] }] });
		expect(run.client.calls.byKind.write).toBe(1);
	});

	it('refuses its record where that is asked for, and where the field was mapped', async () => {
		expect(outcomeOf(await writeFirst({ ...good, Phone: longPhone }, { badValues: 'refuse' }))).toBe('rejected');
		const mapped = await writeFirst({ ...good, Phone: longPhone }, { mappedFields: ['Phone'] });
		expect([outcomeOf(mapped), mapped.lead.City]).toEqual(['rejected', null]);
		expect(
			outcomeOf(await writeFirst({ ...good, Phone: longPhone }, { mappedFields: ['Phone'], badValues: 'leave_out' })),
		).toBe('partly_written');
	});

	it('refuses its record when nothing else was proposed, and stamps why', async () => {
		const { lead, outcome } = await writeFirst({ Phone: longPhone });
		expect(outcome.status).toBe('rejected');
		expect(lead).toMatchObject({
			Enrichment_Outcome__c: 'rejected',
			Enrichment_Message__c: expect.stringContaining('Phone: 61 characters are more than the 40'),
		});
	});

	it('shows in a dry run what would be left out', async () => {
		const { outcome } = await writeFirst({ ...good, Phone: longPhone }, { isDryRun: true });
		expect(outcome.item._enrichment).toMatchObject({
			outcome: 'would_write',
			message: expect.stringContaining('Left out: Phone'),
		});
		expect(outcome.changes.map(({ field }) => field)).toEqual(['Industry', 'City']);
		expect((await details())?.leftOut).toMatchObject([{ reason: 'Phone too long', records: 1 }]);
	});

	it('does not count against the breaker', async () => {
		const items = await fetchLeads({ ...good, Phone: longPhone });
		const { stopReason } = await run.write(items, { circuitBreaker: { percent: 10, atLeast: 10 } });
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ partly_written: 30 });
	});

	it('is counted in the summary of its run, and told of its record', async () => {
		await run.write(await fetchLeads({ ...good, Phone: longPhone }));
		const summary = await details();
		expect(summary?.counts).toMatchObject({ written: 30, partlyWritten: 30, rejected: 0 });
		expect(summary?.leftOut).toEqual([
			{ field: 'Phone', code: 'STRING_TOO_LONG', reason: 'Phone too long', records: 30 },
		]);
		expect(summary?.text).toContain('Left out: Phone too long (30)');
		const recordId = String(org.org.rows('Lead')[0].Id);
		const { steps } = await explainRecord(run.store, { orgId: run.run.orgId, recordId, lastRuns: 5 }, orgNow);
		expect(steps.map(({ text }) => text).join('\n')).toContain(
			'was written except for values that do not fit their fields: Left out: Phone: 61 characters',
		);
	});
});

describe('a proposal that Salesforce refuses', () => {
	it.each([
		['an address that is none', { Email: 'nobody at home' }, 'INVALID_EMAIL_ADDRESS'],
		['a validation rule that names its field', { Website: 'forbidden.example' }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
	])('is left out by a second attempt: %s', async (_what, bad, code) => {
		const written = await writeFirst({ ...good, ...bad });
		const [field] = Object.keys(bad);
		expect(written.lead).toMatchObject({
			...good,
			Enrichment_Outcome__c: 'partly_written',
			Enrichment_Message__c: expect.stringContaining(`Left out: ${field}: `),
		});
		expect(written.outcome).toMatchObject({ status: 'written', errors: [{ code, fields: [field] }] });
		expect(written.outcome.changes.map((change) => change.field)).toEqual(['Industry', 'City']);
		expect((await run.journal()).map((row) => [row.field, row.status])).toEqual(
			expect.arrayContaining([
				['Industry', 'written'],
				[field, 'refused'],
			]),
		);
		const { write } = await run.store.readCalls('run-1');
		expect(write).toMatchObject({ used: write.planned + 1, retries: 1 });
	});

	it('may be one of two', async () => {
		const written = await writeFirst({ ...good, Email: 'nobody at home', Website: 'forbidden.example' });
		expect(written.lead).toMatchObject({ ...good, Website: null });
		expect(outcomeOf(written)).toBe('partly_written');
		expect((await run.settlements())[0]?.leftOut?.map(({ field }) => field).sort()).toEqual(['Email', 'Website']);
	});

	it.each([
		['a rule that names no field', { Website: 'unnamed.example' }],
		['a rule that names a field nobody proposed', { Website: 'titled.example' }],
		['nothing but that value', undefined],
	])('refuses its record: %s', async (_what, bad) => {
		const written = await writeFirst(bad ? { ...good, ...bad } : { Website: 'forbidden.example' });
		expect(outcomeOf(written)).toBe('rejected');
		expect(written.lead).toMatchObject({ City: null, Enrichment_Outcome__c: 'rejected' });
	});

	it('refuses its record where the field was mapped', async () => {
		const written = await writeFirst({ ...good, Website: 'forbidden.example' }, { mappedFields: ['Website'] });
		expect([outcomeOf(written), written.lead.City]).toEqual(['rejected', null]);
	});

	it('does not trip the breaker, and one sent in vain does', async () => {
		const limit = { circuitBreaker: { percent: 10, atLeast: 10 }, canaryRecords: 0 };
		const { stopReason } = await run.write(await fetchLeads({ ...good, Website: 'forbidden.example' }), limit);
		expect(stopReason).toBeUndefined();
		expect(await run.outcomes()).toEqual({ partly_written: 30 });
	});

	it('is left out of a creation too', async () => {
		const proposals = {
			LastName: aProposal('New'),
			Company: aProposal('Acme'),
			Website: aProposal('forbidden.example'),
			Phone: aProposal(longPhone),
		};
		const { outcomes } = await run.write([anItem({ Key__c: 'k-1' }, { proposals })], {
			operation: 'upsert',
			externalIdField: 'Key__c',
		});
		expect(outcomes[0].item._enrichment?.outcome).toBe('partly_written');
		expect(org.org.find('Lead', { Key__c: 'k-1' })).toMatchObject([
			{ LastName: 'New', Website: null, Phone: null, Enrichment_Outcome__c: 'partly_written' },
		]);
	});
});

describe.each(['collections', 'bulk'] as const)('a bad value in a delivery at finish by %s', (strategy) => {
	const atFinish = { delivery: 'at_finish' } as const;

	it('costs that value, whoever finds it', async () => {
		const items = await fetchLeads({ ...good, Website: 'forbidden.example', Phone: longPhone });
		await run.write(items, atFinish);
		const report = await deliver({ strategy, circuitBreaker: { percent: 10, atLeast: 10 } });
		expect(report).toMatchObject({ rows: 30, refused: 0, failed: 0 });
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(30);
		expect(await run.outcomes()).toEqual({ partly_written: 30 });
		const [settlement] = await run.settlements();
		expect(settlement).toMatchObject({
			leftOut: [{ field: 'Phone' }, { field: 'Website' }],
			message: expect.stringMatching(/Left out: Phone.*Left out: Website/),
		});
		const lead = org.org.rows('Lead')[0];
		expect(lead).toMatchObject({
			Website: null,
			Enrichment_Outcome__c: 'partly_written',
			Enrichment_Message__c: expect.stringMatching(/Phone.*Website/),
		});
		const journal = await run.journal();
		expect(journal.filter(({ field }) => field === 'Website').every(({ status }) => status === 'refused')).toBe(true);
		expect(journal.filter(({ field }) => field === 'City').every(({ status }) => status === 'written')).toBe(true);
		await expectBalancedBooks(run);
	});

	it('refuses its record where the field was mapped', async () => {
		await run.write(await fetchLeads({ ...good, Website: 'forbidden.example' }), {
			...atFinish,
			mappedFields: ['Website'],
		});
		expect(await deliver({ strategy, circuitBreaker: 'off' })).toMatchObject({ refused: 30 });
		expect(org.org.count('Lead', { City: 'Gdynia' })).toBe(0);
		expect(org.org.count('Lead', { Enrichment_Outcome__c: 'rejected' })).toBe(30);
		expect(await run.outcomes()).toEqual({ rejected: 30 });
	});

	it('that one of two writers of a record proposed is still told', async () => {
		const items = await fetchLeads({ City: 'Gdynia', Phone: longPhone });
		await run.write(items, atFinish);
		const others = items.map((item) =>
			anItem(item, { ...item._enrichment, proposals: { Industry: aProposal('Energy') } }),
		);
		await run.write(others, atFinish);
		await deliver({ strategy });
		expect(org.org.count('Lead', { Industry: 'Energy', City: 'Gdynia' })).toBe(30);
		expect(await run.outcomes()).toEqual({ partly_written: 30 });
		expect((await details())?.leftOut).toMatchObject([{ reason: 'Phone too long', records: 30 }]);
	});

	it('is left out of a creation', async () => {
		const proposals = {
			LastName: aProposal('New'),
			Company: aProposal('Acme'),
			Website: aProposal('forbidden.example'),
			Phone: aProposal(longPhone),
		};
		await run.write([anItem({ Key__c: 'k-1' }, { proposals })], {
			operation: 'upsert',
			externalIdField: 'Key__c',
			...atFinish,
		});
		await deliver({ strategy });
		expect(org.org.find('Lead', { Key__c: 'k-1' })).toMatchObject([{ LastName: 'New', Website: null }]);
		expect((await run.settlements())[0]).toMatchObject({
			outcome: 'partly_written',
			leftOut: [{ field: 'Phone' }, { field: 'Website' }],
		});
		expect((await run.journal()).map(({ field }) => field)).not.toContain('Website');
	});
});
