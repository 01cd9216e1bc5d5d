import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { SalesforceClient } from '../../../core/salesforce/client';
import type { FieldDescription } from '../../../core/salesforce/schema';
import { editorClient } from '../../wiring/editor-client';
import { chosenObject } from '../../wiring/lists/chosen-object';
import { chooseObjectFirst } from '../../wiring/lists/fields';
import { savedOptions } from '../../wiring/lists/saved-options';

const editorType: Readonly<Record<string, FieldType>> = {
	boolean: 'boolean',
	int: 'number',
	double: 'number',
	currency: 'number',
	percent: 'number',
	date: 'dateTime',
	datetime: 'dateTime',
};

/**
 * The fields of the chosen object that this user may write, by label; for the editor's mapping. Without an object those
 * that are mapped already, because the editor forgets what it is not given.
 */
export async function getWritableFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const sObject = chosenObject.call(this);
	if (sObject === undefined)
		return {
			fields: savedFields.call(this),
			emptyFieldsNotice: 'Choose the object above, and its fields are listed here',
		};
	const client = await editorClient.call(this);
	const writable = await writableFields.call(this, client, sObject);
	return {
		fields: [...writable.map(mapperField), ...(await parentKeys(client, writable))],
		emptyFieldsNotice: `This user may write no field of ${sObject}; field-level security and permission sets decide it`,
	};
}

/** The same for a dropdown. */
export async function getWritableFieldNames(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	if (sObject === undefined) return [chooseObjectFirst, ...savedOptions(savedExceptions.call(this))];
	const fields = await writableFields.call(this, await editorClient.call(this), sObject);
	return fields.map(({ name, label }) => ({ name: `${label} (${name})`, value: name }));
}

async function writableFields(
	this: ILoadOptionsFunctions,
	client: SalesforceClient,
	sObject: string,
): Promise<FieldDescription[]> {
	const isCreate = this.getNodeParameter('operation') === 'create';
	const { fieldByName } = await client.describe(sObject);
	return [...fieldByName.values()]
		.filter((field) => (isCreate ? field.createable : field.updateable))
		.sort((a, b) => a.label.localeCompare(b.label));
}

function savedExceptions(this: ILoadOptionsFunctions): unknown[] {
	const { exception = [] } = (this.getNodeParameter('exceptions', {}, { rawExpressions: true }) ?? {}) as {
		exception?: IDataObject[];
	};
	return exception.map(({ field }) => field);
}

function savedFields(this: ILoadOptionsFunctions): ResourceMapperField[] {
	const columns = this.getNodeParameter('columns', undefined, { rawExpressions: true }) as
		| { schema?: ResourceMapperField[] }
		| undefined;
	return columns?.schema ?? [];
}

/** Look-ups by an external ID of the record they lead to, such as `Account.ERP_Id__c`. */
async function parentKeys(
	client: SalesforceClient,
	fields: readonly FieldDescription[],
): Promise<ResourceMapperField[]> {
	const found: ResourceMapperField[] = [];
	for (const { label, relationshipName, referenceTo } of fields) {
		// Users are named by e-mail or user name, and record types by their Id.
		const parents = referenceTo.filter((name) => !['User', 'Group', 'RecordType'].includes(name));
		if (relationshipName === null) continue;
		for (const parent of parents) {
			const description = await client.describe(parent).catch(asHidden);
			const keys = [...(description?.fieldByName.values() ?? [])].filter(({ externalId }) => externalId);
			for (const key of keys) {
				const name = `${relationshipName}.${key.name}`;
				found.push({ ...mapperField({ ...key, name }), displayName: `${label} by ${key.label} (${name})` });
			}
		}
	}
	return found;
}

/** A parent that this user may not see offers nothing. */
function asHidden(error: unknown): undefined {
	if (error instanceof EnrichmentError && error.code === 'invalid_parameter') return undefined;
	throw error;
}

function mapperField({ name, label, type }: FieldDescription): ResourceMapperField {
	return {
		id: name,
		displayName: `${label} (${name})`,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: editorType[type] ?? 'string',
	};
}
