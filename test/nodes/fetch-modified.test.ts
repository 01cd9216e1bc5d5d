import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { startSalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { orgNow } from '../salesforce/enrichment-org';
import { changed, credentialFields, enrichmentOf, errorOf, itemsOf, minutesAgo, NodeOrg } from './node-org';

const lead = (LastName: string, minutes: number, fields = {}) =>
	changed({ LastName, Company: 'Northwind', ...fields }, minutes);

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customObjects: [{ name: 'Partner__c', fields: [{ name: 'Tier__c', type: 'string' }] }],
		records: {
			Account: [changed({ '@ref': 'northwind', Name: 'Northwind', Phone: '+1 555 0100' }, 600)],
			Contact: [changed({ LastName: 'Novak', AccountId: '@northwind' }), changed({ LastName: 'Solo' }, 20)],
			Lead: [
				lead('Yesterday', 1_500),
				lead('Earlier', 180),
				lead('Attempted', 40, { Enrichment_Last_Activity__c: minutesAgo(40) }),
				lead('Converted', 35, { IsConverted: true }),
				lead('Recent', 30),
				lead('Late', 5),
				lead('Settling', 1),
			],
			Partner__c: [changed({ Name: 'Reseller', Tier__c: 'Gold' })],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function fetchModified(parameters: IDataObject = {}, items: INodeExecutionData[] = [{ json: {} }]) {
	return await org.execute(new SalesforceFetchModified(), { parameters, items });
}

async function lastNames(parameters: IDataObject = {}, items?: INodeExecutionData[]): Promise<unknown[]> {
	return (await fetchModified(parameters, items)).outputs[0].map((record) => record.LastName);
}

async function startRun(executionId = 'exec-1'): Promise<INodeExecutionData[]> {
	const node = new SalesforceEnrichmentRun();
	return itemsOf(await org.execute(node, { parameters: { pipeline: 'hourly' }, executionId }));
}

/** Finishes the run with every record settled, as Bulk Write would have left them. */
async function finishRun(executionId = 'exec-1'): Promise<void> {
	const run = await org.store.findRunByExecution(executionId);
	for await (const page of org.store.readWork(run!)) {
		await org.store.settleWork(
			run!,
			page.map(({ recordId }) => ({ recordId, outcome: 'written' })),
		);
	}
	await org.execute(new SalesforceEnrichmentRun(), { parameters: { operation: 'finish' }, executionId });
}

describe('the window', () => {
	it('takes the settled changes of the last hour, oldest first, without converted leads', async () => {
		expect(await lastNames()).toEqual(['Attempted', 'Recent', 'Late']);
	});

	it.each([
		[4, ['Earlier', 'Attempted', 'Recent', 'Late']],
		[0, ['Yesterday', 'Earlier', 'Attempted', 'Recent', 'Late']],
	])('looks back %i hours in the first run', async (firstRunHours, expected) => {
		expect(await lastNames({ firstRunHours })).toEqual(expected);
	});

	it('stays the settle time behind the clock', async () => {
		expect(await lastNames({ options: { settleMinutes: 10 } })).toEqual(['Attempted', 'Recent']);
		expect(await lastNames({ options: { settleMinutes: 0 } })).toEqual(['Attempted', 'Recent', 'Late', 'Settling']);
	});

	it('saves the call for the date covered when told to', async () => {
		await fetchModified();
		await fetchModified({ options: { useLatestDateCovered: false } });
		expect(org.emulator.calls.count('updated')).toBe(1);
	});

	it('goes on from the watermark in later runs, re-reading the lookback', async () => {
		await fetchModified({}, await startRun());
		await finishRun();
		org.passMinutes(60);
		expect(await lastNames({}, await startRun('exec-2'))).toEqual(['Late', 'Settling']);
		expect(await lastNames({ options: { lookbackMinutes: 0 } }, await startRun('exec-2'))).toEqual(['Settling']);
	});

	it('misses nothing that changed while the workflow was switched off', async () => {
		await fetchModified({}, await startRun());
		await finishRun();
		org.passMinutes(10);
		org.emulator.org.update('Lead', String(org.find('Lead', 'LastName', 'Yesterday').Id), { Title: 'CTO' });
		org.passMinutes(5_000);
		expect(await lastNames({ options: { lookbackMinutes: 0 } }, await startRun('exec-2'))).toEqual([
			'Settling',
			'Yesterday',
		]);
	});
});

describe('what is fetched', () => {
	it('leaves out records with an earlier attempt when asked for never enriched ones', async () => {
		expect(await lastNames({ onlyNeverEnriched: true })).toEqual(['Recent', 'Late']);
	});

	it('says which field it needs to tell what was never enriched', async () => {
		const bare = await startSalesforceEmulator({ clock: () => orgNow });
		const credentials = { salesforceProductionServerApi: credentialFields(bare) };
		const node = new SalesforceFetchModified();
		const error = await errorOf(org.execute(node, { parameters: { onlyNeverEnriched: true }, credentials }));
		await bare.close();
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('Lead has no field Enrichment_Last_Activity__c'),
			description: expect.stringContaining('give the user access'),
		});
	});

	it('takes as many as the limit, the oldest changes', async () => {
		expect(await lastNames({ limit: 2 })).toEqual(['Attempted', 'Recent']);
	});

	it('leaves what is beyond the limit for the next runs, each record once', async () => {
		const taken: unknown[][] = [];
		for (const executionId of ['exec-1', 'exec-2', 'exec-3']) {
			taken.push(await lastNames({ limit: 2, firstRunHours: 0 }, await startRun(executionId)));
			await finishRun(executionId);
		}
		expect(taken).toEqual([['Yesterday', 'Earlier'], ['Attempted', 'Recent'], ['Late']]);
	});

	it('adds fields by name, those of parents too', async () => {
		const { outputs } = await fetchModified({
			sObject: 'Contact',
			fields: ' Birthdate, Account.Phone ,Account.Owner.Name,',
		});
		expect(outputs[0]).toMatchObject([
			{
				LastName: 'Novak',
				Birthdate: null,
				Account: { Name: 'Northwind', Phone: '+1 555 0100', Owner: { Name: expect.any(String) } },
			},
			{ LastName: 'Solo', Birthdate: null, Account: null },
		]);
	});

	it('names every field that is missing, and on which object, before anything is read', async () => {
		const error = await errorOf(fetchModified({ sObject: 'Contact', fields: 'Account.Nope__c, Nada__c, Acount.Name' }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message:
				'Cannot fetch Contact with Account.Nope__c (on Account), Nada__c (on Contact), Acount.Name (on Contact).',
			description: expect.stringContaining('misspelt, or hidden from this user'),
		});
		expect(org.emulator.calls.count('query')).toBe(0);
	});

	it('does not let a field name become a query', async () => {
		await expect(fetchModified({ fields: 'Id FROM User WHERE Id != null' })).rejects.toThrow('Id FROM User');
		expect(org.emulator.calls.count('query')).toBe(0);
	});

	it("works on an object of one's own", async () => {
		const { outputs } = await fetchModified({ sObject: 'other', otherSObject: ' Partner__c', fields: 'Name, Tier__c' });
		expect(outputs[0]).toEqual([expect.objectContaining({ Name: 'Reseller', Tier__c: 'Gold' })]);
	});

	it('says that the user sees no such object', async () => {
		const error = await errorOf(fetchModified({ sObject: 'other', otherSObject: 'Partners__c' }));
		expect(error).toMatchObject({
			message: 'This user sees no object Partners__c in the org.',
			description: expect.stringContaining('API name'),
		});
	});
});

