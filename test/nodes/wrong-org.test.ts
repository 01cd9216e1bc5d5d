import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { startEnrichmentOrg, anItem, aProposal } from '../salesforce/enrichment-org';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, credentialFields, errorOf, itemsOf, NodeOrg } from './node-org';

// A full sandbox is a copy: its records have the Ids of production's.
const records = { Lead: [changed({ LastName: 'Novak', Company: 'Northwind' })] };

let org: NodeOrg;
let sandbox: SalesforceEmulator;
beforeAll(async () => {
	org = await NodeOrg.open({ records });
	sandbox = await startEnrichmentOrg({ records, org: { kind: 'sandbox' } });
});
afterAll(async () => {
	await org.close();
	await sandbox.close();
});
beforeEach(async () => {
	await org.begin();
	sandbox.calls.clear();
});

/** Production's credential leads to production, the sandbox's to the sandbox. */
async function execute(
	node: INodeType,
	authentication: string,
	items?: INodeExecutionData[],
	parameters: IDataObject = {},
) {
	const credentials = {
		salesforceProductionServerApi: credentialFields(org.emulator),
		salesforceSandboxServerApi: credentialFields(sandbox),
	};
	return await org.execute(node, {
		credentials,
		parameters: { authentication, sObject: 'Lead', ...parameters },
		...(items && { items }),
	});
}

const production = 'salesforceProductionServerApi';
const inSandbox = 'salesforceSandboxServerApi';

async function fetchFrom(authentication: string): Promise<INodeExecutionData[]> {
	return itemsOf(await execute(new SalesforceFetchModified(), authentication));
}

async function startRun(authentication: string): Promise<INodeExecutionData[]> {
	return itemsOf(await execute(new SalesforceEnrichmentRun(), authentication, undefined, { pipeline: 'hourly' }));
}

describe('two orgs at once', () => {
	it('are both in use in one n8n, each through its own credential', async () => {
		const [[mine], [theirs]] = [await fetchFrom(production), await fetchFrom(inSandbox)];
		expect(mine.json.Id).toBe(theirs.json.Id);
		expect(mine.json._enrichment).toMatchObject({ orgId: org.emulator.identity.id });
		expect(theirs.json._enrichment).toMatchObject({ orgId: sandbox.identity.id });
	});

	it('have a run each under the same pipeline name', async () => {
		const [[mine], [theirs]] = [await startRun(production), await startRun(inSandbox)];
		expect([mine.json.status, theirs.json.status]).toEqual(['started', 'started']);
	});
});

describe('the wrong org', () => {
	it('gets no record of another, although the Ids would fit', async () => {
		const items = await fetchFrom(production);
		sandbox.calls.clear();
		const error = await errorOf(execute(new SalesforceBulkWrite(), inSandbox, items));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `Record ${String(items[0].json.Id)} belongs to org ${org.emulator.identity.id}, but this node is connected to Example Ltd (sandbox) (${sandbox.identity.id}).`,
			description: 'Choose the same credential in this node as in the Start node.',
		});
		expect(Object.keys(sandbox.calls.byKind)).not.toContain('retrieve');
	});

	it("gets nothing when only one of many records is another's", async () => {
		const own = anItem(sandbox.org.rows('Lead')[0], { proposals: { Industry: aProposal('Energy') } });
		const items = [{ json: own as IDataObject }, ...(await fetchFrom(production))];
		await expect(execute(new SalesforceBulkWrite(), inSandbox, items)).rejects.toThrow('belongs to org');
		expect(sandbox.org.rows('Lead')[0].Industry).toBeNull();
	});

	it.each([
		['Fetch Modified', new SalesforceFetchModified()],
		['Bulk Write', new SalesforceBulkWrite()],
	])('is refused by %s when the run belongs to the other', async (_name, node) => {
		const error = await errorOf(execute(node, inSandbox, await startRun(production)));
		expect(error).toMatchObject({
			message: expect.stringMatching(
				new RegExp(
					`belongs to org ${org.emulator.identity.id}, but this node is connected to Example Ltd \\(sandbox\\)`,
				),
			),
			description: 'Choose the same credential in this node as in the Start node.',
		});
	});

	it.each([
		['Enrichment Run', new SalesforceEnrichmentRun(), { pipeline: 'hourly' }],
		['Fetch Modified', new SalesforceFetchModified(), {}],
		['Bulk Write', new SalesforceBulkWrite(), {}],
	])('is refused by %s when the credential is of the other kind', async (_name, node, parameters) => {
		const credentials = { salesforceProductionServerApi: credentialFields(sandbox) };
		const error = await errorOf(org.execute(node, { parameters: { sObject: 'Lead', ...parameters }, credentials }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('The credential is for a production org, but'),
			description: expect.stringContaining('Use a Salesforce Sandbox credential'),
		});
	});
});
