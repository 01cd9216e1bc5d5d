import type { INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { type Execution, executeNode } from '../execute-functions.builders';
import { type Operation, runOperation } from './run-operation';

function aNode(operation: Operation): INodeType {
	return {
		description: { displayName: 'Sample', properties: [] } as unknown as INodeTypeDescription,
		async execute() {
			return await runOperation.call(this, { sample: operation }, { properties: [] });
		},
	};
}

async function execute(operation: Operation, execution: Execution = {}) {
	return await executeNode(aNode(operation), { ...execution, parameters: { operation: 'sample' } });
}

const refused: Operation = () => {
	throw new EnrichmentError('lease_held', 'Another execution is at work', { remedy: 'Wait for it' });
};
const items: INodeExecutionData[] = [{ json: { Id: '1' } }, { json: { Id: '2' } }];

describe('runOperation', () => {
	it('hands all input items to the operation that the parameter names', async () => {
		const echo: Operation = async (input) => [input, []];
		expect((await execute(echo, { items })).items).toEqual([items, []]);
	});

	it("throws n8n's error with our message and remedy", async () => {
		await expect(execute(refused)).rejects.toMatchObject({
			message: 'Another execution is at work',
			description: 'Wait for it',
			node: { name: 'Sample' },
		});
	});

	it('marks every item with the error when the workflow goes on', async () => {
		const error = 'Another execution is at work. Wait for it';
		const { items: marked, outputs } = await execute(refused, { items, continueOnFail: true });
		expect(outputs).toEqual([
			[
				{ Id: '1', error },
				{ Id: '2', error },
			],
		]);
		expect(marked[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		// The engine would keep the message only.
		expect(marked[0][1]).not.toHaveProperty('error');
	});
});
