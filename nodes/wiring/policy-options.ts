import type { INodePropertyOptions } from 'n8n-workflow';

/** The policies a person can choose from, wherever values are mapped to fields. */
export const policyOptions: INodePropertyOptions[] = [
	{ name: 'Always', value: 'always', description: 'Overwrite whatever is there' },
	{ name: 'Fill Blank', value: 'fill_blank', description: 'Write only where Salesforce has nothing' },
	{
		name: 'If More Confident',
		value: 'if_more_confident',
		description: "Overwrite a value of ours that was less sure, never a person's",
	},
	{ name: 'If Newer', value: 'if_newer', description: 'Overwrite what was seen or changed before this value was' },
	{ name: 'Tracked', value: 'tracked', description: "Overwrite only the value we wrote last, never a person's edit" },
];
