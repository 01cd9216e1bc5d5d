import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';

/** The credentials of the org that the templates work on, and of the provider that knows who has moved. */
export const salesforce = { id: 'templatesSalesforce', name: 'Org of the templates' };
export const people = { id: 'templatesPeople', name: 'Provider of people' };

/**
 * A template after the import: credentials chosen, messages sent somewhere, and a webhook to start it by from outside. Its
 * clocks stand still but for those of the daily refresh, whose five minutes are five seconds.
 */
export function asSetUp(template: WorkflowTemplate, path: string, webhookUrl: string): WorkflowTemplate {
	const doorbell = {
		...{ id: 'doorbell', webhookId: path, name: 'Doorbell', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
		...{ position: [-560, 1600], parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} } },
	} as INode;
	return {
		...template,
		nodes: [...template.nodes.map((node) => setUp(node, webhookUrl)), doorbell],
		connections: {
			...template.connections,
			Doorbell: { main: [[{ node: 'Settings', type: 'main', index: 0 }]] },
		},
	};
}

function setUp(node: INode, webhookUrl: string): INode {
	const parameters = structuredClone(node.parameters);
	if (node.name === 'Every Five Minutes') parameters.rule = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
	else if (node.type === 'n8n-nodes-base.scheduleTrigger') return { ...node, disabled: true };
	if (node.name === 'Summary') {
		const { assignments } = parameters.assignments as unknown as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		for (const assignment of assignments) if (assignment.name === 'webhookUrl') assignment.value = webhookUrl;
	}
	return { ...node, parameters, credentials: credentialsOf(node) };
}

function credentialsOf({ type, parameters }: INode): INode['credentials'] {
	if (parameters.provider === 'people-data-labs-person') return { enrichmentPeopleDataLabsApi: people };
	const talksToSalesforce =
		/salesforce(FetchModified|BulkWrite)$/.test(type) ||
		(/salesforce(Dedupe|Score)$/.test(type) && parameters.authentication !== undefined) ||
		(type.endsWith('salesforceEnrichmentRun') && parameters.operation !== 'finish');
	return talksToSalesforce ? { salesforceProductionServerApi: salesforce } : undefined;
}
