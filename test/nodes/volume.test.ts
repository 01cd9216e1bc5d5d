import type { INodeExecutionData } from 'n8n-workflow';
import type { RunSummary } from '../../core/run/run-summary';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { changed, itemsOf, NodeOrg } from './node-org';

const sandy = '0055e0000000003AAA';

let org: NodeOrg;
beforeAll(async () => {
	const Lead = Array.from({ length: 2_500 }, (_, index) =>
		changed({ LastName: `Lead ${index}`, Company: 'Northwind' }),
	);
	org = await NodeOrg.open({ records: { Lead }, assignmentRules: [{ object: 'Lead', ownerId: sandy }] });
});
afterAll(() => org.close());

async function fetchInRun(): Promise<INodeExecutionData[]> {
	const start = await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'hourly' } });
	org.emulator.calls.clear();
	return itemsOf(await org.execute(new SalesforceFetchModified(), { items: itemsOf(start) }));
}

async function scoreAndWrite(items: INodeExecutionData[]) {
	const scored = await org.execute(new SalesforceScore(), { items });
	return await org.execute(new SalesforceBulkWrite(), { items: itemsOf(scored) });
}

describe('2,500 records in a run', () => {
	let fetched: INodeExecutionData[];
	let written: ExecutionResult;
	let callsToFetch: Record<string, number>;
	let callsToWrite: Record<string, number>;
	beforeAll(async () => {
		await org.begin();
		fetched = await fetchInRun();
		callsToFetch = { ...org.emulator.calls.byKind };
		org.emulator.calls.clear();
		written = await scoreAndWrite(fetched);
		callsToWrite = { ...org.emulator.calls.byKind };
	});

	it('are read 2,000 at a time', () => {
		expect(fetched).toHaveLength(2_500);
		// One of the queries counts what the first run's window leaves out.
		expect(callsToFetch).toMatchObject({ query: 2, queryMore: 1 });
	});

	it("are re-read 2,000 and written 1,000 at a time, all of them, after the canary's fifty", () => {
		const canary = { retrieve: 1, collections: 1 };
		expect(callsToWrite).toEqual({ retrieve: 2 + canary.retrieve, collections: canary.collections, composite: 3 });
		expect(written.outputs.map((output) => output.length)).toEqual([2_500, 0]);
		expect(org.emulator.org.count('Lead', { Enrichment_Score__c: null })).toBe(0);
	});

	it('keep their owners in each of the calls', () => {
		expect(org.emulator.org.count('Lead', { OwnerId: sandy })).toBe(0);
	});

	it('are reported with as many calls as were planned', async () => {
		const finished = await org.execute(new SalesforceEnrichmentRun(), { parameters: { operation: 'finish' } });
		const [summary] = finished.outputs[0] as unknown as RunSummary[];
		expect(summary).toMatchObject({
			status: 'Success',
			counts: { read: 2_500, written: 2_500 },
			calls: { retries: 0 },
		});
		expect(summary.calls.used).toBe(summary.calls.planned);
	});
});

it('recognises what was written although the reply was lost, and does not send it again', async () => {
	await org.begin();
	const fetched = await fetchInRun();
	org.emulator.calls.clear();
	// The first call reads the records, the second writes the canary's fifty.
	jest.spyOn(org.emulator.faults, 'takeDrop').mockReturnValueOnce(false).mockReturnValueOnce(true);

	const { outputs } = await scoreAndWrite(fetched);

	expect(outputs.map((output) => output.length)).toEqual([2_500, 0]);
	expect(org.emulator.org.count('Lead', { Enrichment_Score__c: null })).toBe(0);
	expect(org.emulator.calls.byKind).toEqual({ retrieve: 3, collections: 1, composite: 3 });
});
