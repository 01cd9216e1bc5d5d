import type { ExpressionString } from 'n8n-workflow';

/**
 * The node's inputs: a second one where reference data comes from other nodes. By the raw parameter: an expression has no
 * value yet where n8n asks for inputs.
 */
export const inputs: ExpressionString = `={{ ["referenceData", undefined].includes($rawParameter["provider"]) && ["items", "binary"].includes($rawParameter["referenceSource"])
	? [{ "type": "main", "displayName": "Records" }, { "type": "main", "displayName": "Reference Data" }]
	: ["main"] }}`;
