import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { usualAttributes } from '../../core/stages/enrich/providers/reference-data/columns';
import { fromListOrTyped } from '../wiring/lists/field-parameter';

const otherColumn = 'otherColumn';

/* eslint-disable n8n-nodes-base/node-param-display-name-wrong-for-dynamic-options, n8n-nodes-base/node-param-description-wrong-for-dynamic-options, n8n-nodes-base/node-param-description-missing-final-period -- a column has a name and no ID, and is called as in a typed mapping */
/** Which attribute of the provider a row of the mapping takes. */
export const sourceParameters: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getMappingSources' },
		default: '',
		description: `Column of the reference data. ${fromListOrTyped.replace('API name', 'name of a column')}`,
	},
	{
		displayName: 'Column Name',
		name: 'column',
		type: 'string',
		default: '',
		placeholder: 'e.g. founded',
		description: 'As the header of the file or the field of the items calls it; upper and lower case are the same',
		displayOptions: { show: { source: [otherColumn] } },
	},
];
/* eslint-enable */

/**
 * The columns that reference data usually has, those that the rows name already, and the way to any other. The file itself
 * is not looked into: n8n gives an editor's list no guard on files.
 */
export async function getMappingSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const usual = usualAttributes.map(({ name, label }) => ({ name: label, value: name }));
	const known = new Set([...usual.map(({ value }) => value), otherColumn, '']);
	const named = [...new Set(savedSources.call(this))].filter((source) => !known.has(source));
	return [
		...usual,
		...named.map((source) => ({ name: source, value: source })),
		{ name: 'Other Column', value: otherColumn, description: 'A column of yours, named below' },
	];
}

/** The provider's attribute that a row names, in the list or by hand. */
export function sourceOf(source: string, column: string | undefined): string {
	return source === otherColumn ? (column ?? '').trim().toLowerCase() : source.trim();
}

function savedSources(this: ILoadOptionsFunctions): string[] {
	const rows = this.getNodeParameter('mappings.rows', [], { rawExpressions: true }) as
		| Array<{ source?: unknown }>
		| undefined;
	return (rows ?? []).map(({ source }) => (typeof source === 'string' && !source.startsWith('=') ? source.trim() : ''));
}
