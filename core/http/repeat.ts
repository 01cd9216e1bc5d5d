import { setTimeout as pause } from 'node:timers/promises';
import { spreadPause, type CallSettings } from './call-settings';

/**
 * Makes the attempt again after each of the settings' pauses, as long as its error is worth it; throws what the last attempt
 * threw. A pause ends at once when the signal fires: the attempt that follows says so.
 */
export async function repeated<T>(
	settings: CallSettings,
	signal: AbortSignal | undefined,
	isWorthRepeating: (error: unknown) => boolean,
	attempt: (isRepeat: boolean) => Promise<T>,
): Promise<T> {
	for (let count = 0; ; count += 1) {
		try {
			return await attempt(count > 0);
		} catch (error) {
			if (count >= settings.retryPausesMs.length || !isWorthRepeating(error)) throw error;
			await pause(spreadPause(settings.retryPausesMs[count], settings), undefined, { signal }).catch(() => undefined);
		}
	}
}
