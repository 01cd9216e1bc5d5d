import type { Run } from '../store/contract/runs';
import { counted, type Verdict } from './verdict';

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

/** The reason for a run that was started to write, and in which so many records were only tried. */
export function dryWriteReason(records: number): string {
	const tried = `${counted(records, 'record')} ${records === 1 ? 'was' : 'were'} only tried, because Dry Run is on in Bulk Write and off in Start`;
	return `${tried}; the next run reads the same changes again. For a dry run of the whole, switch on Dry Run in Start; to write, switch it off in Bulk Write`;
}
