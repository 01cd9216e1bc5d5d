import { inputHash } from '../../core/record/input-hash';
import type { RecordItem } from '../../core/record/record-item';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { writeProposals } from '../../core/stages/write/write';
import type { WriteRequest } from '../../core/changes/write-request';
import type { JournalRow } from '../../core/store/contract/journal';
import type { WorkState } from '../../core/store/contract/work';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, connect, orgNow, startEnrichmentOrg, startRunFor } from './enrichment-org';

const stampedAt = '2026-11-21T16:29:17.000+0000';
const match = { scheme: 'match-1', fields: { email: 'Email', website: 'Website' } };

let org: SalesforceEmulator;
let client: SalesforceClient;
let leads: RecordItem[];
beforeAll(async () => {
	const Lead = Array.from({ length: 5 }, (_, index) => ({
		LastName: `L${index}`,
		Company: 'Acme',
		Email: `l${index}@acme.example`,
	}));
	org = await startEnrichmentOrg({
		records: { Lead, Account: [{ Name: 'Acme' }] },
		validationRules: [
			{
				object: 'Lead',
				field: 'Website',
				when: { field: 'Website', op: 'contains', value: 'forbidden' },
				message: 'Not that website',
			},
		],
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connect(org);
	leads = org.org.rows('Lead') as RecordItem[];
});

const request: WriteRequest = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true };

function write(items: RecordItem[], context?: RunContext, changes: Partial<WriteRequest> = {}) {
	return writeProposals(client, { ...request, ...changes }, items, context);
}

const lead = (index: number) => org.org.get('Lead', String(leads[index].Id)) ?? {};
const withIndustry = (index: number, value: unknown = 'Energy') =>
	anItem(leads[index], { proposals: { Industry: aProposal(value) } });

async function journalOf(context: RunContext): Promise<JournalRow[]> {
	return (await Array.fromAsync(context.store.readJournal('run-1'))).flat();
}

async function workOf(context: RunContext): Promise<WorkState[]> {
	return (await Array.fromAsync(context.store.readWork(context.run))).flat();
}

async function startWork(): Promise<RunContext> {
	const context = await startRunFor(org);
	await context.store.addWork(
		context.run,
		leads.map((each) => ({ recordId: String(each.Id) })),
	);
	return context;
}

describe('writeProposals', () => {
	it('writes accepted values and stamps the record', async () => {
		const context = await startWork();
		const item = anItem(leads[0], {
			proposals: { Industry: aProposal('Energy'), Website: aProposal('acme.example') },
			hashInputs: { match },
			message: 'reference matched on domain',
			confidence: 0.98,
		});
		const [outcome] = await write([item], context);

		expect(outcome).toMatchObject({ inputIndex: 0, status: 'written', item: { _enrichment: { outcome: 'written' } } });
		expect(outcome.changes).toEqual([
			{
				field: 'Industry',
				before: null,
				after: 'Energy',
				provider: 'reference',
				confidence: 0.98,
				observedAt: '2026-11-01',
				policy: 'fill_blank',
			},
			{
				field: 'Website',
				before: null,
				after: 'acme.example',
				provider: 'reference',
				confidence: 0.98,
				observedAt: '2026-11-01',
				policy: 'fill_blank',
			},
		]);
		expect(lead(0)).toMatchObject({
			Industry: 'Energy',
			Enrichment_Last_Activity__c: stampedAt,
			Enrichment_Last_Enriched_On__c: stampedAt,
			Enrichment_Outcome__c: 'written',
			Enrichment_Message__c: 'reference matched on domain',
			Enrichment_Log_Id__c: 'run-1',
			Enrichment_Match_Hash__c: inputHash(match, lead(0)),
		});
		expect(await journalOf(context)).toMatchObject([
			{ field: 'Industry', before: null, after: 'Energy', status: 'written' },
			{ field: 'Website', before: null, after: 'acme.example', status: 'written' },
		]);
		expect((await workOf(context))[0].settlement).toMatchObject({
			outcome: 'written',
			enrichOutcome: 'matched',
			confidence: 0.98,
		});
	});

	it('lets the policy decide on what Salesforce holds now, not on what was read', async () => {
		org.org.update('Lead', String(leads[0].Id), { Industry: 'Banking' });
		org.org.update('Lead', String(leads[1].Id), { Industry: 'Banking' });
		const always = anItem(leads[1], { proposals: { Industry: aProposal('Energy', { policy: 'always' }) } });
		await write([withIndustry(0), always]);
		expect([lead(0).Industry, lead(1).Industry]).toEqual(['Banking', 'Energy']);
	});

	it('only stamps a record on which nothing changes', async () => {
		const [outcome] = await write([anItem(leads[0], { outcome: 'no_match', message: 'reference knows no match.' })]);
		expect(outcome).toMatchObject({ status: 'written', changes: [], item: { _enrichment: { outcome: 'stamped' } } });
		expect(lead(0)).toMatchObject({
			Enrichment_Outcome__c: 'no_match',
			Enrichment_Last_Activity__c: stampedAt,
			Enrichment_Last_Enriched_On__c: null,
		});
	});

	it('does not count a score as an enrichment', async () => {
		const scored = {
			proposals: {
				Enrichment_Score__c: aProposal(80, { provider: 'score:fit', source: 'score', policy: 'always' as const }),
			},
		};
		await write([anItem(leads[0], scored)]);
		expect(lead(0)).toMatchObject({ Enrichment_Score__c: 80, Enrichment_Last_Enriched_On__c: null });
	});

	it('sends nothing for a gated record', async () => {
		const before = lead(0).SystemModstamp;
		org.setClock(() => new Date(orgNow.getTime() + 60_000));
		const [outcome] = await write([anItem(leads[0], { outcome: 'skipped_unchanged' })]);
		org.setClock(() => orgNow);
		expect(outcome.item._enrichment?.outcome).toBe('skipped_unchanged');
		expect(lead(0).SystemModstamp).toBe(before);
		expect(client.calls.byKind.write).toBeUndefined();
	});

	it('leaves no trace without stamps when nothing changes', async () => {
		const [outcome] = await write([anItem(leads[0])], undefined, { writeStamps: false });
		expect(outcome.item._enrichment?.outcome).toBe('unchanged');
		expect(client.calls.byKind.write).toBeUndefined();
	});

	it('rejects a value of the wrong type and stamps the reason', async () => {
		const wrong = anItem(leads[0], {
			proposals: { NumberOfEmployees: aProposal('many'), Industry: aProposal('Energy') },
		});
		const [first, second] = await write([wrong, withIndustry(1)], undefined, { badValues: 'refuse' });
		const message = 'NumberOfEmployees: Attempting to set int field value with string many';
		expect(first).toMatchObject({
			status: 'rejected',
			changes: [],
			errors: [{ message, fields: ['NumberOfEmployees'] }],
		});
		expect(second.status).toBe('written');
		expect(lead(0)).toMatchObject({
			Industry: null,
			Enrichment_Outcome__c: 'rejected',
			Enrichment_Message__c: message,
		});
	});

	it('rejects a field that cannot be written', async () => {
		const item = anItem(leads[0], { proposals: { CreatedDate: aProposal('2020-01-01', { policy: 'always' }) } });
		expect((await write([item]))[0].errors[0].message).toMatch(/CreatedDate: this user cannot update/);
	});

	it('stops before anything is written when a field is missing', async () => {
		const item = anItem(leads[0], { proposals: { Nope__c: aProposal('x'), Industry: aProposal('Energy') } });
		await expect(write([item])).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Lead has no field Nope__c'),
		});
		expect(lead(0).Industry).toBeNull();
	});

	it('stamps what Salesforce refuses in a second attempt, counted as a retry, and keeps the reason', async () => {
		const context = await startWork();
		const refused = anItem(leads[0], { proposals: { Website: aProposal('forbidden.example') } });
		const [first, second] = await write([refused, withIndustry(1)], context);
		expect(first).toMatchObject({
			status: 'rejected',
			errors: [{ code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not that website' }],
			item: { _enrichment: { outcome: 'rejected', message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Not that website' } },
		});
		expect(second.status).toBe('written');
		expect(lead(0)).toMatchObject({
			Website: null,
			Enrichment_Outcome__c: 'rejected',
			Enrichment_Last_Enriched_On__c: null,
		});
		expect((await journalOf(context)).map(({ field, status }) => [field, status])).toEqual([
			['Website', 'refused'],
			['Industry', 'written'],
		]);
		expect((await context.store.readCalls('run-1')).write).toEqual({ planned: 3, used: 4, retries: 1 });
	});

	it('does not stamp the same refusal again within a day, so that the record does not return for ever', async () => {
		const refused = () => anItem(leads[0], { proposals: { Website: aProposal('forbidden.example') } });
		await write([refused()]);
		const stamp = lead(0).SystemModstamp;
		org.setClock(() => new Date(orgNow.getTime() + 3_600_000));
		const [outcome] = await write([refused()]);
		org.setClock(() => orgNow);
		expect(outcome.status).toBe('rejected');
		expect(lead(0).SystemModstamp).toBe(stamp);
	});

	it('tells what was deleted or converted in mid-run', async () => {
		org.org.delete('Lead', String(leads[0].Id));
		const outcomes = await write([withIndustry(0), withIndustry(1)]);
		expect(outcomes.map(({ status, item }) => [status, item._enrichment?.outcome])).toEqual([
			['rejected', 'deleted'],
			['written', 'written'],
		]);
	});

	it('recognises a write whose reply was lost instead of repeating it', async () => {
		const context = await startWork();
		dropReplyOfFirstWrite(client);
		const [outcome] = await write([withIndustry(0)], context);
		expect(outcome).toMatchObject({ status: 'written', item: { _enrichment: { outcome: 'written' } } });
		expect(client.calls.byKind.write).toBe(1);
		expect((await context.store.readCalls('run-1')).write).toEqual({ planned: 3, used: 4, retries: 1 });
		expect((await journalOf(context))[0].status).toBe('written');
	});

	it('sends once more what a service fault kept from being applied', async () => {
		org.faults.unavailable(1, /composite\/sobjects$/);
		const [outcome] = await write([withIndustry(0)]);
		expect(outcome.status).toBe('written');
		expect(lead(0).Industry).toBe('Energy');
		expect(client.calls.byKind.write).toBe(2);
	});

	it.each([
		['written', 1],
		['failed', 2],
	])('sends a locked row once more: %s after %i locks', async (outcome, locks) => {
		const context = await startWork();
		lockFirstWrites(client, locks);
		const [written] = await write([withIndustry(0)], context);
		expect(written.item._enrichment?.outcome).toBe(outcome);
		expect((await workOf(context))[0].settlement).toMatchObject({ outcome, retryable: outcome === 'failed' });
		expect((await journalOf(context))[0].status).toBe(outcome === 'written' ? 'written' : 'refused');
	});

	it('leaves to a later run what a lasting fault kept from being applied', async () => {
		const context = await startWork();
		org.faults.unavailable(9, /composite\/sobjects$/);
		const [outcome] = await write([withIndustry(0)], context);
		expect(outcome).toMatchObject({ status: 'rejected', item: { _enrichment: { outcome: 'failed' } } });
		expect((await workOf(context))[0].settlement).toMatchObject({ outcome: 'failed', retryable: true });
		expect((await journalOf(context))[0].status).toBe('unknown');
	});

	it('writes nothing in a dry run, but journals what it would', async () => {
		const context = await startWork();
		const outcomes = await write([withIndustry(0), anItem(leads[1])], context, { isDryRun: true });
		expect(outcomes.map(({ item }) => item._enrichment?.outcome)).toEqual(['would_write', 'unchanged']);
		expect(await journalOf(context)).toMatchObject([{ field: 'Industry', after: 'Energy', status: 'would_write' }]);
		expect(lead(0)).toMatchObject({ Industry: null, Enrichment_Outcome__c: null });
		expect(client.calls.byKind.write).toBeUndefined();
		expect((await context.store.readCalls('run-1')).write).toEqual({ planned: 2, used: 2, retries: 0 });
	});

	it('turns down items that name no record, the others in their order', async () => {
		const account = String(org.org.rows('Account')[0].Id);
		const items = [anItem({}), anItem({ Id: 'nonsense' }), withIndustry(0), withIndustry(0), anItem({ Id: account })];
		const outcomes = await write(items);
		expect(outcomes.map(({ inputIndex, item }) => [inputIndex, item._enrichment?.outcome])).toEqual([
			[0, 'invalid_input'],
			[1, 'invalid_input'],
			[2, 'written'],
			[3, 'invalid_input'],
			[4, 'invalid_input'],
		]);
		expect(outcomes[3].errors[0].message).toContain('appears twice in the input');
		expect(outcomes[4].errors[0].message).toContain('is not the Id of a Lead');
	});

	it('refuses records of another org as a whole', async () => {
		const foreign = anItem(leads[0], { orgId: '00D5e00000SANDBEA0' });
		await expect(write([foreign])).rejects.toMatchObject({ code: 'org_mismatch' });
		expect(client.calls.byKind.retrieve).toBeUndefined();
	});

	it('stops before the next call when the lease is lost, with the books in order', async () => {
		const context = await startWork();
		const lost = Object.assign(new Error('lost'), { code: 'lease_lost' });
		const losing = { ...context, keepLease: () => Promise.reject(lost) };
		await expect(write([withIndustry(0)], losing)).rejects.toBe(lost);
		expect(client.calls.byKind.write).toBeUndefined();
		expect((await context.store.readCalls('run-1')).write).toMatchObject({ used: 1 });
	});
});

/** The emulator drops the next reply of any kind; this arms it only once the records have been read. */
function dropReplyOfFirstWrite(armed: SalesforceClient): void {
	const update = armed.update.bind(armed);
	armed.update = (...parameters) => {
		org.faults.dropAfterCommit(1);
		armed.update = update;
		return update(...parameters);
	};
}

/** The emulator locks no rows; this answers as Salesforce does while another transaction holds them. */
function lockFirstWrites(locked: SalesforceClient, times: number): void {
	const update = locked.update.bind(locked);
	const error = {
		code: 'UNABLE_TO_LOCK_ROW',
		message: 'unable to obtain exclusive access to this record',
		fields: [],
		retryable: true,
	};
	let left = times;
	locked.update = async (sObject, rows, ...rest) => {
		if (left === 0) return await update(sObject, rows, ...rest);
		left -= 1;
		return rows.map(() => ({ status: 'refused', errors: [error] }));
	};
}
