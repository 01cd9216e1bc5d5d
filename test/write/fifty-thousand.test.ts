import { fetchRecords } from '../../core/stages/fetch/fetch';
import { deliverStaged } from '../../core/changes/staged/deliver-staged';
import { writeRecords } from '../../core/stages/write/write';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { aRequest, connectImpatiently, modified } from '../fetch/fetch-org';
import { anItem, aProposal, orgNow, startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { leadSeed, plainUpdate } from './write-org';

jest.setTimeout(600_000);

const size = 50_000;

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead: leadSeed(size) } });
});
afterAll(() => org.close());
beforeEach(() => org.reset());

describe('50,000 Leads, read and written', () => {
	it.each([
		['at_finish', 20],
		['immediate', 110],
	] as const)(
		'cost, delivered %s, at most %i calls, the second look at the targets included',
		async (delivery, mostCalls) => {
			const client = await connectImpatiently(org);
			const context = await startRunFor(org);
			const selection = modified({ useLatestDateCovered: true });
			for await (const page of fetchRecords(client, aRequest({ selection }), context)) {
				const items = page.map((item) =>
					anItem(item, { ...item._enrichment, outcome: 'matched', proposals: { Industry: aProposal('Energy') } }),
				);
				await writeRecords(client, { ...plainUpdate, delivery }, items, context);
			}
			await deliverStaged(client, context, { now: orgNow });

			expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(size);
			// By the org's own count, sign-in and all.
			expect(org.calls.total).toBeLessThanOrEqual(mostCalls);
			const calls = Object.values(await context.store.readCalls('run-1'));
			expect(calls.every(({ planned, used, retries }) => used - retries === planned)).toBe(true);
		},
	);

	it("cost at finish at most 20 calls when others have changed records meanwhile, a person's edit kept", async () => {
		const client = await connectImpatiently(org);
		const context = await startRunFor(org);
		for await (const page of fetchRecords(
			client,
			aRequest({ selection: modified({ useLatestDateCovered: true }) }),
			context,
		)) {
			const items = page.map((item) =>
				anItem(item, { ...item._enrichment, outcome: 'matched', proposals: { Industry: aProposal('Energy') } }),
			);
			await writeRecords(client, { ...plainUpdate, delivery: 'at_finish' }, items, context);
		}
		const [first, ...others] = org.org.rows('Lead').map(({ Id }) => String(Id));
		org.org.update('Lead', first, { Industry: 'Banking' });
		others.slice(0, 3_000).forEach((id) => org.org.update('Lead', id, { Title: 'CEO' }));
		const before = org.calls.total;
		await deliverStaged(client, context, { now: orgNow });

		expect(org.calls.total - before).toBeLessThanOrEqual(20);
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(size - 1);
		expect(org.org.get('Lead', first)?.Industry).toBe('Banking');
	});
});
