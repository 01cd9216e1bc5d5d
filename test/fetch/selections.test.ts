import { toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { Selection, SelectionFilter } from '../../core/stages/fetch/selection';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import {
	aRequest,
	before,
	commitWindow,
	connectImpatiently,
	day,
	fetchAll,
	lastNames,
	minute,
	modified,
} from './fetch-org';

const lead = (LastName: string, createdDaysAgo: number, fields: Record<string, unknown> = {}) => {
	const CreatedDate = before(createdDaysAgo * day);
	return { LastName, Company: 'Acme', CreatedDate, SystemModstamp: before(minute * 60), ...fields };
};
const attempted = (daysAgo: number, outcome = 'written') => ({
	...{ Enrichment_Last_Activity__c: before(daysAgo * day), Enrichment_Outcome__c: outcome, Enrichment_Score__c: 50 },
});

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Lead', name: 'Candidate__c', label: 'Candidate', type: 'boolean' }],
		records: {
			Account: [{ '@ref': 'acme', Name: 'Acme', Industry: 'Energy' }],
			Contact: [{ LastName: 'C', AccountId: '@acme' }, { LastName: 'Solo' }],
			Lead: [
				lead('New', 1, { Industry: 'Energy', AnnualRevenue: 5_000_000, Candidate__c: true }),
				lead('Newer', 0.5, { Industry: 'Retail', AnnualRevenue: 100, Country: 'DE' }),
				lead('Older', 30, { Industry: 'Energy', AnnualRevenue: 100 }),
				lead('Eight days', 90, { ...attempted(8), Candidate__c: true }),
				lead('Eight days, newer', 60, attempted(8)),
				lead('Twenty days', 80, attempted(20)),
				lead('Two days', 70, attempted(2)),
				lead('No match, twenty days', 50, attempted(20, 'no_match')),
				lead('No match, forty days', 50, attempted(40, 'no_match')),
				lead('Failed', 40, attempted(1, 'provider_failed')),
				lead('Score cleared', 40, { ...attempted(3), Enrichment_Score__c: null }),
				lead('Converted', 1, { IsConverted: true }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connectImpatiently(org);
});

const refresh: Selection = {
	kind: 'due_for_refresh',
	refreshAfterDays: 7,
	retryAfterDays: 30,
	includeNeverEnriched: true,
	includeUnscored: false,
};
const select = async (selection: Selection, changes = {}) =>
	lastNames(await fetchAll(client, aRequest({ selection, ...changes })));
const filter = (conditions: SelectionFilter) =>
	select({ kind: 'filter' }, { filter: conditions, order: 'newest_created' });

describe('the selection', () => {
	it('scheduled: unenriched newest created first, then enriched more than 7 days ago oldest first, ties newest created', async () => {
		expect(await select(refresh)).toEqual([
			...['Newer', 'New', 'Older'],
			...['No match, forty days', 'Twenty days', 'Eight days, newer', 'Eight days'],
		]);
	});

	it('a cleared score asks for a new one', async () => {
		expect(await select({ ...refresh, includeNeverEnriched: false, includeUnscored: true })).toContain('Score cleared');
	});

	it('an edit by a person does not make a record due for refresh, nor keep it from being due', async () => {
		const id = String(org.org.find('Lead', { LastName: 'Two days' })[0].Id);
		org.org.update('Lead', id, { Title: 'CTO' });
		const due = String(org.org.find('Lead', { LastName: 'Twenty days' })[0].Id);
		org.org.update('Lead', due, { Title: 'CTO' });
		const selected = await select({ ...refresh, includeNeverEnriched: false });
		expect(selected).not.toContain('Two days');
		expect(selected).toContain('Twenty days');
	});

	it('a list of values longer than a URL', async () => {
		const value = ['Nobody', ...Array.from({ length: 1_500 }, (_, index) => `Company name ${index}`), 'Acme'].join(',');
		const rows = [{ field: 'Company', operator: 'in' as const, value }];
		expect(await filter({ rows })).toHaveLength(11);
	});

	it('never enriched: newest created first', async () => {
		expect(await select({ kind: 'never_enriched' })).toEqual(['Newer', 'New', 'Older']);
	});

	it('Ids: in their order, each once, without those that are gone', async () => {
		const idOf = (LastName: string) => String(org.org.find('Lead', { LastName })[0].Id);
		const ids = ['Older', 'New', 'Newer', 'Converted'].map(idOf);
		org.org.delete('Lead', ids[1]);
		const tally = new FetchTally();
		const items = await fetchAll(
			client,
			aRequest({ selection: { kind: 'ids', ids: [...ids, ids[0].slice(0, 15)].map(toRecordId) } }),
			undefined,
			tally,
		);
		expect(lastNames(items)).toEqual(['Older', 'Newer']);
		expect(tally).toMatchObject({ given: 2, vanished: 2 });
	});

	it('Ids take no filter, and say so', async () => {
		await expect(select({ kind: 'ids', ids: [] }, { filter: { rawWhere: 'Name != null' } })).rejects.toMatchObject({
			code: 'invalid_parameter',
		});
	});

	it('needs our stamps, and names those that are missing', async () => {
		const bare = await startEnrichmentOrg();
		await bare.close();
		const request = aRequest({ sObject: 'Opportunity', selection: refresh });
		await expect(fetchAll(client, request)).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Opportunity has no field Enrichment_Last_Activity__c, Enrichment_Outcome__c'),
		});
	});
});

