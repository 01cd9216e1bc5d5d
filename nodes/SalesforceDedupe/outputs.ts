import type { ExpressionString, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

const together = 'together';

/** Whether duplicates leave by an output of their own; workflows saved before there was one have all records on the first. */
export const outputParameter: INodeProperties = {
	displayName: 'Duplicates Leave By',
	name: 'outputs',
	type: 'options',
	noDataExpression: true, // the node's outputs hang on it, before there is any item
	options: [
		{
			name: 'An Output of Their Own',
			value: 'separate',
			description:
				'Unique has each record once: of a group the one with the lowest ID, as a rule the oldest. Duplicates has the others.',
		},
		{
			name: 'The Same Output as All Records',
			value: together,
			description: 'In their order, the duplicates marked; for a workflow that writes all of them',
		},
	],
	default: 'separate',
	displayOptions: { show: { operation: ['findInInput'], '@version': [{ _cnd: { gte: 2 } }] } },
};

/** The node's outputs, by the raw parameter: n8n asks for them where no expression has a value. */
export const outputs: ExpressionString = `={{ $rawParameter["operation"] === "planMerges"
	? [{ "type": "main", "displayName": "Groups" }, { "type": "main", "displayName": "Values" }, { "type": "main", "displayName": "Summary" }]
	: $rawParameter["operation"] === "merge"
	? [{ "type": "main", "displayName": "Merged" }, { "type": "main", "displayName": "Not Merged" }, { "type": "main", "displayName": "Summary" }]
	: $rawParameter["operation"] === "planConversions"
	? [{ "type": "main", "displayName": "Leads" }, { "type": "main", "displayName": "Summary" }]
	: $rawParameter["operation"] === "convertLeads"
	? [{ "type": "main", "displayName": "Converted" }, { "type": "main", "displayName": "Not Converted" }, { "type": "main", "displayName": "Summary" }]
	: $rawParameter["operation"] === "matchSalesforce"
	? [{ "type": "main", "displayName": "Matched" }, { "type": "main", "displayName": "Not Matched" }, { "type": "main", "displayName": "Failed" }]
	: $rawParameter["operation"] === "scanObject"
	? [{ "type": "main", "displayName": "Groups" }, { "type": "main", "displayName": "Summary" }, { "type": "main", "displayName": "To Review" }]
	: $rawParameter["operation"] === "evaluate"
	? [{ "type": "main", "displayName": "Measures" }, { "type": "main", "displayName": "Thresholds" }, { "type": "main", "displayName": "Mistakes" }]
	: $rawParameter["operation"] === "secondOpinion"
	? [{ "type": "main", "displayName": "Agree" }, { "type": "main", "displayName": "Disagree" }]
	: $rawParameter["operation"] === "rememberDecision"
	? ["main"]
	: $rawParameter["operation"] === "undoMerge"
	? [{ "type": "main", "displayName": "Summary" }, { "type": "main", "displayName": "Changes" }]
	: ($nodeVersion < 2 || $rawParameter["outputs"] === "${together}"
		? [{ "type": "main" }]
		: [{ "type": "main", "displayName": "Unique" }, { "type": "main", "displayName": "Duplicates" }]
	).concat($nodeVersion < 3 || $rawParameter["findBy"] === "exact" || $rawParameter["doubtOutput"] === false
		? []
		: [{ "type": "main", "displayName": "To Review" }]) }}`;

/** The output of items that a failure has stopped. */
export function failureOutput(this: IExecuteFunctions): number {
	return this.getNodeParameter('operation', 0, 'findInInput') === 'matchSalesforce' ? 2 : 0;
}

/** Whether the node has the second output. */
export function hasOutputOfDuplicates(this: IExecuteFunctions): boolean {
	return this.getNode().typeVersion >= 2 && this.getNodeParameter('outputs', 0, 'separate') !== together;
}

/** Whether the node has an output of pairs in doubt. */
export function hasOutputOfDoubt(this: IExecuteFunctions): boolean {
	return this.getNodeParameter('doubtOutput', 0, true) === true;
}
