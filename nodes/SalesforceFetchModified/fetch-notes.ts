import { toId18 } from '../../core/record/identity';
import type { FetchTally } from '../../core/stages/fetch/fetch-tally';

/** So many records are named in a note, and no more. */
const maxNamed = 5;

/** What a person should know about a fetch, in sentences; empty when it went as always. */
export function fetchNotes(tally: FetchTally, hasRun: boolean): string[] {
	return [
		...windowNote(tally, hasRun),
		...(tally.heldBackAt ? [heldBackNote(tally.heldBackAt)] : []),
		...(tally.hasMore ? [beyondLimitNote(tally, hasRun)] : []),
		...(tally.unchanged > 0 ? [`${records(tally.unchanged)} left out because nothing that matters has changed.`] : []),
		...(tally.triedBefore > 0 ? [`${records(tally.triedBefore)} left out because an earlier attempt, which could not be stamped, is remembered.`] : []),
		...(tally.claimedElsewhere > 0 ? [`${records(tally.claimedElsewhere)} left to another run that works on them; they are taken up later.`] : []),
	];
}

/** Which of the listed records were not there; empty when all were. `given` are the Ids that came out. */
export function notFoundNotes(tally: FetchTally, listed: readonly string[], given: ReadonlySet<string>): string[] {
	if (tally.vanished === 0) return [];
	const ids = new Set(listed.map(toId18));
	const missing = [...ids].filter((id) => !given.has(id));
	// Others that are missing may have been left out for another reason.
	const names = missing.length === tally.vanished ? `: ${missing.slice(0, maxNamed).join(', ')}${missing.length > maxNamed ? ' …' : ''}` : '';
	return [`${tally.vanished.toLocaleString('en-US')} of ${ids.size.toLocaleString('en-US')} not found (deleted, merged, converted, or hidden from this user)${names}.`];
}

function windowNote({ isFirstWindow, window }: FetchTally, hasRun: boolean): string[] {
	if (!window || (hasRun && !isFirstWindow)) return [];
	const from = window.from ? `from ${window.from.toISOString()}` : 'from the beginning';
	const changes = `changes ${from} to ${window.until.toISOString()}`;
	return hasRun
		? [`The first run of this pipeline: it reads ${changes}. Later runs go on from there.`]
		: [`Read without a run: ${changes}. Nothing is remembered, so the next execution looks back as far again; begin with Run: Start to go on from here.`];
}

function heldBackNote(heldBackAt: Date): string {
	return `Salesforce vouches for its changes only up to ${heldBackAt.toISOString()}: a long transaction is open there, and newer changes wait for it. Switch Use Latest Date Covered off to read on regardless.`;
}

function beyondLimitNote({ beyondLimit }: FetchTally, hasRun: boolean): string {
	if (beyondLimit === undefined && !hasRun) return 'There are more records than the limit allows; without a run nobody remembers where this one stopped, so raise the limit or narrow the filter.';
	if (beyondLimit === undefined) return 'There are more records than the limit allows; the next run goes on where this one stopped.';
	return `${beyondLimit.toLocaleString('en-US')} more ${beyondLimit === 1 ? 'record is' : 'records are'} selected than the limit allows.`;
}

function records(count: number): string {
	return count === 1 ? '1 record was' : `${count.toLocaleString('en-US')} records were`;
}
