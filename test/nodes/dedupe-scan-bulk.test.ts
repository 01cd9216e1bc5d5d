import type { IDataObject } from 'n8n-workflow';
import { SalesforceDedupe } from '../../nodes/SalesforceDedupe/SalesforceDedupe.node';
import { someLeads } from './dedupe-people';
import { NodeOrg } from './node-org';

const people = 2_000;
const records = someLeads(people).map(({ fields }) => fields);

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({ standardDuplicateRules: false, records: { Lead: records } });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function scan() {
	const parameters = { operation: 'scanObject', authentication: 'salesforceProductionServerApi', sObject: 'Lead' };
	return await org.execute(new SalesforceDedupe(), { items: [{ json: {} }], parameters: parameters as IDataObject });
}

describe('Scan Object of thousands of records', () => {
	it('finds the same by a bulk query as by pages, in a handful of calls', async () => {
		const byPages = await scan();
		expect(org.emulator.calls.byKind.bulkResults ?? 0).toBe(0);
		// Wide records come in short pages; so many of them cost more calls than a bulk query.
		org.emulator.faults.set({ shortPages: 100 });
		const calls = org.emulator.calls.used;
		const inBulk = await scan();
		expect(org.emulator.calls.byKind.bulkResults).toBeGreaterThan(0);
		expect(org.emulator.calls.used - calls).toBeLessThan(20);
		const [groups, [summary], review] = inBulk.outputs;
		expect(summary).toMatchObject({ records: records.length });
		const pairsOf = (rows: ReadonlyArray<Record<string, unknown>>) => rows.map(({ Id, group }) => [Id, group]);
		expect(pairsOf(groups)).toEqual(pairsOf(byPages.outputs[0]));
		expect(review).toEqual(byPages.outputs[2]);
		expect(groups.length).toBeGreaterThan(people / 5);
	});
});
