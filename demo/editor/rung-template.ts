import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';

export interface Ringing {
	/** Of the webhook: `/webhook/<path>`. */
	readonly path: string;
	/** Where the summary is posted. */
	readonly inboxUrl: string;
	/** Of a batch. */
	readonly batchSize: number;
}

/**
 * The scheduled template as a person extends it after the import: started from outside, its summary sent on. The clock
 * does not start it meanwhile, and n8n keeps the executions that went well, so that they can be counted.
 */
export function rungTemplate(template: WorkflowTemplate, { path, inboxUrl, batchSize }: Ringing): WorkflowTemplate {
	const nodes = template.nodes.map((node) => {
		if (node.type === 'n8n-nodes-base.scheduleTrigger') return { ...node, disabled: true };
		if (node.name === 'Prepare Batches') return { ...node, parameters: { ...node.parameters, batchSize } };
		return node;
	});
	return {
		...template,
		nodes: [...nodes, doorbell(path), message(inboxUrl)],
		connections: {
			...template.connections,
			Doorbell: { main: [[{ node: 'Settings', type: 'main', index: 0 }]] },
			Summary: { main: [[{ node: 'Message', type: 'main', index: 0 }]] }, // in place of its own
		},
		settings: { ...template.settings, saveDataSuccessExecution: 'all' },
	};
}

function doorbell(path: string): INode {
	return {
		id: 'doorbell',
		webhookId: path,
		name: 'Doorbell',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [-560, 620],
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
}

function message(url: string): INode {
	return {
		id: 'message',
		name: 'Message',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [1700, 240],
		parameters: {
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		},
	};
}
