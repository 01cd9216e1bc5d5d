import type { INodeProperties } from 'n8n-workflow';
import { customProvider, providerOptions, referenceData, referenceTable } from './provider-choices';
import { credentialParameters } from './provider-credentials';
import { referenceParameters } from './reference-parameters';

const ofCustom = { show: { provider: [customProvider] } };

const ofTable = { show: { provider: [referenceTable] } };

/** Whom the node asks, and with what. */
export const providerParameters: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		noDataExpression: true, // one node asks one provider; the next provider is the next node
		options: providerOptions,
		default: referenceData,
		description: 'Whom to ask; a chain of these nodes asks one after the other, each for what is still missing',
	},
	...credentialParameters,
	...referenceParameters,
	{
		displayName: 'Schema',
		name: 'tableSchema',
		type: 'string',
		default: 'public',
		required: true,
		description: 'Where the table is in the database',
		displayOptions: ofTable,
	},
	{
		displayName: 'Table',
		name: 'tableName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. companies',
		description:
			'Table or view of companies with the columns domain, name and any attributes. Every row is read, up to 500,000, and nothing is written.',
		displayOptions: ofTable,
	},
	{
		displayName: 'Definition From',
		name: 'definitionSource',
		type: 'options',
		noDataExpression: true, // one node asks one provider
		options: [
			{ name: 'File on the Server', value: 'file', description: 'In a folder that n8n lets workflows read' },
			{ name: 'JSON Below', value: 'json', description: 'Kept in the workflow' },
		],
		default: 'json',
		description: 'Where the description of the service is',
		displayOptions: ofCustom,
	},
	{
		displayName: 'Definition',
		name: 'definition',
		type: 'json',
		default: '{}',
		required: true,
		description:
			'What the service is asked, and how its answers are read; its schema comes with this pack, in docs/schemas. Keys belong into the credential.',
		displayOptions: { show: { ...ofCustom.show, definitionSource: ['json'] } },
	},
	{
		displayName: 'Definition File Path',
		name: 'definitionPath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /home/node/.n8n-files/our-provider.json',
		description: 'JSON file with the definition',
		displayOptions: { show: { ...ofCustom.show, definitionSource: ['file'] } },
	},
];
