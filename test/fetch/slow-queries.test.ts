import { omit } from 'lodash';
import type { SalesforceClient } from '../../core/salesforce/client';
import { countSelection } from '../../core/stages/fetch/count-records';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { Selection, SelectionRequest } from '../../core/stages/fetch/selection';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, before, commitWindow, connectImpatiently, day, fetchAll, lastNames, minute } from './fetch-org';

jest.setTimeout(120_000);

const leads = 200;

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	// Created in another order than last changed and last attempted.
	const Lead = Array.from({ length: leads }, (_, index) => ({
		...{
			LastName: `L${index}`,
			Company: 'Acme',
			SystemModstamp: before(index * 10 * minute + 5 * minute),
			CreatedDate: before(((index * 37) % leads) * day),
		},
		Enrichment_Last_Activity__c: index % 3 === 0 ? null : before(((index * 53) % leads) * day),
	}));
	org = await startEnrichmentOrg({ records: { Lead, Account: [{ Name: 'Acme' }], Contact: [{ LastName: 'C' }] } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	client = await connectImpatiently(org);
});

const slow = (rows: number) => org.faults.set({ queryTimeout: { object: 'Lead', rows } });
const filter: Selection = { kind: 'filter' };

/** With a healthy org, and with one that gets through so few rows. */
async function bothWays(changes: Partial<SelectionRequest>, rows: number) {
	const healthy = await fetchAll(client, aRequest(changes));
	slow(rows);
	return { healthy, slowed: await fetchAll(client, aRequest(changes)) };
}

async function expectHonestBooks(
	request: SelectionRequest,
	work: (context: Awaited<ReturnType<typeof startRunFor>>) => Promise<unknown>,
): Promise<void> {
	const context = await startRunFor(org);
	await work(context);
	const { fetch } = await context.store.readCalls('run-1');
	expect([request.sObject, fetch.used - fetch.retries]).toEqual([request.sObject, fetch.planned]);
}

describe('a fetch that Salesforce would work on for longer than two minutes', () => {
	it.each([
		['a window', {}],
		['a window with a limit', { maxRecords: 70 }],
		['a window with a limit at the end of a part', { maxRecords: 100 }],
		['a window, newest created first', { order: 'newest_created', maxRecords: 30 }],
		['a filter, oldest change first', { selection: filter }],
		['a filter, newest created first', { selection: filter, order: 'newest_created', maxRecords: 25 }],
		['a filter, oldest attempt first', { selection: filter, order: 'scheduled', maxRecords: 90 }],
		['more than fits a page', { selection: filter, order: 'scheduled' }],
	] as const)('gives the same records in the same order: %s', async (_what, changes) => {
		const { healthy, slowed } = await bothWays(changes, 20);
		expect(healthy.length).toBeGreaterThan(20);
		// A bulk query gives no address of a record.
		const plain = (items: typeof healthy) => items.map((item) => omit(item, 'attributes'));
		expect(plain(slowed)).toEqual(plain(healthy));
	});

	it('tells of the limit and goes on behind it', async () => {
		slow(20);
		const context = await startRunFor(org);
		const tally = new FetchTally();
		const request = aRequest({ maxRecords: 70 });
		const first = await fetchAll(client, request, context, tally);
		expect(tally.hasMore).toBe(true);
		await commitWindow(context);
		const second = await fetchAll(client, aRequest(), context);
		expect(new Set([...lastNames(first), ...lastNames(second)]).size).toBe(leads);
	});

	it.each([
		['a window', aRequest()],
		['a window with a limit', aRequest({ maxRecords: 70 })],
		['an order', aRequest({ selection: filter, order: 'newest_created', maxRecords: 25 })],
	])('keeps the forecast of its calls honest: %s', async (_what, request) => {
		slow(20);
		await expectHonestBooks(request, (context) => fetchAll(client, request, context));
	});
});

describe('a count that Salesforce would work on for longer than two minutes', () => {
	it.each([
		['a filter', aRequest({ selection: filter })],
		['a window', aRequest()],
	])('comes from ranges of ids: %s', async (_what, request) => {
		slow(20);
		expect(await countSelection(client, request, undefined)).toEqual({ records: leads, isAtLeast: false });
		await expectHonestBooks(request, (context) => countSelection(client, request, context));
	});

	it('says "at least" with what it has where ranges do not get through either', async () => {
		slow(3);
		const { records, isAtLeast } = await countSelection(client, aRequest({ selection: filter }), undefined);
		expect([records > 0, records < leads, isAtLeast]).toEqual([true, true, true]);
	});
});
