import { EnrichmentError } from '../errors';
import type { ApiCalls } from './api-calls';
import type { FieldDescription, PicklistEntry, SObjectDescription } from './schema';
import { assertApiName } from './soql';

/** Describe's reply; only what the pack reads. */
interface DescribeReply {
	readonly name: string;
	readonly label: string;
	readonly keyPrefix: string | null;
	readonly fields: readonly DescribedField[];
	readonly childRelationships?: ReadonlyArray<{
		readonly childSObject: string;
		readonly field: string;
		readonly deprecatedAndHidden?: boolean;
	}> | null;
}

interface DescribedField extends Omit<FieldDescription, 'picklistValues' | 'referenceTo'> {
	readonly picklistValues?: readonly PicklistEntry[] | null;
	readonly referenceTo?: readonly string[] | null;
}

/** The object as this user may see it; throws `invalid_parameter` when there is none of that name. */
export async function describeSObject(calls: ApiCalls, sObject: string): Promise<SObjectDescription> {
	const reply = await calls
		.send<DescribeReply>({
			kind: 'describe',
			method: 'GET',
			url: `/sobjects/${assertApiName(sObject)}/describe`,
			what: `describe ${sObject}`,
			isRepeatable: true,
		})
		.catch((error: unknown) => {
			throw isNotFound(error) ? unknownObject(sObject, error) : error;
		});
	return {
		name: reply.name,
		label: reply.label,
		keyPrefix: reply.keyPrefix ?? '',
		fieldByName: new Map(reply.fields.map((field) => [field.name, fieldDescription(field)])),
		children: (reply.childRelationships ?? [])
			.filter(({ deprecatedAndHidden }) => !deprecatedAndHidden)
			.map(({ childSObject, field }) => ({ sObject: childSObject, field })),
	};
}

function fieldDescription(field: DescribedField): FieldDescription {
	return {
		name: field.name,
		label: field.label,
		type: field.type,
		length: field.length,
		precision: field.precision,
		scale: field.scale,
		nillable: field.nillable,
		createable: field.createable,
		updateable: field.updateable,
		externalId: field.externalId,
		caseSensitive: field.caseSensitive ?? false,
		restrictedPicklist: field.restrictedPicklist,
		picklistValues: (field.picklistValues ?? []).map(({ value, active, label, validFor }) => ({
			value,
			active,
			...(label && label !== value && { label }),
			...(validFor && { validFor }),
		})),
		controllerName: field.controllerName ?? null,
		referenceTo: field.referenceTo ?? [],
		relationshipName: field.relationshipName ?? null,
		compoundFieldName: field.compoundFieldName ?? null,
	};
}

function isNotFound(error: unknown): boolean {
	return error instanceof EnrichmentError && error.details.statusCode === 404;
}

function unknownObject(sObject: string, cause: unknown): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `This user sees no object ${sObject} in the org.`, {
		remedy: 'Check the API name, and give the user read access to the object.',
		details: { sObject },
		cause,
	});
}
