import type { RecordItem } from '../../core/record/record-item';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { writeProposals } from '../../core/stages/write/write';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, connect, orgNow, startEnrichmentOrg, startRunFor } from './enrichment-org';

const settled = new Date(orgNow.getTime() - 3_600_000).toISOString();
const Lead = Array.from({ length: 5_000 }, (_, index) => ({
	LastName: `L${index}`,
	Company: 'Acme',
	SystemModstamp: settled,
}));

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead } });
});
afterAll(() => org.close());
beforeEach(() => org.reset());

const window = { initialFrom: undefined, lookbackMs: 600_000, settleMs: 120_000 };
const selection = { kind: 'modified', onlyNeverEnriched: true, window, useLatestDateCovered: true } as const;
const fetch = { sObject: 'Lead', fields: [], maxRecords: 50_000, selection };

describe('5,000 changed Leads', () => {
	it('cost seventeen calls from login to the last write, as planned, two of them for the canary', async () => {
		const client = await connect(org);
		const context = await startRunFor(org);
		let items: RecordItem[] = [];
		for await (const page of fetchRecords(client, fetch, context)) {
			items = items.concat(
				page.map((item) =>
					anItem(item, { ...item._enrichment, outcome: 'matched', proposals: { Industry: aProposal('Energy') } }),
				),
			);
		}
		const write = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true };
		const outcomes = await writeProposals(client, write, items, context);

		expect(outcomes.filter(({ changes }) => changes.length === 1)).toHaveLength(5_000);
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(5_000);
		expect(client.calls.byKind).toEqual({
			login: 1,
			org: 1,
			describe: 1,
			updated: 1,
			query: 3,
			retrieve: 3 + 1,
			write: 5 + 1,
		});
		expect(await context.store.readCalls('run-1')).toEqual({
			fetch: { planned: 5, used: 5, retries: 0 },
			write: { planned: 8, used: 8, retries: 0 },
			canary: { planned: 2, used: 2, retries: 0 },
		});
	});

	it('cost no page for the one record beyond a limit', async () => {
		const client = await connect(org);
		const context = await startRunFor(org);
		const pages = await Array.fromAsync(fetchRecords(client, { ...fetch, maxRecords: 2_000 }, context));
		expect(pages.map((page) => page.length)).toEqual([2_000]);
		expect(client.calls.byKind.query).toBe(1);
		expect((await context.store.findRun('run-1'))?.window?.stoppedAt?.afterId).toBe(pages[0][1_999].Id);
	});
});
