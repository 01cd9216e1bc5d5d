import type { BatchCounts } from '../../core/record/batch';
import type { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { leftOut, number, recordsOf, unreadNote } from './fetch-notes';

/** What a person should know about the batch that was given, or why none was; `batchId` counts from 0. */
export function batchNotes(
	tally: FetchTally,
	sObject: string,
	batchId: number | undefined,
	{ open, claimed, finished }: BatchCounts,
): string[] {
	const total = open + claimed + finished;
	if (batchId === undefined)
		return [
			claimed > 0
				? `No batch is left to take: ${counted(claimed)} still in work, ${number(finished)} of ${number(total)} done.`
				: `No batch is left: ${number(finished)} of ${number(total)} done.`,
		];
	return [
		`Batch ${number(batchId + 1)} of ${number(total)}: ${recordsOf(sObject, tally.given)}${leftOut(tally)}; ${open === 0 ? 'it is the last one' : `${counted(open)} to come`}.`,
		...unreadNote(tally.unread),
	];
}

function counted(batches: number): string {
	return `${number(batches)} ${batches === 1 ? 'batch' : 'batches'}`;
}
