import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { WorkflowTemplate } from '../test/engine/workflow-engine';

/** What a person fills in on the template's Settings node. */
export interface TemplateSettings {
	readonly sObject?: string;
	readonly pipeline?: string;
	readonly referenceFile?: string;
	readonly runId?: string;
	/** What selects an audience or a back-fill, as behind WHERE. */
	readonly condition?: string;
	readonly listViewId?: string;
	/** A CSV file of IDs. */
	readonly idsFile?: string;
	readonly dryRun?: boolean;
	readonly userRequired?: boolean;
	readonly mostPerUserAndDay?: number;
	/** Groups of duplicates that one form asks about. */
	readonly mostGroups?: number;
	/** Pairs in doubt that one form of the sweep asks about. */
	readonly mostPairs?: number;
	/** Where the page of a back-test is saved. */
	readonly reportFile?: string;
	/** Text field that gets the reasons of a score. */
	readonly reasonsField?: string;
}

/** A shipped template with its Settings node filled in; nothing else is touched. */
export function readTemplate(name: string, settings: TemplateSettings = {}): WorkflowTemplate {
	const path = join(__dirname, '..', 'workflows', `${name}.json`);
	const template = JSON.parse(readFileSync(path, 'utf8')) as WorkflowTemplate;
	return {
		...template,
		nodes: template.nodes.map((node) => (node.name === 'Settings' ? filledIn(node, settings) : node)),
	};
}

interface Assignment {
	readonly name: string;
	readonly value: unknown;
}

function filledIn(node: INode, settings: TemplateSettings): INode {
	const { assignments } = node.parameters.assignments as unknown as { assignments: Assignment[] };
	const filled = assignments.map((assignment) => ({
		...assignment,
		value: settings[assignment.name as keyof TemplateSettings] ?? assignment.value,
	}));
	return {
		...node,
		parameters: { ...node.parameters, assignments: { assignments: filled } as never },
	};
}
