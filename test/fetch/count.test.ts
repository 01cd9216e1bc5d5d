import { toRecordId } from '../../core/record/identity';
import type { SalesforceClient } from '../../core/salesforce/client';
import { countSelection } from '../../core/stages/fetch/count-records';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, before, connectImpatiently, day, minute, modified } from './fetch-org';

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	const Lead = Array.from({ length: 30 }, (_, index) => ({
		...{ LastName: `L${index}`, Company: 'Acme', SystemModstamp: before(index * 10 * minute) },
		...{ AnnualRevenue: index, Enrichment_Last_Activity__c: index < 10 ? before(day * 8) : null },
	}));
	org = await startEnrichmentOrg({ records: { Lead, Account: [{ Name: 'Acme' }] } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connectImpatiently(org);
	org.calls.clear();
});

const refresh = {
	kind: 'due_for_refresh',
	refreshAfterDays: 7,
	retryAfterDays: 30,
	includeNeverEnriched: false,
	includeUnscored: false,
} as const;

describe('Count', () => {
	it.each([
		['what was modified', {}, 30],
		['what was never enriched', { selection: { kind: 'never_enriched' } as const }, 20],
		['what is due for refresh', { selection: refresh }, 10],
		[
			'what a condition lets through',
			{ selection: { kind: 'filter' } as const, filter: { rawWhere: 'AnnualRevenue >= 25' } },
			5,
		],
		['whatever the limit', { maxRecords: 1 }, 30],
	])('costs exactly one call for %s', async (_name, changes, expected) => {
		expect((await countSelection(client, aRequest(changes), undefined)).records).toBe(expected);
		expect(org.calls.byKind).toEqual({ query: 1 });
	});

	it('costs exactly one call with typed conditions once the object has been described', async () => {
		await client.describe('Lead');
		org.calls.clear();
		const filter = { rows: [{ field: 'AnnualRevenue', operator: 'less' as const, value: '5' }] };
		expect((await countSelection(client, aRequest({ selection: { kind: 'filter' }, filter }), undefined)).records).toBe(
			5,
		);
		expect(org.calls.byKind).toEqual({ query: 1 });
	});

	it('costs nothing for listed Ids', async () => {
		const ids = ['00Q5e0000000001', '00Q5e0000000001', '00Q5e0000000002'];
		expect(
			(await countSelection(client, aRequest({ selection: { kind: 'ids', ids: ids.map(toRecordId) } }), undefined))
				.records,
		).toBe(2);
		expect(org.calls.byKind).toEqual({});
	});

	it("starts where the pipeline's next window does", async () => {
		const context = await startRunFor(org);
		await context.store.commitWatermark(context.run, { modifiedAt: new Date(before(100 * minute)) });
		expect((await countSelection(client, aRequest({ selection: modified() }), context)).records).toBe(12);
		expect(await context.store.readCalls('run-1')).toEqual({ fetch: { planned: 1, used: 1, retries: 0 } });
	});
});
