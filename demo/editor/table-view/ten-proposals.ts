import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../../../test/engine/workflow-engine';

/** Fields of a Lead and columns of the demo's file that fill them, whatever they held. */
const tenFields = {
	Website: 'domain',
	Industry: 'industry',
	NumberOfEmployees: 'employees',
	AnnualRevenue: 'revenue',
	Country: 'country',
	Phone: 'phone',
	City: 'country',
	Street: 'name',
	Fax: 'phone',
	Description: 'industry',
};

/** The newcomer's chain with ten values suggested for each Lead that is matched. */
export function tenProposals(chain: WorkflowTemplate): WorkflowTemplate {
	return {
		...chain,
		name: 'Ten proposals',
		nodes: chain.nodes.map((node) => (node.type.endsWith('.salesforceEnrich') ? withTenFields(node) : node)),
	};
}

function withTenFields(node: INode): INode {
	const rows = Object.entries(tenFields).map(([target, source]) => ({
		source,
		target,
		policy: 'always',
		minConfidence: 0.8,
	}));
	return { ...node, parameters: { ...node.parameters, mapping: 'define', mappings: { rows } } };
}
