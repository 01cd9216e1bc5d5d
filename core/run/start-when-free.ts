import { setTimeout as passTime } from 'node:timers/promises';
import { type StartRequest, type StartResult, startRun } from './start-run';

/** How a start waits. */
export interface WaitPolicy {
	/** At most so long, by the clock. */
	readonly waitMs: number;
	readonly clock: () => Date;
	/** Lets some time pass; unless given, a tenth of a second. */
	readonly pause?: (signal: AbortSignal | undefined) => Promise<void>;
	readonly signal?: AbortSignal;
}

/** As `startRun`, but where another execution is at work it is waited for: what that one has not come to is begun at once when it ends. */
export async function startWhenFree(
	store: Parameters<typeof startRun>[0],
	request: StartRequest,
	newRunId: () => string,
	{ waitMs, clock, pause = aMoment, signal }: WaitPolicy,
): Promise<StartResult> {
	const until = clock().getTime() + waitMs;
	for (;;) {
		const result = await startRun(store, request, clock(), newRunId);
		if (result.status !== 'held' || clock().getTime() >= until) return result;
		await pause(signal);
	}
}

async function aMoment(signal: AbortSignal | undefined): Promise<void> {
	await passTime(100, undefined, { signal });
}
