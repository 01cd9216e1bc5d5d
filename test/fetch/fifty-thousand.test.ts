import { claimBatch } from '../../core/stages/fetch/claim-batch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow, startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, before, connectImpatiently, minute, modified } from './fetch-org';

jest.setTimeout(600_000);

const size = 50_000;
const request = aRequest({ selection: modified({ useLatestDateCovered: true }) });

let org: SalesforceEmulator;
beforeAll(async () => {
	const at = (index: number) => before(60 * minute + Math.floor((size - index) / 500) * 1_000);
	const Lead = Array.from({ length: size }, (_, index) => ({
		LastName: `L${index}`,
		Company: 'Acme, "Inc"',
		NumberOfEmployees: index % 7,
		SystemModstamp: at(index),
	}));
	org = await startEnrichmentOrg({ records: { Lead } });
});
afterAll(() => org.close());

describe('50,000 changed Leads', () => {
	it('are selected and read in at most 8 calls, as planned, each once, oldest change first', async () => {
		const client = await connectImpatiently(org);
		const context = await startRunFor(org);
		const used = client.calls.used;
		const ids = new Set<unknown>();
		let longestPage = 0;
		let last = '';
		let isInOrder = true;
		for await (const page of fetchRecords(client, request, context)) {
			longestPage = Math.max(longestPage, page.length);
			for (const item of page) {
				isInOrder &&= String(item.SystemModstamp) >= last;
				last = String(item.SystemModstamp);
				ids.add(item.Id);
			}
		}
		expect(ids.size).toBe(size);
		expect(isInOrder).toBe(true);
		expect(longestPage).toBeLessThanOrEqual(2_000);
		expect(client.calls.used - used).toBeLessThanOrEqual(8);
		const { fetch } = await context.store.readCalls('run-1');
		expect(fetch.used - fetch.retries).toBe(fetch.planned);
		expect(client.calls.byKind).toMatchObject({ query: 1, bulkResults: 1 });
	});

	it('look the same whichever way they are read', async () => {
		const client = await connectImpatiently(org);
		const byQuery = (await Array.fromAsync(fetchRecords(client, { ...request, maxRecords: 10 }, undefined))).flat();
		for await (const [first] of fetchRecords(client, request, undefined)) {
			const rest = byQuery.find((item) => item.Id === first.Id) as Record<string, unknown>;
			expect({ ...first, attributes: undefined }).toEqual({ ...rest, attributes: undefined });
			break;
		}
		expect(client.calls.byKind.bulkResults).toBe(1);
	});

	it('are planned in at most 8 calls, and claimed for one call a batch', async () => {
		const client = await connectImpatiently(org);
		const context = await startRunFor(org);
		const used = client.calls.used;
		expect(await planBatches(client, request, 2_000, context, new FetchTally())).toMatchObject({
			open: 25,
			records: size,
		});
		expect(client.calls.used - used).toBeLessThanOrEqual(8);

		const planned = client.calls.used;
		const claim = { selection: { sObject: 'Lead', fields: [] }, leaseMs: 30 * minute, doneBatchIds: [] };
		const { batchId, items } = await claimBatch(client, claim, context, orgNow, new FetchTally());
		expect({ batchId, records: items.length }).toEqual({ batchId: 0, records: 2_000 });
		expect(client.calls.used - planned).toBe(1);
	});
});
