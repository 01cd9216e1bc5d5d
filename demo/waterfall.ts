import type { IConnections, INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../test/engine/workflow-engine';

/** An Enrich node to add: whom it asks, and whatever else is set in it. */
export interface AddedProvider {
	readonly name: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const enrichType = 'n8n-nodes-salesforce-enrichment.salesforceEnrich';

/** The demo's waterfall behind the template's reference data: first what is free. */
export const demoProviders: readonly AddedProvider[] = [
	{ name: 'Website', parameters: { provider: 'website' } },
	{ name: 'People Data Labs', parameters: { provider: 'people-data-labs-company' } },
	{ name: 'Lusha', parameters: { provider: 'lusha-companies' } },
];

/** The template with further providers in a row behind `Enrich`; nothing else is touched. */
export function withProviders(template: WorkflowTemplate, added: readonly AddedProvider[]): WorkflowTemplate {
	const enrich = enrichNode(template);
	const nodes = added.map((provider, index) =>
		nodeOf(provider, enrich, index + 1, { outputs: 'together', ...provider.parameters }),
	);
	const chain = [enrich, ...nodes];
	const connections: IConnections = { ...template.connections };
	for (const [index, node] of chain.entries()) {
		const next = chain[index + 1];
		connections[node.name] = next ? toOne(next.name) : template.connections[enrich.name];
	}
	return { ...template, nodes: [...template.nodes, ...nodes], connections };
}

/** Of the template what selects and asks its reference data, and behind it one forecast for each of these providers. It runs without a run: nothing is claimed or written. */
export function forecastOf(template: WorkflowTemplate, added: readonly AddedProvider[]): WorkflowTemplate {
	const enrich = enrichNode(template);
	const kept = template.nodes
		.filter(({ name }) => ['Every Hour', 'Settings', 'Prepare Batches', enrich.name].includes(name))
		.map((node) => withoutRun(node));
	const forecasts = added.map((provider, index) =>
		nodeOf(provider, enrich, index + 1, { operation: 'forecast', ...provider.parameters }),
	);
	return {
		...template,
		nodes: [...kept, ...forecasts],
		connections: {
			'Every Hour': toOne('Settings'),
			Settings: toOne('Prepare Batches'),
			'Prepare Batches': toOne(enrich.name),
			[enrich.name]: { main: [forecasts.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	};
}

function enrichNode({ nodes, name }: WorkflowTemplate): INode {
	const found = nodes.find(({ type }) => type === enrichType);
	if (found) return found;
	throw new Error(`${name} has no Enrich node`);
}

/** The same selection and the same file, where no run is and no batch was called. */
function withoutRun(node: INode): INode {
	if (node.name === 'Prepare Batches') return { ...node, parameters: { ...node.parameters, operation: 'get' } };
	if (node.type !== enrichType) return node;
	return { ...node, parameters: { ...node.parameters, filePath: "={{ $('Settings').first().json.referenceFile }}" } };
}

function nodeOf({ name }: AddedProvider, { position: [x, y] }: INode, place: number, parameters: object): INode {
	return {
		id: `added-${place}`,
		name,
		type: enrichType,
		typeVersion: 3,
		position: [x + place * 40, y],
		parameters: parameters as INode['parameters'],
	};
}

function toOne(node: string): IConnections[string] {
	return { main: [[{ node, type: 'main', index: 0 }]] };
}
