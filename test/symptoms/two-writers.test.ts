import { deliverStaged } from '../../core/stages/write/deliver-staged';
import type { RecordItem } from '../../core/record/record-item';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { anItem, aProposal, orgNow, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { expectBalancedBooks, leadSeed, WriteRun } from '../write/write-org';

jest.setTimeout(120_000);

const size = 40;

let org: SalesforceEmulator;
let run: WriteRun;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		customFields: [{ object: 'Lead', name: 'ERP_Id__c', type: 'string', length: 40, externalId: true, unique: true }],
		records: { Lead: leadSeed(size) },
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.faults.clear();
	run = await WriteRun.start(org);
});

const atFinish = { delivery: 'at_finish' } as const;

/** One node after the other, each with a proposal of its own for every lead. */
async function stageBoth(first: [string, unknown], second: [string, unknown]): Promise<void> {
	const items = await run.fetch(...first);
	await run.write(items, atFinish);
	await run.write(items.map((item) => proposing(item, ...second)), atFinish);
}

function proposing(item: RecordItem, field: string, value: unknown): RecordItem {
	return anItem({ ...item }, { ...item._enrichment, proposals: { [field]: aProposal(value) } });
}

const deliver = (strategy: 'bulk' | 'collections') => deliverStaged(run.client, run.store, run.run, { now: orgNow, canaryRecords: 0, strategy });

describe.each(['bulk', 'collections'] as const)('two writers at finish, sent by %s', (strategy) => {
	it('both write their fields of the same records', async () => {
		await stageBoth(['Title', 'CTO'], ['Phone', '+49 30 1234']);
		await deliver(strategy);
		expect(org.org.count('Lead', { Title: 'CTO', Phone: '+49 30 1234' })).toBe(size);
		expect(await run.outcomes()).toEqual({ written: size });
		const journal = await run.journal();
		expect(journal).toHaveLength(2 * size);
		expect(new Set(journal.map(({ status }) => status))).toEqual(new Set(['written']));
		expect(await run.store.countStagedRows('run-1')).toBe(0);
		await expectBalancedBooks(run);
	});

	it('the later one wins a field that both write, and undo knows what stood there before', async () => {
		await stageBoth(['Title', 'CTO'], ['Title', 'CEO']);
		await deliver(strategy);
		expect(org.org.count('Lead', { Title: 'CEO' })).toBe(size);
		const journal = await run.journal();
		expect(new Set(journal.map(({ before, after, status }) => `${before} ${after} ${status}`))).toEqual(new Set(['null CEO written']));
	});

	it('a second writer that changes nothing leaves the first one\'s word', async () => {
		await stageBoth(['Title', 'CTO'], ['Company', 'Acme']);
		await deliver(strategy);
		expect(org.org.count('Lead', { Title: 'CTO' })).toBe(size);
		expect(await run.outcomes()).toEqual({ written: size });
		expect((await run.journal()).every(({ status, field }) => status === 'written' && field === 'Title')).toBe(true);
	});

	it.each(['upsert', 'create'] as const)('creations (%s) of one key are one record with both fields', async (operation) => {
		const key = { operation, externalIdField: 'ERP_Id__c', ...atFinish } as const;
		const creation = (field: string, value: unknown) =>
			anItem({}, { proposals: Object.fromEntries(Object.entries({ LastName: 'New', Company: 'New Co', ERP_Id__c: 'E-1', [field]: value }).map(([name, each]) => [name, aProposal(each)])) });
		await run.write([creation('Title', 'CTO')], key);
		await run.write([creation('Phone', '+49 30 1234')], key);
		await deliver(strategy);
		expect(org.org.find('Lead', { ERP_Id__c: 'E-1' })).toMatchObject([{ Title: 'CTO', Phone: '+49 30 1234' }]);
		const fields = (await run.journal()).filter(({ status }) => status === 'written').map(({ field }) => field);
		expect(fields).toEqual(expect.arrayContaining(['Title', 'Phone', 'LastName']));
	});
});
