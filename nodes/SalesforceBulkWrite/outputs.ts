import type { ExpressionString, INode } from 'n8n-workflow';

/** What an output is called when the records are written, in a dry run, and while an expression is still to decide. */
const names = [
	['Written', 'Would Write', 'Written or Would Write'],
	['Rejected', 'Would Be Rejected', 'Rejected'],
	['Changes', 'Changes', 'Changes'],
];

/** The raw parameter: an expression has no value yet where n8n asks for outputs, and may not even be evaluated there. */
const chosen = '($rawParameter["dryRun"] === true ? 1 : typeof $rawParameter["dryRun"] === "string" ? 2 : 0)';

/**
 * The node's outputs, each named for what it holds. Workflows saved before there was a review keep two, so that the third
 * of theirs, which takes errors, stays where it is.
 */
export const outputs: ExpressionString = `={{ [${names.map((each) => `{ "type": "main", "displayName": ${JSON.stringify(each)}[${chosen}] }`).join(', ')}].slice(0, $nodeVersion < 2 ? 2 : 3) }}`;

/** Whether the node has the output with one row per change. */
export function hasReviewOutput({ typeVersion }: Pick<INode, 'typeVersion'>): boolean {
	return typeVersion >= 2;
}
