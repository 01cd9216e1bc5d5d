import type { FetchTally } from '../../core/stages/fetch/fetch-tally';

/** What a person should know about a fetch, in sentences; empty when it went as always. */
export function fetchNotes(tally: FetchTally, hasRun: boolean): string[] {
	return [
		...firstWindowNote(tally, hasRun),
		...(tally.heldBackAt ? [heldBackNote(tally.heldBackAt)] : []),
		...(tally.hasMore ? [beyondLimitNote(tally)] : []),
		...(tally.unchanged > 0 ? [`${records(tally.unchanged)} left out because nothing that matters has changed.`] : []),
		...(tally.triedBefore > 0 ? [`${records(tally.triedBefore)} left out because an earlier attempt, which could not be stamped, is remembered.`] : []),
		...(tally.claimedElsewhere > 0 ? [`${records(tally.claimedElsewhere)} left to another run that works on them; they are taken up later.`] : []),
	];
}

function firstWindowNote({ isFirstWindow, window }: FetchTally, hasRun: boolean): string[] {
	if (!hasRun || !isFirstWindow || !window) return [];
	const from = window.from ? `from ${window.from.toISOString()}` : 'from the beginning';
	return [`The first run of this pipeline: it reads changes ${from} to ${window.until.toISOString()}. Later runs go on from there.`];
}

function heldBackNote(heldBackAt: Date): string {
	return `Salesforce vouches for its changes only up to ${heldBackAt.toISOString()}: a long transaction is open there, and newer changes wait for it. Switch Use Latest Date Covered off to read on regardless.`;
}

function beyondLimitNote({ beyondLimit }: FetchTally): string {
	if (beyondLimit === undefined) return 'There are more records than the limit allows; the next run goes on where this one stopped.';
	return `${beyondLimit.toLocaleString('en-US')} more ${beyondLimit === 1 ? 'record is' : 'records are'} selected than the limit allows.`;
}

function records(count: number): string {
	return count === 1 ? '1 record was' : `${count.toLocaleString('en-US')} records were`;
}
