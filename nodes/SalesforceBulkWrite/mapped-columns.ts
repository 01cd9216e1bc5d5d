import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

/** What the editor stores of a mapping. */
export interface Columns {
	readonly mappingMode?: string;
	readonly value?: IDataObject | null;
	readonly schema?: ReadonlyArray<Pick<ResourceMapperField, 'id' | 'removed'>>;
}

/** API names of the fields of a mapping that are taken from the input as they are. */
export function autoMappedFields({ schema = [] }: Columns): string[] {
	return schema.filter(({ removed }) => !removed).map(({ id }) => id);
}

/**
 * API names of the fields that a person has put into the mapping, as the editor tells it: it leaves out values that are
 * empty yet, and expressions over items that are not there.
 */
export function fieldsOnPanel(columns: Columns): string[] {
	const shown = autoMappedFields(columns);
	return columns.mappingMode === 'autoMapInputData'
		? shown
		: [...new Set([...shown, ...Object.keys(columns.value ?? {})])];
}
