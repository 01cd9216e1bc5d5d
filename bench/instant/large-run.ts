import { writeFileSync } from 'node:fs';
import type { INode } from 'n8n-workflow';
import { instantCredentials } from '../../demo/editor/instant-workflow';
import { readTemplate } from '../../demo/hourly-template';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { WorkflowTemplate } from '../../test/engine/workflow-engine';

/** Path of the webhook that starts the large run. */
export const largeRunPath = 'instant-large-run';

/** A run under way beside the instant template. */
export interface LargeRun {
	/** Kept when its execution has ended. */
	readonly ended: Promise<void>;
	/** How many of its leads have been written. */
	written(): number;
}

const companies = 500;

/** The companies that the run's leads work for. */
export function writeLargeRunFile(path: string): void {
	const lines = Array.from({ length: companies }, (_, index) => `${nameOf(index)},${domainOf(index)},Retail`);
	writeFileSync(path, `name,domain,industry\n${lines.join('\n')}\n`);
}

/** So many leads that nothing has been done for, numbered from `first` on; gives their Ids. */
export function createLargeRunLeads({ org }: SalesforceEmulator, first: number, count: number): string[] {
	return Array.from({ length: count }, (_, place) => {
		const index = first + place;
		const company = index % companies;
		return org.insert('Lead', {
			LastName: `Large ${index}`,
			Company: nameOf(company),
			Email: `lead-${index}@${domainOf(company)}`,
		});
	});
}

/** The scheduled template with its clocks standing still and a webhook to start it by. */
export function largeRunWorkflow(referenceFile: string): WorkflowTemplate {
	const template = readTemplate('scheduled', { referenceFile });
	const doorbell = {
		...{ id: 'doorbell', webhookId: largeRunPath, name: 'Doorbell', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
		...{
			position: [-560, 1600],
			parameters: { httpMethod: 'POST', path: largeRunPath, responseMode: 'lastNode', options: {} },
		},
	} as INode;
	return {
		...template,
		nodes: [...template.nodes.map(setUp), doorbell],
		connections: { ...template.connections, Doorbell: { main: [[{ node: 'Settings', type: 'main', index: 0 }]] } },
	};
}

function setUp(node: INode): INode {
	if (node.type === 'n8n-nodes-base.scheduleTrigger') return { ...node, disabled: true };
	if (!node.type.startsWith('n8n-nodes-salesforce-enrichment.')) return node;
	return { ...node, credentials: { salesforceProductionServerApi: instantCredentials.salesforce } };
}

const nameOf = (index: number) => `Large ${index} Ltd`;
const domainOf = (index: number) => `large-${index}.example`;
