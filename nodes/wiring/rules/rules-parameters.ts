import type { INodeProperties } from 'n8n-workflow';

/** Asks where the node's rules come from; for the operations in `show`. With a name where an object has several parts of the kind. */
export function rulesParameters(
	show: NonNullable<INodeProperties['displayOptions']>['show'],
	named?: { readonly description: string; readonly placeholder: string },
): INodeProperties[] {
	return [
		{
			displayName: 'Rules From',
			name: 'rulesFrom',
			type: 'options',
			noDataExpression: true, // other parameters come and go with it
			options: [
				{ name: 'Rule Set in a File', value: 'file', description: 'A JSON file on the server that n8n may read' },
				{
					name: 'Rule Set in JSON',
					value: 'json',
					description: 'Pasted below, or by expression from a node before, such as Edit Fields',
				},
				{
					name: 'Rule Set Kept for the Org',
					value: 'store',
					description: 'The version that Enrichment Run › Org › Promote Rules has applied last',
				},
				{ name: 'This Node', value: 'node', description: 'What is set below' },
			],
			default: 'node',
			description: 'Where the rules of this node are read, so that all templates of an org can share them',
			displayOptions: { show },
		},
		{
			displayName: 'What the rule set says holds in place of the parameters below; what it leaves out is as they say.',
			name: 'rulesNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { ...show, rulesFrom: ['file', 'json', 'store'] } },
		},
		...documentParameters(show, 'rulesFrom'),
		...(named
			? [
					{
						displayName: 'Rules Named',
						name: 'rulesName',
						type: 'string' as const,
						default: '',
						...named,
						displayOptions: { show: { ...show, rulesFrom: ['file', 'json', 'store'] } },
					},
				]
			: []),
	];
}

/** Where a document is: in JSON or in a file, as the parameter `from` says. */
export function documentParameters(
	show: NonNullable<INodeProperties['displayOptions']>['show'],
	from: 'rulesFrom' | 'rulesSource',
): INodeProperties[] {
	const shown = (value: string) => ({ show: { ...show, [from]: [value] } });
	return [
		{
			displayName: 'Rule Set (JSON)',
			name: 'rulesJson',
			type: 'json',
			typeOptions: { rows: 10 },
			default: '',
			placeholder: 'e.g. {{ $("Rules").first().json }}',
			description: 'The whole document; the guide to rule sets and its JSON schema say what it may hold',
			displayOptions: shown('json'),
		},
		{
			displayName: 'Rule Set File',
			name: 'rulesFile',
			type: 'string',
			default: '',
			placeholder: 'e.g. /home/node/.n8n-files/rules.json',
			description: 'Path of the document on the server; n8n has to allow reading there (N8N_RESTRICT_FILE_ACCESS_TO)',
			displayOptions: shown('file'),
		},
	];
}
