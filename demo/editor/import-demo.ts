import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { demoClient } from '../data/org-seed';
import { readTemplate } from '../hourly-template';
import type { N8nInstance } from './n8n-instance';

/** Id of the imported template; n8n takes 1 to 21 characters. */
export const importedWorkflowId = 'demoHourly1';

const credentialType = 'salesforceProductionServerApi';
const credential = { id: 'demoSalesforce1', name: 'Demo org' };

export interface DemoAddresses {
	readonly orgUrl: string;
	readonly referenceFile: string;
}

/** Imports the demo's credential and the hourly template with it picked, as a person would do by hand. */
export async function importDemo(
	n8n: N8nInstance,
	folder: string,
	addresses: DemoAddresses,
): Promise<void> {
	const credentials = join(folder, 'credentials.json');
	writeFileSync(credentials, JSON.stringify([credentialFor(addresses.orgUrl)]));
	await n8n.run('import:credentials', `--input=${credentials}`);

	const template = readTemplate('hourly', { referenceFile: addresses.referenceFile });
	const workflow = { ...template, id: importedWorkflowId, nodes: template.nodes.map(withCredential) };
	const file = join(folder, 'workflow.json');
	writeFileSync(file, JSON.stringify([workflow]));
	await n8n.run('import:workflow', `--input=${file}`);
}

function credentialFor(orgUrl: string): Record<string, unknown> {
	return {
		...credential,
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

/** The nodes that talk to Salesforce; Finish Run asks the store only. */
function withCredential(node: INode): INode {
	const talksToSalesforce = ['Start Run', 'Fetch Modified', 'Write to Salesforce'].includes(node.name);
	return talksToSalesforce ? { ...node, credentials: { [credentialType]: credential } } : node;
}
