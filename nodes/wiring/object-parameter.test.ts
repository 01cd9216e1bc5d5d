import type { IDataObject, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { executeNode } from '../execute-functions.builders';
import { readSObject } from './object-parameter';

const node: INodeType = {
	description: { displayName: 'Sample', properties: [] } as unknown as INodeTypeDescription,
	async execute() {
		return [[{ json: { sObject: readSObject.call(this, this.getInputData()) }, pairedItem: { item: 0 } }]];
	},
};

async function chosenObject(parameters: Record<string, unknown>, json: IDataObject = {}): Promise<unknown> {
	const { outputs } = await executeNode(node, { parameters, items: [{ json }] });
	return outputs[0][0].sObject;
}

describe('readSObject', () => {
	it.each([
		['the chosen object', { sObject: 'Contact' }, {}, 'Contact'],
		['what an expression gave', { sObject: 'Partner__c' }, {}, 'Partner__c'],
		['the name typed for another object', { sObject: 'other', otherSObject: 'Asset' }, {}, 'Asset'],
		['what Fetch Modified noted', { sObject: 'fromRecords' }, { _enrichment: { sObject: 'Lead' } }, 'Lead'],
		['what Salesforce sent along', { sObject: 'fromRecords' }, { attributes: { type: 'Account' } }, 'Account'],
	])('takes %s', async (_what, parameters, json, expected) => {
		await expect(chosenObject(parameters, json)).resolves.toBe(expected);
	});

	it('asks for a choice when the records do not tell', async () => {
		await expect(chosenObject({ sObject: 'fromRecords' }, { Id: '1' })).rejects.toMatchObject({
			code: 'invalid_parameter',
			remedy: expect.stringContaining('Object'),
		});
	});
});
