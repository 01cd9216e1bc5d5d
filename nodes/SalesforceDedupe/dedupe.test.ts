import type { INodeExecutionData } from 'n8n-workflow';
import { executeNode } from '../execute-functions.builders';
import { SalesforceDedupe } from './SalesforceDedupe.node';

function lead(Id: string, Email: string, Work_Mail__c: string): INodeExecutionData {
	return { json: { attributes: { type: 'Lead' }, Id, Email, Work_Mail__c, FirstName: null, LastName: Id } };
}

const items = [
	lead('00Q000000000001AAA', 'ada@acme.com', 'a@x.com'),
	lead('00Q000000000002AAA', 'ADA@acme.com', 'b@x.com'),
	lead('00Q000000000003AAA', 'bob@acme.com', 'b@x.com'),
];

async function duplicates(parameters: Record<string, unknown>): Promise<unknown[]> {
	const { outputs } = await executeNode(new SalesforceDedupe(), { items, parameters });
	return outputs[0].map((json) => (json._enrichment as { matches?: unknown[] } | undefined)?.matches ?? []);
}

describe('Find in Input', () => {
	it('compares the standard fields of the object, by the keys chosen', async () => {
		expect(await duplicates({ keys: ['email'] })).toEqual([
			[expect.objectContaining({ id: '00Q000000000002AAA' })],
			[expect.objectContaining({ id: '00Q000000000001AAA' })],
			[],
		]);
		expect(await duplicates({ keys: ['company'] })).toEqual([[], [], []]);
	});

	it('compares the fields named by hand', async () => {
		expect(await duplicates({ compare: 'fields', compareFields: { email: 'Work_Mail__c' } })).toEqual([
			[],
			[expect.objectContaining({ id: '00Q000000000003AAA' })],
			[expect.objectContaining({ id: '00Q000000000002AAA' })],
		]);
	});
});

describe('the outputs', () => {
	async function leave(execution: Parameters<typeof executeNode>[1]) {
		const twice = [items[1], items[0], items[2], items[0]];
		const { outputs, items: found, hints } = await executeNode(new SalesforceDedupe(), { items: twice, ...execution });
		return {
			ids: outputs.map((output) => output.map(({ Id }) => Number(String(Id).slice(3, 15)))),
			paired: found.map((output) => output.map(({ pairedItem }) => pairedItem)),
			hints,
		};
	}

	it('part the duplicates from the records to keep, each record once, and link all to where they come from', async () => {
		const { ids, paired } = await leave({ typeVersion: 2 });
		expect(ids).toEqual([
			[1, 3],
			[2, 1],
		]);
		expect(paired).toEqual([
			[{ item: 1 }, { item: 2 }],
			[{ item: 0 }, { item: 3 }],
		]);
	});

	it('are one where a person wants all records together, and in workflows saved before there were two', async () => {
		expect((await leave({ typeVersion: 2, parameters: { outputs: 'together' } })).ids).toEqual([[2, 1, 3, 1]]);
		expect((await leave({ typeVersion: 1 })).ids).toEqual([[2, 1, 3, 1]]);
	});

	it('come with one sentence on what was found', async () => {
		const { hints } = await executeNode(new SalesforceDedupe(), {
			items: [...items, { json: { attributes: { type: 'Lead' }, Id: '00Q000000000004AAA' } }],
		});
		expect(hints.map(({ message }) => message)).toEqual([
			'2 duplicates in 1 group among 4 records; 1 had nothing to compare',
		]);
	});
});
