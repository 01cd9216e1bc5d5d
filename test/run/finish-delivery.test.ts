import type { IDataObject } from 'n8n-workflow';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, itemsOf, NodeOrg } from '../nodes/node-org';
import { websiteRule } from '../write/write-org';

const domain = 'same.example';

let org: NodeOrg;
beforeAll(async () => {
	const lead = (LastName: string): SeedRecord =>
		changed({ LastName, Company: 'Northwind', Email: `${LastName}@northwind.example` });
	org = await NodeOrg.open({
		matchingRules: [{ name: 'Same_Website', object: 'Lead', criteria: [{ field: 'Website' }] }],
		validationRules: [websiteRule],
		duplicateRules: [{ name: 'Alert', object: 'Lead', matchingRules: ['Same_Website'], onUpdate: 'alert' }],
		records: {
			Lead: [
				lead('Novak'),
				lead('Okafor'),
				{
					LastName: 'Twin',
					Company: 'Northwind',
					Website: domain,
					CreatedDate: '2026-01-01T00:00:00Z',
					SystemModstamp: '2026-01-01T00:00:00Z',
				},
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** Both leads get a website that another lead has, and wait for Finish. */
async function stage(values: IDataObject = { Website: domain }): Promise<void> {
	const start = await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'hourly' } });
	const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(start) });
	const items = itemsOf(fetched).filter(({ json }) => json.LastName !== 'Twin');
	const parameters = {
		values: 'mapping',
		columns: { mappingMode: 'defineBelow', value: values },
		delivery: 'at_finish',
	};
	await org.execute(new SalesforceBulkWrite(), { items, parameters });
	org.emulator.calls.clear();
}

async function finish(options: IDataObject): Promise<Record<string, unknown>> {
	const { outputs } = await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { operation: 'deliverAndFinish', options },
	});
	return outputs[0][0];
}

const websites = () => ['Novak', 'Okafor'].map((name) => org.find('Lead', 'LastName', name).Website);
const clients = () => [...new Set(org.emulator.calls.log.map(({ client }) => client))];

describe('the delivery at finish', () => {
	it('leaves the duplicate rules of the org as they are, unless told otherwise', async () => {
		await stage();
		expect(await finish({})).toMatchObject({ delivery: { rows: 2, refused: 2 }, counts: { rejected: 2 } });
		expect(websites()).toEqual([null, null]);
	});

	it('saves despite an alert when told so', async () => {
		await stage();
		expect(await finish({ allowDuplicates: true })).toMatchObject({
			delivery: { rows: 2, refused: 0 },
			counts: { written: 2 },
		});
		expect(websites()).toEqual([domain, domain]);
	});

	it('names the caller on all its calls, those of a Bulk job among them', async () => {
		await stage({ City: 'Oslo' });
		expect(await finish({ strategy: 'bulk', callClient: ' acme-enrichment ' })).toMatchObject({
			delivery: { rows: 2, jobs: [{ rows: 2 }] },
		});
		expect(org.emulator.calls.log.map(({ path }) => path).join()).toMatch(/jobs\/ingest\/\w+\/batches/);
		expect(clients()).toEqual(['acme-enrichment']);
	});

	it('names the pack without a name', async () => {
		await stage({ City: 'Oslo' });
		await finish({});
		expect(clients()).toEqual(['n8n-nodes-salesforce-enrichment']);
	});

	it.each([
		[1, { canary: { planned: 2, used: 2, retries: 0 } }],
		[0, {}],
	])('sends a canary of %i first', async (canaryRecords, expected) => {
		await stage({ City: 'Oslo' });
		const { calls } = (await finish({ canaryRecords })) as { calls: { byStage: Record<string, unknown> } };
		const { canary } = calls.byStage;
		expect({ ...(canary !== undefined && { canary }) }).toEqual(expected);
	});

	it('is not stopped for duplicates, which say nothing about the values', async () => {
		await stage();
		const ended = await finish({ canaryRecords: 1, breakerPercent: 10, breakerAtLeast: 1 });
		expect(ended).toMatchObject({ delivery: { refused: 2, heldBack: 0 }, counts: { rejected: 2, duplicateRule: 2 } });
	});

	it('stops where the breaker says', async () => {
		await stage({ Website: 'forbidden.example' });
		const stopped = await finish({ canaryRecords: 1, breakerPercent: 10, breakerAtLeast: 1 });
		expect(stopped).toMatchObject({
			status: 'Stopped',
			reason: expect.stringContaining('more than the 10 %'),
			delivery: { refused: 1, heldBack: 1 },
		});
	});
});
