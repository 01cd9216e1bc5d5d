import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

/** What the editor stores of a mapping. */
export interface Columns {
	readonly mappingMode?: string;
	readonly value?: IDataObject | null;
	readonly schema?: ReadonlyArray<Pick<ResourceMapperField, 'id' | 'removed'>>;
}

/** API names of the fields that a mapping is about: those with a value of their own, or those that are taken from the input. */
export function mappedFieldsOf({ mappingMode, value, schema = [] }: Columns): string[] {
	if (mappingMode !== 'autoMapInputData') return Object.keys(value ?? {});
	return schema.filter(({ removed }) => !removed).map(({ id }) => id);
}