describe('the filter', () => {
	it.each<[string, SelectionFilter, string[]]>([
		[
			'all rows when there is no logic',
			{ rows: [row('Industry', 'equals', 'Energy'), row('AnnualRevenue', 'greater', '1000')] },
			['New'],
		],
		[
			'rows by their logic',
			{
				rows: [
					row('AnnualRevenue', 'less', '1000'),
					row('Country', 'equals', 'DE'),
					row('Industry', 'equals', 'Retail'),
				],
				logic: '1 AND (2 OR NOT 3)',
			},
			['Newer', 'Older'],
		],
		['ticked candidates only', { candidateField: 'Candidate__c' }, ['New', 'Eight days']],
		['a condition in SOQL, kept to itself', { rawWhere: "Country = 'DE' OR LastName = 'Converted'" }, ['Newer']],
		['what was never sent', { preset: 'never_sent' }, ['Newer', 'New', 'Older']],
		['what errored', { preset: 'errored' }, ['Failed']],
		[
			'what was sent without match, newest first',
			{ preset: 'sent_without_match', rows: [row('Enrichment_Last_Activity__c', 'olderThanNDays', '30')] },
			['No match, forty days'],
		],
	])('takes %s', async (_name, conditions, expected) => {
		expect(await filter(conditions)).toEqual(expected);
	});

	it('reaches into parents', async () => {
		const request = aRequest({
			sObject: 'Contact',
			selection: { kind: 'filter' },
			filter: { rows: [row('Account.Industry', 'equals', 'Energy')] },
		});
		expect(lastNames(await fetchAll(client, request))).toEqual(['C']);
	});

	it.each<[SelectionFilter, string]>([
		[{ rows: [row('Nope__c', 'equals', 'x')] }, 'Nope__c (on Lead)'],
		[{ rows: [row('AnnualRevenue', 'contains', '1')] }, 'has no operator "contains"'],
		[{ candidateField: 'Industry' }, 'not a checkbox'],
		[{ logic: '1 AND 2' }, 'row 1'],
		[{ rawWhere: 'Name != null) OR (Name = null' }, 'closes nothing'],
	])('refuses %j before anything is read', async (conditions, why) => {
		await expect(filter(conditions)).rejects.toMatchObject({ message: expect.stringContaining(why) });
		expect(client.calls.byKind.query).toBeUndefined();
	});

	function row(field: string, operator: 'equals' | 'greater' | 'less' | 'olderThanNDays' | 'contains', value: string) {
		return { field, operator, value };
	}
});

describe('the limit', () => {
	it('takes the first and reports the rest, for one call', async () => {
		const tally = new FetchTally();
		const items = await fetchAll(
			client,
			aRequest({ selection: { kind: 'never_enriched' }, maxRecords: 2 }),
			undefined,
			tally,
		);
		expect(lastNames(items)).toEqual(['Newer', 'New']);
		expect(tally).toMatchObject({ hasMore: true, beyondLimit: 1 });
		expect(client.calls.byKind.query).toBe(2);
	});

	it.each<Selection>([
		{ kind: 'never_enriched' },
		modified(),
		{ kind: 'ids', ids: ['00Q5e0000000001', '00Q5e0000000002', '00Q5e0000000003'].map(toRecordId) },
	])('stops with an error when told to: %j', async (selection) => {
		const request = aRequest({ selection, maxRecords: 2, beyondLimit: 'stop' });
		await expect(fetchAll(client, request)).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringMatching(/^\d+ records of Lead are selected; 2 is the most/),
		});
	});

	it('of changes in another order than they came goes to the carry-over, so that the window may close', async () => {
		const context = await startRunFor(org);
		const request = aRequest({ order: 'newest_created', maxRecords: 4 });
		const first = await fetchAll(client, request, context);
		expect(lastNames(first)).toEqual(['Newer', 'New', 'Older', 'Failed']);
		expect((await context.store.findRun('run-1'))?.window?.stoppedAt).toBeUndefined();
		await commitWindow(context);
		const rest = await fetchAll(
			client,
			aRequest({ selection: modified({ window: { initialFrom: undefined, lookbackMs: 0, settleMs: 2 * minute } }) }),
			context,
		);
		expect(new Set([...first, ...rest].map((item) => item.Id)).size).toBe(11);
		expect(rest).toHaveLength(7);
	});

	it('a dry run carries nothing over', async () => {
		const context = await startRunFor(org, { isDryRun: true });
		await fetchAll(client, aRequest({ order: 'newest_created', maxRecords: 4 }), context);
		expect(await context.store.loadCarryOver(context.run, new Date('2027-01-01'), 100)).toEqual([]);
	});
});

describe('records that another run has claimed', () => {
	it('are left out, reported, and taken up later', async () => {
		const instant = await startRunFor(org, { pipeline: 'instant', runId: 'instant-1' });
		const hourly = { ...instant.run, pipeline: 'hourly', runId: 'run-1' };
		await instant.store.createRun(hourly);
		const context = { ...instant, run: hourly };
		const [claimed] = await fetchAll(client, aRequest({ maxRecords: 1, claimMs: 30 * minute }), instant);

		const tally = new FetchTally();
		const items = await fetchAll(client, aRequest({ claimMs: 30 * minute }), context, tally);
		expect(items.map((item) => item.Id)).not.toContain(claimed.Id);
		expect(items).toHaveLength(10);
		expect(tally.claimedElsewhere).toBe(1);
		const work = (await Array.fromAsync(context.store.readWork(context.run))).flat();
		const left = work.find((state) => state.recordId === claimed.Id);
		expect(left?.settlement).toMatchObject({ outcome: 'claimed_elsewhere', retryable: true });
	});
});
