/**
 * The closed vocabulary of what became of a record; stamped on it as its outcome code.
 * Enrich sets the first group, Bulk Write the second, Finish and Fetch the third; Bulk Write too carries over what it held back.
 */
export const outcomes = [
	'matched',
	'no_match',
	'low_confidence',
	'skipped_unchanged',
	'invalid_input',
	'provider_failed',

	'written',
	'staged',
	'stamped',
	'unchanged',
	'would_write',
	'rejected',
	'failed',
	'conflict',
	'deleted',
	'converted',
	'unknown_created',
	'partly_written',

	'carried_over',
	'claimed_elsewhere',
	'dropped_by_workflow',
] as const;

export type Outcome = (typeof outcomes)[number];
