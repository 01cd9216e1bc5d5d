/** How long to wait for Salesforce and how often to ask again. */
export interface CallSettings {
	/** From sending a request to the last byte of its reply. */
	readonly timeoutMs: number;
	/** Pauses before the repeats of a call that is safe to repeat; as many repeats as pauses. */
	readonly retryPausesMs: readonly number[];
	/** Shortens each of these pauses by up to a half, so that many clients don't come back at once; 0 to 1, `undefined` keeps them whole. */
	readonly random?: () => number;
	/** Lets time pass between polls of a job; `undefined` waits for real. */
	readonly wait?: (ms: number) => Promise<void>;
}

/** The pause before a repeat, shortened by up to a half where the settings have a random source. */
export function spreadPause(ms: number, { random }: Pick<CallSettings, 'random'>): number {
	return random ? ms * (1 - random() / 2) : ms;
}

/** Just under the five minutes after which fetch gives up by itself with a less telling error. */
export const defaultCallSettings: CallSettings = { timeoutMs: 290_000, retryPausesMs: [500, 2_000] };
