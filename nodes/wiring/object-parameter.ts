import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { fromListOrTyped } from './lists/field-parameter';
import { fromRecords, otherObject, usualObjects } from './lists/objects';
import { enrichmentOf } from './run-context';

const otherObjectName: INodeProperties = {
	displayName: 'Object API Name',
	name: 'otherSObject',
	type: 'string',
	// Not `required`: n8n asks for it too when an expression chooses the object.
	default: '',
	placeholder: 'e.g. Partner__c',
	description: 'API name of the object',
	displayOptions: { show: { sObject: [otherObject.value] } },
};

const workedOn = `Salesforce object to work on, custom ones too. ${fromListOrTyped}`;

/** Asks for an object; for nodes that go to Salesforce for it. They have `getObjects` among their `loadOptions`. */
export const objectParameters: INodeProperties[] = [
	{
		displayName: 'Object',
		name: 'sObject',
		type: 'options',
		typeOptions: listedBy('getObjects'),
		options: [...usualObjects, otherObject],
		default: 'Lead',
		description: workedOn,
	},
	otherObjectName,
];

const recordObject: INodeProperties = {
	displayName: 'Object',
	name: 'sObject',
	type: 'options',
	options: [fromRecords, ...usualObjects, otherObject],
	default: 'fromRecords',
	description: 'Salesforce object that the records belong to',
};

/** Asks for an object, or leaves it to the records; for stages that have no credential to list the objects with. */
export const recordObjectParameters: INodeProperties[] = [recordObject, otherObjectName];

/** The same with the objects of the org, for nodes that have this method of `lists/objects.ts` among their `loadOptions`. */
export function listedRecordObjectParameters(
	loadOptionsMethod: 'getObjectsOrFromRecords' | 'getWritableObjects',
): INodeProperties[] {
	const description = `${recordObject.description}. ${fromListOrTyped}`;
	return [{ ...recordObject, description, typeOptions: listedBy(loadOptionsMethod) }, otherObjectName];
}

function listedBy(loadOptionsMethod: string): INodeProperties['typeOptions'] {
	return { loadOptionsMethod, loadOptionsDependsOn: ['authentication'] };
}

/** For a subtitle's expression: a colon and the object that a person chose, or nothing when it is left to the records. */
export const objectWords =
	'($parameter["sObject"] === "fromRecords" ? "" : ": " + ($parameter["sObject"] === "other" ? $parameter["otherSObject"] : $parameter["sObject"]))';

/** The object's API name as the parameters say it; throws `invalid_parameter` when it is left open and the first record does not tell. */
export function readSObject(this: IExecuteFunctions, items: readonly INodeExecutionData[]): string {
	const chosen = this.getNodeParameter('sObject', 0) as string;
	if (chosen === 'other') return otherSObject.call(this);
	if (chosen !== 'fromRecords') return chosen;
	const known = enrichmentOf(items[0]).sObject ?? salesforceType(items[0]);
	if (known) return known;
	throw new EnrichmentError('invalid_parameter', 'The records do not tell which object they belong to', {
		remedy: 'Choose the object in the parameter Object',
	});
}

function otherSObject(this: IExecuteFunctions): string {
	const name = (this.getNodeParameter('otherSObject', 0) as string).trim();
	if (name) return name;
	throw new EnrichmentError('invalid_parameter', 'Object is Other, but Object API Name is empty', {
		remedy: 'Name the object, e.g. Partner__c',
	});
}

function salesforceType(item: INodeExecutionData | undefined): string | undefined {
	const attributes = item?.json.attributes;
	if (typeof attributes !== 'object' || attributes === null || !('type' in attributes)) return undefined;
	return typeof attributes.type === 'string' ? attributes.type : undefined;
}
