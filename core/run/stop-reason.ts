import type { Run } from '../store/store';
import type { Verdict } from './verdict';

/** How the reason of a run begins that may go on later; any other reason ends its run. */
const pauseWord = 'Paused: ';

/** The reason for `stopRun` when the run is to go on with its next start. */
export function pauseReason(why: string): string {
	return `${pauseWord}${why}`;
}

/** What a run that was told to stop ends as; `undefined` when nobody told it so. */
export function stopVerdict({ reason }: Pick<Run, 'reason'>): (Verdict & { readonly status: 'Paused' | 'Stopped' }) | undefined {
	if (reason === undefined) return undefined;
	if (reason.startsWith(pauseWord)) return { status: 'Paused', reason: reason.slice(pauseWord.length) };
	return { status: 'Stopped', reason };
}
