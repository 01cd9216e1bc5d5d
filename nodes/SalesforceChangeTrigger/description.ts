import type { INodeProperties } from 'n8n-workflow';
import { objectWords } from '../wiring/object-parameter';
import { otherObject, usualObjects } from '../wiring/lists/objects';
import { defaultBodyKilobytes, mostBodyKilobytes } from './settings';

/** Says what is listened to. */
export const subtitle = `={{ ({ both: "Outbound Message, JSON", json: "JSON", outboundMessage: "Outbound Message" })[$parameter["channel"]] + ${objectWords} }}`;

/** The node's parameters; the secret is in the credential. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'Copy the production URL. For an outbound message, put the secret of the credential in the place of “:secret…”; for JSON, put the word “header” there and send the secret in the header X-Enrichment-Secret.',
		name: 'urlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Object',
		name: 'sObject',
		type: 'options',
		options: [...usualObjects, otherObject],
		default: 'Lead',
		description: 'Salesforce object whose records come in; a message about another one is refused',
	},
	{
		displayName: 'Object API Name',
		name: 'otherSObject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Partner__c',
		description: 'API name of the object',
		displayOptions: { show: { sObject: [otherObject.value] } },
	},
	{
		displayName: 'Pipeline Name',
		name: 'pipeline',
		type: 'string',
		required: true,
		default: 'instant',
		placeholder: 'e.g. instant',
		description: 'Name under which the records wait; the same as in Run: Start of this workflow',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{
				name: 'Both',
				value: 'both',
				description: 'Outbound messages, and JSON for buttons or editions without outbound messages',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'A list of record IDs, from an HTTP callout of a flow or from Apex; nobody repeats what fails',
			},
			{
				name: 'Outbound Message',
				value: 'outboundMessage',
				description: 'Sent by a record-triggered flow; Salesforce repeats for 24 hours what is not acknowledged',
			},
		],
		default: 'outboundMessage',
		description: 'How Salesforce sends the changes',
	},
	{
		displayName: 'Organisation IDs Allowed',
		name: 'orgIds',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 00D5e000000abcdEAA',
		description:
			'IDs of the orgs whose messages are taken, of 15 or 18 characters, separated by commas; Setup › Company Information shows it. Production and a sandbox have different ones.',
	},
	{
		displayName: 'Provider Calling Back',
		name: 'provider',
		type: 'options',
		noDataExpression: true, // n8n asks for the credential before there is any item
		options: [
			{
				name: 'FullEnrich',
				value: 'full-enrich',
				description: 'Calls this URL with “full-enrich” in the place of “:secret”, signed with its API key',
			},
			{ name: 'None', value: 'none', description: 'Answers of providers that work by jobs are read by later runs' },
		],
		default: 'none',
		description:
			'A provider that works on its answers for a while and calls when it has them; the records that wait for them are then worked on at once',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Largest Body (KB)',
				name: 'maxKilobytes',
				type: 'number',
				typeOptions: { minValue: 16, maxValue: mostBodyKilobytes },
				default: defaultBodyKilobytes,
				description:
					'How large a message may be, in kilobytes; raise it when an outbound message of 100 records with many fields is refused as too large',
			},
			{
				displayName: 'Last Enriched Field',
				name: 'enrichedField',
				type: 'string',
				default: '',
				placeholder: 'e.g. Enrichment_Last_Enriched_On__c',
				description:
					'API name of the field that says when a record was enriched last, when the org calls it otherwise; sent along, it puts records in their order when more than 100 wait',
			},
		],
	},
];
