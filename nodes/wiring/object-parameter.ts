import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { enrichmentOf } from './run-context';

const standardObjects: INodePropertyOptions[] = [
	{ name: 'Account', value: 'Account' },
	{ name: 'Contact', value: 'Contact' },
	{ name: 'Lead', value: 'Lead' },
];

const otherObject: INodePropertyOptions = { name: 'Other', value: 'other' };

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

/** Asks for an object; for nodes that go to Salesforce for it. */
export const objectParameters: INodeProperties[] = [
	{
		displayName: 'Object',
		name: 'sObject',
		type: 'options',
		options: [...standardObjects, otherObject],
		default: 'Lead',
		description: 'Salesforce object to work on',
	},
	otherObjectName,
];

/** Asks for an object, or leaves it to the records; for stages that get records as input. */
export const recordObjectParameters: INodeProperties[] = [
	{
		displayName: 'Object',
		name: 'sObject',
		type: 'options',
		options: [
			...standardObjects.slice(0, 2),
			{
				name: 'From the Records',
				value: 'fromRecords',
				description: 'What Fetch Modified noted on them, or the type that Salesforce sent along',
			},
			...standardObjects.slice(2),
			otherObject,
		],
		default: 'fromRecords',
		description: 'Salesforce object that the records belong to',
	},
	otherObjectName,
];

/** For a subtitle's expression: a colon and the object that a person chose, or nothing when it is left to the records. */
export const objectWords = '($parameter["sObject"] === "fromRecords" ? "" : ": " + ($parameter["sObject"] === "other" ? $parameter["otherSObject"] : $parameter["sObject"]))';

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
