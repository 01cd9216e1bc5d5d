import type { INodeTypeDescription } from 'n8n-workflow';

/** Undo has a second output, with one row per field; not in workflows saved before, whose second output takes errors. */
export const outputs: INodeTypeDescription['outputs'] = `={{ $rawParameter["operation"] === "undo" && $nodeVersion >= 2
	? [{ "type": "main", "displayName": "Summary" }, { "type": "main", "displayName": "Changes" }]
	: [{ "type": "main" }] }}`;
