import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { usualAttributes } from '../../core/stages/enrich/providers/reference-data/columns';
import { openHttpProvider } from '../../core/stages/enrich/providers/http/open-http-provider';
import { parseHttpDefinition } from '../../core/stages/enrich/providers/http/parse-definition';
import { openWebsite } from '../../core/stages/enrich/providers/website';
import { shippedProvider } from '../../core/stages/enrich/providers/registry';
import type { ProviderAttribute } from '../../core/stages/enrich/provider';
import { customProvider, referenceData, referenceTable, websiteProvider } from './provider-choices';
import { fromListOrTyped } from '../wiring/lists/field-parameter';

const otherColumn = 'otherColumn';

const typeWords: Readonly<Record<ProviderAttribute['type'], string>> = {
	text: 'text',
	number: 'number',
	boolean: 'yes or no',
	date: 'date',
	list: 'list',
};

/* eslint-disable n8n-nodes-base/node-param-display-name-wrong-for-dynamic-options, n8n-nodes-base/node-param-description-wrong-for-dynamic-options, n8n-nodes-base/node-param-description-missing-final-period -- a column has a name and no ID, and is called as in a typed mapping */
/** Which attribute of the provider a row of the mapping takes. */
export const sourceParameters: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getMappingSources', loadOptionsDependsOn: ['provider', 'definition'] },
		default: '',
		description: `What the provider gives, or a column of the reference data. ${fromListOrTyped.replace('API name', 'name of a column')}`,
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
 * What the chosen provider gives, with type and example. Of reference data the columns that it usually has, those that the rows
 * name already, and the way to any other: the data itself is not looked into, because n8n gives an editor's list no guard on files.
 */
export async function getMappingSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const attributes = attributesOfChosen.call(this).map(optionOf);
	const known = new Set([...attributes.map(({ value }) => value), otherColumn, '']);
	const named = [...new Set(savedSources.call(this))].filter((source) => !known.has(source));
	return [
		...attributes,
		...named.map((source) => ({ name: source, value: source })),
		...(isReference(chosenProvider.call(this))
			? [{ name: 'Other Column', value: otherColumn, description: 'A column of yours, named below' }]
			: []),
	];
}

/** What the provider that the node is set to gives; nothing while its definition cannot be read. */
export function attributesOfChosen(this: ILoadOptionsFunctions): readonly ProviderAttribute[] {
	const chosen = chosenProvider.call(this);
	if (isReference(chosen)) return usualAttributes;
	if (chosen === websiteProvider) return openWebsite().attributes;
	if (chosen !== customProvider) return shippedProvider(chosen)?.open({}).attributes ?? [];
	try {
		return openHttpProvider(parseHttpDefinition(this.getNodeParameter('definition'), 'Definition')).attributes;
	} catch {
		// Half written, or in a file, which a list must not read.
		return [];
	}
}

function isReference(chosen: string): boolean {
	return chosen === referenceData || chosen === referenceTable;
}

function chosenProvider(this: ILoadOptionsFunctions): string {
	return (this.getNodeParameter('provider', referenceData) as string | undefined) ?? referenceData;
}

function optionOf({ name, label, type, example }: ProviderAttribute): INodePropertyOptions {
	return {
		name: label,
		value: name,
		description: [typeWords[type], example && `e.g. ${example}`].filter(Boolean).join(', '),
	};
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
