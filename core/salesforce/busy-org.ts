import { setTimeout as pause } from 'node:timers/promises';
import { EnrichmentError } from '../errors';
import type { CallSettings } from '../http/call-settings';

/**
 * Pauses while an org has as many long calls under way as it allows (25; 5 in Developer and trial orgs). Calls of others
 * end within minutes, so after these the org has another trouble.
 */
const busyPausesMs: readonly number[] = [20_000, 30_000, 45_000, 60_000, 60_000, 60_000];

/** Salesforce uses the code of the daily limit for it: only the text tells them apart (REST API guide, "API Request Limits"). */
export function isAboutConcurrency(message: string): boolean {
	return /concurrent/i.test(message);
}

/** Whether the call was refused because too many were under way; it was not looked at, so even a write may be sent again. */
export function isBusyOrg(error: unknown): boolean {
	return error instanceof EnrichmentError && error.details.isConcurrency === true;
}

/**
 * Sends again, after tens of seconds, what an org refused because it was busy with others; `attempt` is told whether it
 * repeats. Throws what the last attempt threw. A canceled wait ends at once: the attempt that follows says so.
 */
export async function whileBusy<T>(
	settings: Pick<CallSettings, 'wait' | 'random'>,
	signal: AbortSignal | undefined,
	attempt: (isRepeat: boolean) => Promise<T>,
): Promise<T> {
	for (let count = 0; ; count += 1) {
		try {
			return await attempt(count > 0);
		} catch (error) {
			if (!isBusyOrg(error) || count >= busyPausesMs.length) throw error;
			await waitFor(jittered(busyPausesMs[count], settings), settings, signal);
		}
	}
}

/** Between a half and one and a half, so that those who were refused together do not come back together. */
function jittered(ms: number, { random = Math.random }: Pick<CallSettings, 'random'>): number {
	return Math.round(ms * (0.5 + random()));
}

async function waitFor(
	ms: number,
	{ wait }: Pick<CallSettings, 'wait'>,
	signal: AbortSignal | undefined,
): Promise<void> {
	if (wait) await wait(ms);
	else await pause(ms, undefined, { signal }).catch(() => undefined);
}
