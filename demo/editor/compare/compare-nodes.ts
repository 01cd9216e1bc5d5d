import { dirname, join } from 'node:path';
import { builtNodes, nodeIn, packageName } from '../panels/built-nodes';
import { panelsOf, type Panel } from '../panels/panel-list';
import { countControls, type ControlCounts } from './count-controls';

/** Nodes of n8n that ours are held against, beside n8n's command file. */
const others = ['Airtable/Airtable', 'Hubspot/Hubspot', 'Salesforce/Salesforce'];

const header = [
	'| Node | Panels | Controls at first: median, most | Options behind menus: median, most | Choices from the service: median, most |',
	'|---|---|---|---|---|',
];

/** A Markdown table of the controls of ours and of n8n's own nodes, as installed; a panel is one operation. */
export function compareNodes(command: string): string {
	const base = join(dirname(command), '..', '..', 'n8n-nodes-base', 'dist', 'nodes');
	const nodes = [...builtNodes(), ...others.map((path) => nodeIn(join(base, `${path}.node.js`)))];
	return [
		...header,
		...nodes.map((node) => row(node.description.displayName, node.description.name, panelsOf(node, packageName))),
	].join('\n');
}

function row(title: string, name: string, panels: readonly Panel[]): string {
	const counts = panels.map(countControls);
	const isOurs = name !== 'salesforce' && name.startsWith('salesforce');
	const cells = (['atFirst', 'options', 'fromService'] as const).map((kind) => medianAndMost(counts, kind));
	return `| ${isOurs ? title : `n8n's ${title}`} | ${panels.length} | ${cells.join(' | ')} |`;
}

function medianAndMost(counts: readonly ControlCounts[], kind: keyof ControlCounts): string {
	const sorted = counts.map((count) => count[kind]).sort((a, b) => a - b);
	return `${sorted[Math.floor((sorted.length - 1) / 2)]}, ${sorted[sorted.length - 1]}`;
}
