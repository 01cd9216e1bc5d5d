import type { INodeProperties } from 'n8n-workflow';

/** The editor reloads a dropdown when one of these reads otherwise as text, and an object always reads the same. */
const mappingDetails = [
	...Array.from({ length: 400 }, (_, index) => `columns.schema.${index}.removed`),
	...Array.from({ length: 20 }, (_, index) => [
		`exceptions.exception.${index}.field`,
		`exceptions.exception.${index}.policy`,
	]).flat(),
];

/** A dropdown with one entry, because only a dropdown can tell before the node runs what the node finds out; nothing depends on it. */
const telling = { type: 'options', noDataExpression: true } as const satisfies Partial<INodeProperties>;

/** Says where the node writes to. */
export const targetOrgParameter: INodeProperties = {
	displayName: 'Writes To',
	name: 'targetOrg',
	...telling,
	typeOptions: { loadOptionsMethod: 'getTargetOrg', loadOptionsDependsOn: ['authentication'] },
	options: [{ name: 'Org of the Credential', value: 'credential' }],
	default: 'credential',
	description: 'The org that the credential connects to; there is nothing to choose here',
};

/** Says how many fields may be overwritten. */
export const overwritesParameter: INodeProperties = {
	displayName: 'May Overwrite',
	name: 'overwrites',
	...telling,
	typeOptions: {
		loadOptionsMethod: 'getOverwrites',
		loadOptionsDependsOn: ['policy', 'columns.mappingMode', ...mappingDetails],
	},
	options: [{ name: 'As the Policies Say', value: 'as_set' }],
	default: 'as_set',
	description: 'How many of the mapped fields may replace what Salesforce holds; there is nothing to choose here',
};
