import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Snapshot } from '../../emulators/salesforce/storage/snapshots';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, credentialFields, itemsOf, NodeOrg } from '../nodes/node-org';
import { startEnrichmentOrg } from '../salesforce/enrichment-org';

const keyField = {
	object: 'Lead',
	name: 'Key__c',
	type: 'string',
	length: 40,
	externalId: true,
	unique: true,
} as const;
const novak = { LastName: 'Novak', Company: 'Northwind', Key__c: 'novak' };

let org: NodeOrg;
let target: SalesforceEmulator;
let seeded: Snapshot;
beforeAll(async () => {
	const okafor = { LastName: 'Okafor', Company: 'Northwind', Key__c: 'okafor', Industry: 'Retail' };
	org = await NodeOrg.open({
		customFields: [keyField],
		records: { Lead: [changed({ ...novak, Industry: 'Energy' }), changed(okafor)] },
	});
	// The Ids of the two orgs overlap: the first Lead of each has the same one.
	target = await startEnrichmentOrg({
		org: { kind: 'sandbox' },
		customFields: [keyField],
		records: { Lead: [{ LastName: 'Perez', Company: 'Acme' }, novak] },
	});
	seeded = target.snapshot();
});
afterAll(async () => {
	await org.close();
	await target.close();
});
beforeEach(async () => {
	await org.begin();
	target.restore(seeded);
});

const inTarget = (LastName: string) => target.org.find('Lead', { LastName })[0];

async function execute(
	node: INodeType,
	parameters: IDataObject,
	items?: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const credentials = {
		salesforceProductionServerApi: credentialFields(org.emulator),
		salesforceSandboxServerApi: credentialFields(target),
	};
	return itemsOf(
		await org.execute(node, {
			credentials,
			parameters: { sObject: 'Lead', ...parameters },
			executionId: 'exec-1',
			...(items && { items }),
		}),
	);
}

const upsert: IDataObject = {
	authentication: 'salesforceSandboxServerApi',
	operation: 'upsert',
	externalIdField: 'Key__c',
	values: 'mapping',
	columns: {
		mappingMode: 'autoMapInputData',
		value: null,
		schema: ['Key__c', 'LastName', 'Company', 'Industry'].map((id) => ({ id })),
	},
};

describe('records of one org', () => {
	it('are upserted into another under a key, once `_enrichment` is that of a run there', async () => {
		const fetched = await execute(new SalesforceFetchModified(), { fields: 'Key__c, Industry' });
		const [{ json: started }] = await execute(new SalesforceEnrichmentRun(), {
			authentication: upsert.authentication,
			pipeline: 'copy',
		});
		const before = { ...inTarget('Perez') };

		// What an Edit Fields node makes of them.
		const items = fetched.map(({ json }) => ({ json: { ...json, _enrichment: started._enrichment } }));
		await execute(new SalesforceBulkWrite(), upsert, items);

		expect(inTarget('Novak')).toMatchObject({
			Key__c: 'novak',
			Industry: 'Energy',
			Enrichment_Log_Id__c: started.runId,
		});
		expect(inTarget('Okafor')).toMatchObject({ Key__c: 'okafor', Industry: 'Retail' });
		expect(inTarget('Perez')).toEqual(before);
		const [summary] = await execute(new SalesforceEnrichmentRun(), { operation: 'finish' });
		expect(summary.json).toMatchObject({
			orgId: target.identity.id,
			status: 'Success',
			text: expect.stringContaining('Fingerprint of what changed'),
		});
	});

	it('are upserted without a run once they have no `_enrichment`, whatever their Ids mean there', async () => {
		const fetched = await execute(new SalesforceFetchModified(), { fields: 'Key__c, Industry' });
		const [{ json }] = fetched.filter((item) => item.json.LastName === 'Novak');
		expect(json.Id).toBe(inTarget('Perez').Id);
		const before = { ...inTarget('Perez') };

		const { _enrichment, ...bare } = json;
		await execute(new SalesforceBulkWrite(), upsert, [{ json: bare }]);
		expect(inTarget('Novak')).toMatchObject({
			Industry: 'Energy',
			Enrichment_Outcome__c: 'written',
			Enrichment_Log_Id__c: null,
		});
		expect(inTarget('Perez')).toEqual(before);
	});
});
