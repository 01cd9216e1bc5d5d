import type { INode } from 'n8n-workflow';
import { readTemplate } from '../../demo/hourly-template';
import { rungTemplate } from '../../demo/editor/rung-template';
import type { WorkflowTemplate } from '../engine/workflow-engine';

/** How the copies differ from each other. */
export interface LimitCopy {
	/** Id, pipeline and path of the webhook in one. */
	readonly id: string;
	readonly referenceFile: string;
	readonly inboxUrl: string;
	/** The node before the write throws for the Lead of this name. */
	readonly throwsFor?: string;
}

const batchSize = 2_000;

const before = 'Write to Salesforce';

/** The hourly template, started from outside and answered at once, its summary posted; nothing else is changed but the node that throws. */
export function limitTemplate({ id, referenceFile, inboxUrl, throwsFor }: LimitCopy): WorkflowTemplate {
	const template = readTemplate('hourly', { pipeline: id, referenceFile });
	const rung = rungTemplate(template, { path: id, inboxUrl, batchSize });
	const nodes = rung.nodes.map((node) => {
		if (node.name === 'Every Hour') return { ...node, disabled: true };
		if (node.name === 'Doorbell') return { ...node, parameters: { ...node.parameters, responseMode: 'onReceived' } };
		return node;
	});
	const settled = { ...rung, nodes, settings: template.settings };
	return throwsFor === undefined ? settled : throwing(settled, throwsFor);
}

/** With a node that stops the execution when the Lead comes by. */
function throwing(template: WorkflowTemplate, lastName: string): WorkflowTemplate {
	const link = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const connections = Object.fromEntries(
		Object.entries(template.connections).map(([name, byType]) => [
			name,
			{
				...byType,
				main: byType.main.map((output) =>
					output ? output.map((to) => (to.node === before ? { ...to, node: 'Is It Broken?' } : to)) : output,
				),
			},
		]),
	);
	return {
		...template,
		nodes: [...template.nodes, question(lastName), stop],
		connections: { ...connections, 'Is It Broken?': { main: [link('Break'), link(before)] } },
	};
}

function question(lastName: string): INode {
	const condition = {
		id: 'c',
		leftValue: '={{ $json.LastName }}',
		rightValue: lastName,
		operator: { type: 'string', operation: 'equals' },
	};
	return {
		id: 'question',
		name: 'Is It Broken?',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		position: [0, 900],
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [condition],
				combinator: 'and',
			},
			options: {},
		},
	};
}

const stop: INode = {
	id: 'break',
	name: 'Break',
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	// n8n follows the branch that is drawn highest first: of the last batch nothing is written.
	position: [200, -900],
	parameters: { errorMessage: 'A node of the last batch has thrown' },
};
