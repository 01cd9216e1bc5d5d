import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { usualAttributes } from '../../core/stages/enrich/providers/reference-data/columns';

const otherColumn = 'otherColumn';

/** Which attribute of the provider a row of the mapping takes. */
export const sourceParameters: INodeProperties[] = [
	{
		displayName: 'Source Name or ID',
		name: 'source',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getMappingSources' },
		default: '',
		description: 'Column of the reference data. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
	const rows = this.getNodeParameter('mappings.rows', [], { rawExpressions: true }) as Array<{ source?: unknown }> | undefined;
	return (rows ?? []).map(({ source }) => (typeof source === 'string' && !source.startsWith('=') ? source.trim() : ''));
}