describe('its items', () => {
	it('are records as Salesforce returns them, with where they are from', async () => {
		const items = await startRun();
		const { outputs } = await fetchModified({}, items);
		expect(outputs[0][1]).toMatchObject({
			attributes: { type: 'Lead' },
			LastName: 'Recent',
			Email: null,
			_enrichment: { orgId: org.emulator.identity.id, sObject: 'Lead', runId: enrichmentOf(items[0].json).runId },
		});
		expect(enrichmentOf(outputs[0][1]).version).toBe(outputs[0][1].SystemModstamp);
	});

	it('are paired with the item that asked for them', async () => {
		const { items } = await fetchModified();
		expect(items[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});

	it('leave by the second output as one when nothing is due, so that Finish is reached', async () => {
		const start = await startRun();
		const { outputs, items } = await fetchModified({ sObject: 'Account' }, start);
		const { seal: _seal, ...enrichment } = enrichmentOf(start[0].json);
		expect(outputs).toEqual([[], [{ sObject: 'Account', records: 0, _enrichment: enrichment }]]);
		expect(items[1][0].pairedItem).toEqual({ item: 0 });
	});

	it('come without a run, and without a store, when nobody started one', async () => {
		process.env.SALESFORCE_ENRICHMENT_STORE = 'postgres://nobody@nowhere/none';
		const { outputs } = await fetchModified();
		expect(outputs[0]).toHaveLength(3);
		expect(enrichmentOf(outputs[0][0])).not.toHaveProperty('runId', expect.anything());
		expect((await fetchModified({ sObject: 'Account' })).outputs[1]).toHaveLength(1);
	});

	it('are the same every time without a run, because nobody keeps a watermark', async () => {
		expect(await lastNames()).toEqual(await lastNames());
	});
});
