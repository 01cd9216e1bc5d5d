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
