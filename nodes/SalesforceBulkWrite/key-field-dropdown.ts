import type { INodeProperties } from 'n8n-workflow';

/** What the two parameters for a key have in common: the external ID fields of the object, and the pack's own unless one is chosen. */
export const keyFieldDropdown = {
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getKeyFields',
		loadOptionsDependsOn: ['authentication', 'sObject', 'otherSObject'],
	},
	options: [{ name: 'Enrichment_Key__c If the Object Has It', value: '' }],
	default: '',
} as const satisfies Partial<INodeProperties>;
