import { setImmediate } from 'node:timers/promises';

/** How long computing may keep everything else waiting, in milliseconds; half of what the event loop is promised. */
const longestHoldMs = 20;

/** What a long computation reports to and breathes by. */
export interface Pace {
	/** Gives way to whoever waits, when it has computed for long enough; throws what `signal` was aborted with. */
	breathe(): Promise<void>;
	/** Says how far it is, from 0 to 1. */
	report(step: string, share: number): void;
}

/** A pace that tells `onProgress` and stops when `signal` is aborted. */
export function paceOf(onProgress: (step: string, share: number) => void = () => {}, signal?: AbortSignal): Pace {
	let since = performance.now();
	return {
		async breathe() {
			if (performance.now() - since < longestHoldMs) return;
			await setImmediate();
			signal?.throwIfAborted();
			since = performance.now();
		},
		report: onProgress,
	};
}
