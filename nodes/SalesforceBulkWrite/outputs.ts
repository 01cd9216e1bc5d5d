import type { ExpressionString, INode } from 'n8n-workflow';

const type = '"type": "main", "displayName":';
/** The raw parameter: an expression has no value yet where n8n asks for outputs, and may not even be evaluated there. */
const dryRun = '$rawParameter["dryRun"]';

/**
 * The node's outputs, each named for what it holds. Workflows saved before there was a review keep two, so that the third
 * of theirs, which takes errors, stays where it is.
 */
export const outputs: ExpressionString = `={{ [
	{ ${type} ${dryRun} === true ? "Would Write" : typeof ${dryRun} === "string" ? "Written or Would Write" : "Written" },
	{ ${type} ${dryRun} === true ? "Would Be Rejected" : "Rejected" },
	{ ${type} "Changes" }
].slice(0, $nodeVersion < 2 ? 2 : 3) }}`;

/** Whether the node has the output with one row per change. */
export function hasReviewOutput({ typeVersion }: Pick<INode, 'typeVersion'>): boolean {
	return typeVersion >= 2;
}
