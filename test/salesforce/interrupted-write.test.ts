import type { RecordItem } from '../../core/record/record-item';
import type { RunContext } from '../../core/run/run-context';
import type { WriteOutcome } from '../../core/changes/settle/verdicts';
import { writeProposals } from '../../core/stages/write/write';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, connect, startEnrichmentOrg, startRunFor } from './enrichment-org';

const Lead = Array.from({ length: 2_500 }, (_, index) => ({ LastName: `L${index}`, Company: 'Acme' }));
const request = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true, canaryRecords: 0 };

let org: SalesforceEmulator;
afterEach(() => org.close());

async function startLeads(dailyApiRequests = 100_000): Promise<{ items: RecordItem[]; context: RunContext }> {
	org = await startEnrichmentOrg({ records: { Lead } }, { org: { kind: 'production', dailyApiRequests } });
	const rows = org.org.rows('Lead') as RecordItem[];
	const context = await startRunFor(org);
	await context.store.addWork(
		context.run,
		rows.map((row) => ({ recordId: String(row.Id) })),
	);
	return { items: rows.map((row) => anItem(row, { proposals: { Industry: aProposal('Energy') } })), context };
}

function countOf(outcomes: readonly WriteOutcome[], outcome: string): number {
	return outcomes.filter(({ item }) => item._enrichment?.outcome === outcome).length;
}

async function settledIn(context: RunContext): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for await (const page of context.store.readWork(context.run)) {
		for (const { settlement } of page)
			counts[settlement?.outcome ?? 'open'] = (counts[settlement?.outcome ?? 'open'] ?? 0) + 1;
	}
	return counts;
}

describe('writeProposals', () => {
	it('keeps what was written and leaves the rest to a later run when the allowance ends in the middle', async () => {
		const allowance = ['organization', 'describe', 'retrieve', 'first chunk'].length;
		const { items, context } = await startLeads(allowance);
		const outcomes = await writeProposals(await connect(org), request, items, context);

		expect([countOf(outcomes, 'written'), countOf(outcomes, 'failed')]).toEqual([1_000, 1_500]);
		expect(outcomes[1_000].errors).toMatchObject([{ code: 'REQUEST_LIMIT_EXCEEDED', retryable: true }]);
		expect(org.org.count('Lead', { Industry: 'Energy' })).toBe(1_000);
		expect(await settledIn(context)).toEqual({ written: 1_000, failed: 1_500 });
	});

	it('throws when not even the first call got through', async () => {
		const { items, context } = await startLeads(3);
		const written = writeProposals(await connect(org), request, items, context);
		await expect(written).rejects.toMatchObject({ code: 'request_limit_exceeded' });
		expect(await settledIn(context)).toEqual({ open: 2_500 });
	});

	it('accounts for the call in flight when it is canceled, and sends no other', async () => {
		const { items, context } = await startLeads();
		const controller = new AbortController();
		const client = await connect(org);
		const update = client.update.bind(client);
		client.update = (...parameters) => {
			const results = update(...parameters);
			controller.abort();
			return results;
		};

		const written = writeProposals(client, request, items, context, controller.signal);
		await expect(written).rejects.toMatchObject({ code: 'canceled' });
		expect(client.calls.byKind.write).toBe(1);
		expect(await settledIn(context)).toEqual({ written: 1_000, open: 1_500 });
		const journal = (await Array.fromAsync(context.store.readJournal('run-1'))).flat();
		expect(journal.filter((row) => row.status === 'written')).toHaveLength(1_000);
	});
});
