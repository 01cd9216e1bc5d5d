import type { RecordItem } from '../../core/record/record-item';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import type { Selection, SelectionRequest } from '../../core/stages/fetch/selection';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { startSalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect, orgNow, startEnrichmentOrg, startRunFor } from './enrichment-org';

const minute = 60_000;
const minutesAgo = (minutes: number) => new Date(orgNow.getTime() - minutes * minute);
const settled = minutesAgo(60).toISOString();

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	const Lead = Array.from({ length: 30 }, (_, index) => ({
		LastName: `L${index}`,
		Company: 'Acme',
		SystemModstamp: settled,
	}));
	org = await startEnrichmentOrg({
		records: {
			Lead: [
				...Lead,
				{ LastName: 'Converted', Company: 'Acme', IsConverted: true, SystemModstamp: settled },
				{ LastName: 'Enriched', Company: 'Acme', Enrichment_Last_Activity__c: settled, SystemModstamp: settled },
				{ LastName: 'Just now', Company: 'Acme', SystemModstamp: minutesAgo(1).toISOString() },
			],
			Account: [{ '@ref': 'acme', Name: 'Acme', Website: 'acme.example' }],
			Contact: [{ LastName: 'C', AccountId: '@acme', SystemModstamp: settled }],
		},
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connect(org);
});

type Modified = Extract<Selection, { kind: 'modified' }>;

function aRequest({
	onlyNeverEnriched = false,
	useLatestDateCovered = false,
	...changes
}: Partial<SelectionRequest & Modified> = {}): SelectionRequest {
	const window = { initialFrom: undefined, lookbackMs: 10 * minute, settleMs: 2 * minute };
	const selection: Modified = { kind: 'modified', onlyNeverEnriched, useLatestDateCovered, window };
	return { sObject: 'Lead', fields: [], maxRecords: 50_000, selection, ...changes };
}

async function fetchAll(request: SelectionRequest, context?: RunContext, by = client): Promise<RecordItem[]> {
	return (await Array.fromAsync(fetchRecords(by, request, context))).flat();
}

const names = (items: readonly RecordItem[]) => items.map((item) => item.LastName);

describe('fetchRecords of what was modified', () => {
	it('takes what has settled, leaving out converted leads', async () => {
		const items = await fetchAll(aRequest());
		expect(items).toHaveLength(31);
		expect(names(items)).not.toContain('Converted');
		expect(names(items)).not.toContain('Just now');
	});

	it('tells each record where it is from', async () => {
		const context = await startRunFor(org);
		const [item] = await fetchAll(aRequest(), context);
		expect(item._enrichment).toEqual({
			orgId: org.identity.id,
			sObject: 'Lead',
			runId: 'run-1',
			version: '2026-11-21T15:29:17.000+0000',
		});
	});

	it('selects only what was never attempted', async () => {
		expect(names(await fetchAll(aRequest({ onlyNeverEnriched: true })))).not.toContain('Enriched');
	});

	it('says which field is needed to tell what was never enriched', async () => {
		const bare = await startSalesforceEmulator({ clock: () => orgNow });
		const bareClient = await connect(bare);
		await expect(fetchAll(aRequest({ onlyNeverEnriched: true }), undefined, bareClient)).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringContaining('Enrichment_Last_Activity__c'),
		});
		await expect(fetchAll(aRequest(), undefined, bareClient)).resolves.toEqual([]);
		await bare.close();
	});

	it('reads fields of parents, and names those that are missing', async () => {
		const [contact] = await fetchAll(aRequest({ sObject: 'Contact', fields: ['Account.Phone'] }));
		expect(contact).toMatchObject({ LastName: 'C', Account: { Name: 'Acme', Website: 'acme.example', Phone: null } });
		const wrong = fetchAll(aRequest({ sObject: 'Contact', fields: ['Account.Nope__c', 'Nada__c', 'Acount.Name'] }));
		await expect(wrong).rejects.toMatchObject({
			code: 'missing_field',
			message: expect.stringMatching(
				/Account\.Nope__c \(on Account\), Nada__c \(on Contact\), Acount\.Name \(on Contact\)/,
			),
		});
	});

	it('stops at the limit inside equal timestamps and goes on behind it', async () => {
		const context = await startRunFor(org);
		const first = await fetchAll(aRequest({ maxRecords: 20 }), context);
		const run = await context.store.findRun('run-1');
		expect(run?.window).toEqual({
			until: minutesAgo(2),
			stoppedAt: { modifiedAt: minutesAgo(60), afterId: first[19].Id },
		});

		await context.store.commitWatermark(context.run, run!.window!.stoppedAt!);
		const second = await fetchAll(aRequest({ maxRecords: 20 }), context);
		expect(new Set([...first, ...second].map((item) => item.Id)).size).toBe(31);
		expect((await context.store.findRun('run-1'))?.window).toEqual({ from: minutesAgo(60), until: minutesAgo(2) });
	});

	it('does not stop when the limit is exactly what there is', async () => {
		const context = await startRunFor(org);
		await fetchAll(aRequest({ maxRecords: 31 }), context);
		expect((await context.store.findRun('run-1'))?.window?.stoppedAt).toBeUndefined();
	});

	it('takes what is due from the carry-over first, once, and settles what is gone', async () => {
		const context = await startRunFor(org);
		const leads = org.org.find('Lead', (lead) => /^L\d+$/.test(String(lead.LastName))).map((lead) => String(lead.Id));
		const converted = String(org.org.find('Lead', { LastName: 'Converted' })[0].Id);
		org.org.delete('Lead', leads[7]);
		const due = [leads[5], leads[7], converted].map((recordId) => ({
			...{ recordId, attempts: 1, drops: 0, reason: 'locked', dueAt: minutesAgo(5) },
		}));
		await context.store.carryOver(context.run, due);

		const items = await fetchAll(aRequest(), context);
		expect(items[0].Id).toBe(leads[5]);
		expect(items.filter((item) => item.Id === leads[5])).toHaveLength(1);
		const work = (await Array.fromAsync(context.store.readWork(context.run))).flat();
		expect(work).toHaveLength(30 + 2);
		expect(
			work
				.filter((state) => state.settlement)
				.map((state) => state.settlement?.outcome)
				.sort(),
		).toEqual(['converted', 'deleted']);
		expect(work.find((state) => state.recordId === leads[5])).toMatchObject({ isCarriedOver: true, attempts: 1 });
	});

	it('keeps the books of its calls', async () => {
		const context = await startRunFor(org);
		await fetchAll(aRequest({ useLatestDateCovered: true }), context);
		expect(await context.store.readCalls('run-1')).toEqual({ fetch: { planned: 3, used: 3, retries: 0 } });
	});

	it('records no window when reading it broke off', async () => {
		const context = await startRunFor(org);
		org.faults.unavailable(3, /query/);
		await expect(fetchAll(aRequest(), context)).rejects.toMatchObject({ code: 'salesforce_unavailable' });
		expect((await context.store.findRun('run-1'))?.window).toBeUndefined();
		expect(await context.store.readCalls('run-1')).toEqual({ fetch: { planned: 2, used: 4, retries: 2 } });
	});
});
