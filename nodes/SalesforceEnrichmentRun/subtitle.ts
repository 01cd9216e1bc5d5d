/** What the node does, below its name on the canvas; an operation that somebody gives by an expression is shown as it is. */
const wordsByOperation: Readonly<Record<string, string>> = {
	checkOrg: 'Check an org',
	createFields: 'Create fields',
	deliverAndFinish: 'Write what was kept, and finish a run',
	explain: 'Explain a record',
	exportRules: 'Get the rules of a workflow',
	finish: 'Finish a run',
	finishBatch: 'Finish a batch',
	get: 'Get runs',
	getRules: 'Get the kept rules',
	promoteRules: 'Promote rules',
	resolveCredits: 'Resolve unclear credits',
	start: 'Start a run',
	undo: 'Undo a run',
};

/** The expression of the node's subtitle: the operation in words, with the name of what Start starts. */
export const subtitle = `={{ ((${JSON.stringify(wordsByOperation)})[$parameter["operation"]] ?? $parameter["operation"]) + ($parameter["operation"] === "start" && $parameter["pipeline"] ? ": " + $parameter["pipeline"] + ($parameter["dryRun"] ? " (dry run)" : "") : "") }}`;
