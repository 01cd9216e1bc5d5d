import { isEqual } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';

/** What is one for a whole execution, whatever items there are. */
const onceOnly = /\$(\([^)]*\)|input)\s*\.\s*(first|last|all)\([^)]*\)/g;
/** What n8n resolves anew for each item. */
const itemWords =
	/\$(json|binary|data|item|itemIndex|input|node|position|prevNode|parameter|rawParameter|fromAI)\b|\$\(/;

/**
 * Throws `invalid_parameter` when an expression gives the items different values for a parameter that the node reads once;
 * `perItem` are the names of those that it reads for each item.
 */
export function assertSameForAll(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	properties: readonly INodeProperties[],
	perItem: readonly string[],
): void {
	if (items.length < 2) return;
	for (const [name, raw] of Object.entries(this.getNode().parameters)) {
		if (perItem.includes(name) || !dependsOnItem(raw)) continue;
		const first = this.getNodeParameter(name, 0);
		for (const index of items.keys()) {
			const value = this.getNodeParameter(name, index);
			if (!isEqual(value, first)) throw differing(titleOf(name, properties), index, first, value);
		}
	}
}

/** Whether a parameter, or what is inside it, is an expression that an item has a say in. */
function dependsOnItem(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=') && itemWords.test(raw.replaceAll(onceOnly, ''));
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(dependsOnItem);
}

function differing(title: string, index: number, first: unknown, value: unknown): EnrichmentError {
	return new EnrichmentError(
		'invalid_parameter',
		`${title} is one for all items, but its expression gives ${shown(first)} for item 1 and ${shown(value)} for item ${index + 1}.`,
		{
			remedy:
				'Give one value, or split the items before this node (Switch, Loop Over Items), so that each group has its own.',
		},
	);
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function titleOf(parameter: string, properties: readonly INodeProperties[]): string {
	return properties.find(({ name }) => name === parameter)?.displayName ?? parameter;
}
