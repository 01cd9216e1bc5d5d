/** What the template sends: a summary, or (`Running`) that a run is not at its end yet. */
export interface BatchMessage {
	readonly runId: string | null;
	readonly status: string;
	readonly text: string;
	readonly reason?: string;
	/** Of a summary. */
	readonly read?: number;
	readonly written?: number;
}

/** Of the records of a run. */
export interface BatchMessageCounts {
	readonly read: number;
	readonly written: number;
}

/** What is wrong when the messages are to hold one summary, this one; messages that a run goes on are none. */
export function problemsOfOneSummary(
	messages: readonly BatchMessage[],
	status: string,
	counts: BatchMessageCounts,
): string[] {
	const summaries = messages.filter((message) => message.status !== 'Running');
	const [summary] = summaries;
	return [
		...difference('summaries', summaries.length, 1),
		...difference('status', summary?.status, status),
		...difference('records read', summary?.read, counts.read),
		...difference('records written', summary?.written, counts.written),
		...(summary?.runId ? [] : ['the summary names no run']),
	];
}

/** Says in words that a value is not the expected one; empty when it is. */
export function difference(what: string, actual: unknown, expected: unknown): string[] {
	return actual === expected ? [] : [`${what}: ${String(actual)} instead of ${String(expected)}`];
}
