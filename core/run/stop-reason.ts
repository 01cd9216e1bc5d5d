import type { Run, RunStop } from '../store/contract/runs';
import { counted, type Verdict } from './verdict';

/** What a run that was told to stop ends as; `undefined` when nobody told it so. */
export function stopVerdict({
	stop,
}: {
	readonly stop?: RunStop;
}): (Verdict & { readonly status: 'Paused' | 'Stopped' }) | undefined {
	return stop && { status: stop.kind === 'pause' ? 'Paused' : 'Stopped', reason: stop.why };
}

/** Why the run does not go on, or did not end well; `undefined` where nothing is wrong. */
export function reasonOf({ stop, reason }: Pick<Run, 'stop' | 'reason'>): string | undefined {
	return stop?.why ?? reason;
}

/** The reason for a run that was started to write, and in which so many records were only tried. */
export function dryWriteReason(records: number): string {
	const tried = `${counted(records, 'record')} ${records === 1 ? 'was' : 'were'} only tried, because Dry Run is on in Bulk Write and off in Start`;
	return `${tried}; the next run reads the same changes again. For a dry run of the whole, switch on Dry Run in Start; to write, switch it off in Bulk Write`;
}
