import type { INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { executeNode } from '../execute-functions.builders';
import { runOperation } from './run-operation';

const items: INodeExecutionData[] = [{ json: { Id: '1' } }, { json: { Id: '2' } }, { json: { Id: '3' } }];

function aNode(properties: ReadonlyArray<{ name: string; displayName: string }>, perItem: string[] = []): INodeType {
	return {
		description: { displayName: 'Sample', properties } as unknown as INodeTypeDescription,
		async execute() {
			return await runOperation.call(
				this,
				{ sample: async (given) => [given] },
				{ properties: properties as never, perItem },
			);
		},
	};
}

async function execute(name: string, value: unknown, perItem: string[] = []) {
	return await executeNode(aNode([{ name, displayName: 'Object' }], perItem), {
		items,
		parameters: { operation: 'sample', [name]: value },
	});
}

describe('a parameter that a node reads once', () => {
	it('stops the node when its expression gives the items different values, and says which', async () => {
		await expect(execute('sObject', (index: number) => (index === 2 ? 'Contact' : 'Lead'))).rejects.toMatchObject({
			message: 'Object is one for all items, but its expression gives "Lead" for item 1 and "Contact" for item 3.',
			description: expect.stringContaining('split the items'),
		});
	});

	it('is compared as a whole when it is a collection', async () => {
		const options = (index: number) => ({ canaryRecords: index });
		await expect(execute('options', options)).rejects.toMatchObject({
			message: expect.stringContaining('{"canaryRecords":0} for item 1'),
		});
	});

	it('may be an expression that gives the same for all', async () => {
		expect((await execute('sObject', () => 'Lead')).outputs[0]).toHaveLength(3);
		expect((await execute('options', () => ({ canaryRecords: 1 }))).outputs[0]).toHaveLength(3);
	});

	it('is not evaluated for every item when no item has a say in it', async () => {
		const asked: number[] = [];
		const node = aNode([]);
		const counting = async (raw: string) => {
			asked.length = 0;
			await node
				.execute!.call({
					getInputData: () => items,
					getNode: () => ({ parameters: { sObject: raw } }),
					getNodeParameter: (name: string, index: number) => (name === 'operation' ? 'sample' : asked.push(index)),
					continueOnFail: () => false,
				} as never)
				.catch(() => undefined);
			return asked.length;
		};
		expect(await counting("={{ $('Settings').first().json.sObject }}")).toBe(0);
		expect(await counting('={{ $vars.object }}')).toBe(0);
		expect(await counting('=Lead {{ $now }}')).toBe(0);
		expect(await counting('{{ $json.sObject }}')).toBe(0);
		expect(await counting("={{ $('Settings').item.json.sObject }}")).toBeGreaterThan(0);
		expect(await counting('={{ $input.item.json.x }}')).toBeGreaterThan(0);
	});
});

it('a parameter that is read for each item may differ', async () => {
	expect((await execute('runId', (index: number) => String(index), ['runId'])).outputs[0]).toHaveLength(3);
});
