import { type INode, type INodeType, type INodeTypes, NodeHelpers, Workflow } from 'n8n-workflow';
import { SalesforceEnrichmentRun } from './SalesforceEnrichmentRun.node';

const node = new SalesforceEnrichmentRun();

/** As n8n works them out for the node on the canvas. */
function outputsOf(typeVersion: number, operation: string) {
	const nodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node as INodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const saved = {
		id: '1',
		name: 'Run',
		type: 'salesforceEnrichmentRun',
		typeVersion,
		position: [0, 0],
		parameters: { resource: 'run', operation },
	} as INode;
	const workflow = new Workflow({ id: '1', nodes: [saved], connections: {}, active: false, nodeTypes });
	return NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Run')!, node.description);
}

describe('the outputs of Enrichment Run', () => {
	it('are two for Undo, named for what they hold', () => {
		expect(outputsOf(2, 'undo')).toEqual([
			{ type: 'main', displayName: 'Summary' },
			{ type: 'main', displayName: 'Changes' },
		]);
	});

	it.each([
		[2, 'start'],
		[2, 'finish'],
		[1, 'undo'],
	])('are one in version %i for %s', (typeVersion, operation) => {
		expect(outputsOf(typeVersion, operation)).toEqual([{ type: 'main' }]);
	});
});
