import type { FieldType, IExecuteFunctions, ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { FieldDescription, SalesforceClient } from '../../../core/salesforce/client';
import { salesforceClient } from '../../wiring/salesforce-client';

const editorType: Readonly<Record<string, FieldType>> = {
	boolean: 'boolean',
	int: 'number',
	double: 'number',
	currency: 'number',
	percent: 'number',
	date: 'dateTime',
	datetime: 'dateTime',
};

/** The fields of the chosen object that this user may write, by label; for the editor's mapping. */
export async function getWritableFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const sObject = objectOf.call(this);
	const isCreate = this.getNodeParameter('operation') === 'create';
	const client = await salesforceClient.call(asExecution.call(this));
	const { fieldByName } = await client.describe(sObject);
	const writable = [...fieldByName.values()].filter((field) => (isCreate ? field.createable : field.updateable)).sort((a, b) => a.label.localeCompare(b.label));
	return { fields: [...writable.map(mapperField), ...(await parentKeys(client, writable))] };
}

/** Look-ups by an external ID of the record they lead to, such as `Account.ERP_Id__c`. */
async function parentKeys(client: SalesforceClient, fields: readonly FieldDescription[]): Promise<ResourceMapperField[]> {
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

function objectOf(this: ILoadOptionsFunctions): string {
	const chosen = this.getNodeParameter('sObject') as string;
	const name = chosen === 'other' ? (this.getNodeParameter('otherSObject') as string).trim() : chosen;
	if (name && name !== 'fromRecords') return name;
	throw new EnrichmentError('invalid_parameter', 'The fields can only be listed for one object', {
		remedy: 'Choose the object in the parameter Object',
	});
}

/** The editor has no execution to cancel and no items; everything else is as in one. */
function asExecution(this: ILoadOptionsFunctions): IExecuteFunctions {
	return Object.assign(Object.create(this) as object, {
		getNodeParameter: (name: string) => this.getNodeParameter(name),
		getExecutionCancelSignal: () => undefined,
	}) as IExecuteFunctions;
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
