import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';
import { demoClient } from '../data/org-seed';
import type { N8nInstance } from './n8n-instance';

/** A template to import and the org it works on. */
export interface DemoWorkflow {
	/** n8n takes 1 to 21 characters. */
	readonly id: string;
	readonly template: WorkflowTemplate;
	readonly orgUrl: string;
}

const credentialType = 'salesforceProductionServerApi';
/** Lets callers in; without one n8n refuses them all. */
const webhookKey = {
	id: 'demoWebhookKey',
	name: 'Demo key',
	type: 'httpHeaderAuth',
	data: { name: 'X-API-Key', value: 'only-for-the-demo-on-this-machine' },
};
const pack = 'n8n-nodes-salesforce-enrichment';

/** Imports templates with a credential for their org picked, as a person would do by hand. */
export async function importDemo(n8n: N8nInstance, folder: string, workflows: readonly DemoWorkflow[]): Promise<void> {
	const orgUrls = [...new Set(workflows.map(({ orgUrl }) => orgUrl))];
	const credentials = join(folder, 'credentials.json');
	writeFileSync(credentials, JSON.stringify([...orgUrls.map(credentialFor), webhookKey]));
	await n8n.run('import:credentials', `--input=${credentials}`);

	const file = join(folder, 'workflows.json');
	const imported = workflows.map(({ id, template, orgUrl }) => {
		const credential = nameOf(orgUrls.indexOf(orgUrl));
		return { ...template, id, nodes: template.nodes.map((node) => withCredential(node, credential)) };
	});
	writeFileSync(file, JSON.stringify(imported));
	await n8n.run('import:workflow', `--input=${file}`);
}

function nameOf(index: number): { readonly id: string; readonly name: string } {
	return { id: `demoSalesforce${index + 1}`, name: index === 0 ? 'Demo org' : `Demo org ${index + 1}` };
}

function credentialFor(orgUrl: string, index: number): Record<string, unknown> {
	return {
		...nameOf(index),
		type: credentialType,
		data: {
			loginUrl: orgUrl,
			grant: 'client_credentials',
			clientId: demoClient.clientId,
			clientSecret: demoClient.clientSecret,
			apiVersion: '68.0',
		},
	};
}

/** Of the nodes that talk to Salesforce, where Finish asks the store only, and of webhooks that ask for a key. */
function withCredential(node: INode, credential: object): INode {
	if (node.parameters.authentication === 'headerAuth')
		return { ...node, credentials: { [webhookKey.type]: { id: webhookKey.id, name: webhookKey.name } } };
	const talksToSalesforce =
		[`${pack}.salesforceFetchModified`, `${pack}.salesforceBulkWrite`].includes(node.type) ||
		(node.type === `${pack}.salesforceEnrichmentRun` && node.parameters.operation !== 'finish');
	return talksToSalesforce ? { ...node, credentials: { [credentialType]: credential } as INode['credentials'] } : node;
}
