import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { aProposal } from '../salesforce/enrichment-org';
import { changed, enrichmentOf, itemsOf, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: { Lead: ['Novak', 'Okafor'].map((LastName) => changed({ LastName, Company: 'Northwind' })) },
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** A run's leads, each with a suggestion. */
async function fetched(): Promise<INodeExecutionData[]> {
	const start = await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'hourly' } });
	const { outputs } = await org.execute(new SalesforceFetchModified(), { items: itemsOf(start) });
	const proposals = { Industry: aProposal('Energy') };
	return outputs[0].map((read) => ({
		json: { ...read, _enrichment: { ...enrichmentOf(read), proposals } } as IDataObject,
	}));
}

/** Novak is written, then deleted in Salesforce, and written again. */
async function writeDeleted(options: IDataObject): Promise<{ readonly id: string; readonly hints: readonly string[] }> {
	const items = await fetched();
	const parameters = { sObject: 'Lead', options };
	await org.execute(new SalesforceBulkWrite(), { items, parameters });
	const novak = items.find(({ json }) => json.LastName === 'Novak')!;
	const id = String(novak.json.Id);
	org.emulator.org.delete('Lead', id);
	const { hints } = await org.execute(new SalesforceBulkWrite(), { items: [novak], parameters });
	return { id, hints: hints.map(({ message }) => message) };
}

async function journalOf(recordId: string): Promise<number> {
	const [run] = await org.store.listRuns(org.emulator.identity.id, 1);
	const unfinished = await org.store.findUnfinishedRun({
		orgId: org.emulator.identity.id,
		pipeline: 'hourly',
		sObject: 'Lead',
	});
	let rows = 0;
	for await (const page of org.store.readJournal((unfinished ?? run).runId))
		rows += page.filter((row) => row.recordId === recordId).length;
	return rows;
}

describe('Erase Deleted Records', () => {
	it('forgets what the store knows of a record that Salesforce has deleted, and says so without saying who', async () => {
		const { id, hints } = await writeDeleted({ eraseDeleted: true });
		expect(await journalOf(id)).toBe(0);
		const told = hints.find((message) => message.includes('Erased') || message.includes('erased'));
		expect(told).toBeDefined();
		expect(told).not.toContain(id);
	});

	it('keeps it unless told', async () => {
		const { id } = await writeDeleted({});
		expect(await journalOf(id)).toBeGreaterThan(0);
	});

	it('keeps what is only hidden: Salesforce does not say that it was deleted', async () => {
		const items = await fetched();
		const novak = items.find(({ json }) => json.LastName === 'Novak')!;
		await org.execute(new SalesforceBulkWrite(), { items, parameters: { sObject: 'Lead' } });
		const id = String(novak.json.Id);
		org.emulator.org.delete('Lead', id);
		// A user who does not see the recycle bin's record is told of nothing by queryAll.
		const client = { findDeleted: async () => [] };
		const { eraseDeleted } = await import('../../nodes/SalesforceBulkWrite/erase-deleted');
		const gone = [{ item: { Id: id, _enrichment: { outcome: 'deleted' } } }];
		const run = await org.store.findUnfinishedRun({
			orgId: org.emulator.identity.id,
			pipeline: 'hourly',
			sObject: 'Lead',
		});
		expect(
			await eraseDeleted(
				{ eraseDeleted: true },
				'Lead',
				gone as never,
				client as never,
				{ run, store: org.store } as never,
			),
		).toEqual([]);
		expect(await journalOf(id)).toBeGreaterThan(0);
	});
});
