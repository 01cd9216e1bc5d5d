import { mapValues, pickBy, sortBy } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { namesOfOwnFields, type OwnFieldKey, type OwnFieldNames, ownFields } from '../../core/record/fields';
import type { Run } from '../../core/store/contract/runs';

type Renamed = Partial<Record<OwnFieldKey, string>>;

/** An option for a collection named Options: one API name per field of the pack; `readFieldNames` reads it. */
export const fieldNamesOption: INodeProperties = {
	displayName: 'Technical Field Names',
	name: 'fieldNames',
	type: 'fixedCollection',
	default: {},
	description:
		'API names of fields in the org that stand for those of the pack, e.g. Mintigo_hash__c. Inside a run the names given in Run: Start hold for all nodes.',
	options: [
		{
			name: 'names',
			displayName: 'Names',
			values: sortBy(Object.keys(ownFields) as OwnFieldKey[], displayName).map((key) => ({
				displayName: displayName(key),
				name: key,
				type: 'string' as const,
				default: '',
				placeholder: `e.g. ${ownFields[key].name}`,
				description: `${ownFields[key].description}. Empty means ${ownFields[key].name}.`,
			})),
		},
	],
};

/** What a person has set there, trimmed; `undefined` when all names are left as they are shipped. */
export function readFieldNames(options: IDataObject): Renamed | undefined {
	const { names = {} } = (options.fieldNames ?? {}) as { names?: IDataObject };
	const trimmed = mapValues(names, (name) => String(name ?? '').trim());
	const renamed: Renamed = pickBy(trimmed, (name, key) => name !== '' && key in ownFields);
	return Object.keys(renamed).length > 0 ? renamed : undefined;
}

/** The names that hold for a node: those of its run, else those of its own option; shipped ones fill the gaps. */
export function fieldNamesFor(run: Run | undefined, options: IDataObject): OwnFieldNames {
	return namesOfOwnFields(run?.settings?.fieldNames ?? readFieldNames(options));
}

/** `Enrichment Last Activity` is the field's label in Salesforce; here it names what the field is for. */
function displayName(key: OwnFieldKey): string {
	return `${ownFields[key].label.replace(/^Enrichment /, '')} Field`;
}
