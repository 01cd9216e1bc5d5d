import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { namesOfOwnFields, ownFields } from '../../core/record/fields';
import type { CustomFieldSeed } from '../../emulators/salesforce/org/seed';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrich } from '../../nodes/SalesforceEnrich/SalesforceEnrich.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, enrichmentOf, itemsOf, NodeOrg } from '../nodes/node-org';
import { enrichmentFields } from '../salesforce/enrichment-org';

/** As the fields are called that an org has from Mintigo. */
const renamed = {
	lastActivity: 'Mintigo_update_datetime__c',
	lastEnrichedOn: 'Mintigo_enriched_datetime__c',
	outcome: 'Mintigo_status__c',
	message: 'Mintigo_message__c',
	matchHash: 'Mintigo_hash__c',
	logId: 'Mintigo_log_id__c',
};
const names = namesOfOwnFields(renamed);
const option = { fieldNames: { names: renamed } };

const customFields = Object.entries(renamed).map(([key, name]): CustomFieldSeed => {
	const shipped = ownFields[key as keyof typeof renamed].name;
	return { ...enrichmentFields('Lead').find((field) => field.name === shipped)!, name };
});

let org: NodeOrg;
let filePath: string;
beforeAll(async () => {
	const novak = { LastName: 'Novak', Company: 'Northwind', Email: 'jana@northwind.example' };
	org = await NodeOrg.open({ customFields, records: { Lead: [changed(novak)] } });
	filePath = org.writeFile(
		'companies.csv',
		'domain,name,industry,employees,city\nnorthwind.example,Northwind Traders,Retail,1200,Oslo\n',
	);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const novak = () => org.find('Lead', 'LastName', 'Novak');
const shippedValues = () =>
	Object.entries(novak()).filter(([field, value]) => field.startsWith('Enrichment_') && value !== null);

async function run(parameters: IDataObject, executionId = 'exec-1') {
	return await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { pipeline: 'hourly', ...parameters },
		executionId,
	});
}

/** Fetch, Enrich and Write; gives what Enrich said. */
async function work(items: INodeExecutionData[], options: IDataObject = {}): Promise<string | undefined> {
	const fetched = await org.execute(new SalesforceFetchModified(), { items, parameters: { options } });
	const enriched = await org.execute(new SalesforceEnrich(), {
		items: itemsOf(fetched),
		parameters: { filePath, options },
	});
	await org.execute(new SalesforceBulkWrite(), { items: itemsOf(enriched), parameters: { options } });
	return enrichmentOf(enriched.outputs[0][0]).outcome;
}

/** A whole run; gives its id and what Enrich said. */
async function wholeRun(startOptions: IDataObject, options: IDataObject, executionId = 'exec-1') {
	const started = await run({ startOptions }, executionId);
	const outcome = await work(itemsOf(started), options);
	await run({ operation: 'finish' }, executionId);
	return { runId: String(started.outputs[0][0].runId), outcome };
}

describe('Undo of a run with technical field names of its own', () => {
	it('stamps the fields that its Start named, so that the next run asks nobody again', async () => {
		const before = { ...novak() };
		const { runId } = await wholeRun({ ...option }, {});
		const stamped = novak()[names.matchHash];
		expect(novak()).toMatchObject({ NumberOfEmployees: 1200, [names.logId]: runId, [names.outcome]: 'written' });

		const [[undone]] = (await run({ operation: 'undo', runId, undoDryRun: false })).outputs;
		expect(undone).toMatchObject({ status: 'Success' });
		expect(novak()).toMatchObject({
			NumberOfEmployees: before.NumberOfEmployees,
			City: before.City,
			[names.logId]: undone.runId,
		});
		expect(novak()[names.message]).toBe(`Undone: what run ${runId} wrote`);
		expect(novak()[names.matchHash]).toMatch(/^[0-9a-f]{64}$/);
		expect(novak()[names.matchHash]).not.toBe(stamped);
		expect(shippedValues()).toEqual([]);

		org.passMinutes(15);
		expect((await wholeRun({ ...option }, {}, 'exec-2')).outcome).toBe('skipped_unchanged');
	});

	it('takes the names from its own option when the run was started without', async () => {
		const { runId } = await wholeRun({}, { ...option });
		expect(novak()[names.logId]).toBe(runId);
		const [[undone]] = (await run({ operation: 'undo', runId, undoDryRun: false, options: { ...option } })).outputs;
		expect(novak()[names.logId]).toBe(undone.runId);
		expect(shippedValues()).toEqual([]);
	});
});

describe('Start', () => {
	it('gives a run that it takes up again the names of this start', async () => {
		const started = await run({ startOptions: { ...option } });
		const runId = String(started.outputs[0][0].runId);
		await expect(org.store.findRun(runId)).resolves.toMatchObject({
			settings: { fieldNames: renamed, instanceUrl: org.emulator.url },
		});
		org.passMinutes(10);
		await run({}, 'exec-2');
		expect((await org.store.findRun(runId))?.settings).not.toHaveProperty('fieldNames');
	});
});

describe('Check and Create Fields', () => {
	it('look for the fields under the names given', async () => {
		const missing = { fieldNames: { names: { ...renamed, rank: 'Mintigo_gone__c' } } };
		const { outputs } = await run({ resource: 'org', operation: 'checkOrg', options: missing });
		expect(JSON.stringify(outputs[0])).toContain('Mintigo_gone__c');
		expect(JSON.stringify(outputs[0])).not.toContain('Enrichment_Rank__c');
	});

	it('create those that are missing under the names given', async () => {
		const missing = { fieldNames: { names: { ...renamed, rank: 'Mintigo_new__c' } } };
		const parameters = {
			resource: 'org',
			operation: 'createFields',
			confirmCreation: true,
			permissionSet: 'Enrichment_Integration',
			options: missing,
		};
		const { outputs } = await run(parameters);
		expect(outputs[0]).toContainEqual(
			expect.objectContaining({ field: expect.stringContaining('Mintigo_new__c'), status: 'created' }),
		);
	});
});
