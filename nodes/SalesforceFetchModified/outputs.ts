import type { ExpressionString } from 'n8n-workflow';

const type = '"type": "main", "displayName":';
/** The raw parameter: an expression has no value yet where n8n asks for outputs. */
const operation = '$rawParameter["operation"]';

/**
 * The node's outputs, each named for what it holds. A count uses the first one only; workflows of before keep its second,
 * so that what is connected behind it stays where it is.
 */
export const outputs: ExpressionString = `={{ [
	{ ${type} ${operation} === "count" ? "Count" : ${operation} === "plan" ? "Batches" : "Records" },
	{ ${type} ${operation} === "claim" ? "No Batch Left" : "Nothing Due" }
].slice(0, ${operation} === "count" && $nodeVersion >= 3 ? 1 : 2) }}`;
