import type { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { Selection, SelectionRequest } from '../../core/stages/fetch/selection';

/** So many records or fields are named in a note, and no more. */
const maxNamed = 5;

/** What a person should know about a fetch: one sentence with its numbers, and what is special about it in further ones. */
export function fetchNotes(
	tally: FetchTally,
	{ selection, sObject }: Pick<SelectionRequest, 'selection' | 'sObject'>,
	hasRun: boolean,
): string[] {
	// Which of the listed ones are gone is said with their names.
	const counted = selection.kind === 'ids' ? { ...tally, vanished: 0, converted: 0 } : tally;
	const about = windowNote(tally, hasRun);
	return [
		`${gotten(tally, selection, sObject, about.length === 0)}${leftOut(counted)}.`,
		...about,
		...(tally.older ? [olderNote(tally.older)] : []),
		...(tally.heldBackAt ? [heldBackNote(tally.heldBackAt)] : []),
		...(tally.hasMore ? [beyondLimitNote(tally, hasRun)] : []),
		...unreadNote(tally.unread),
	];
}

/** Which of the listed records were not there; empty when all were. `given` are the Ids that came out. */
export function notFoundNotes(tally: FetchTally, listed: readonly string[], given: ReadonlySet<string>): string[] {
	if (tally.vanished === 0) return [];
	const ids = new Set(listed);
	const missing = [...ids].filter((id) => !given.has(id));
	// Others that are missing may have been left out for another reason.
	const names = missing.length === tally.vanished ? `: ${named(missing)}` : '';
	return [
		`${number(tally.vanished)} of ${number(ids.size)} not found (deleted, merged, converted, or hidden from this user)${names}.`,
	];
}

/** `1,867 records of Lead`, with a one in the singular. */
export function recordsOf(sObject: string, count: number): string {
	return `${number(count)} ${count === 1 ? 'record' : 'records'} of ${sObject}`;
}

/** What a selection asks for, to be read behind the number of records. */
export function selectedWords(selection: Selection): string {
	switch (selection.kind) {
		case 'recent':
			return `modified since ${selection.since.toISOString()}`;
		case 'never_enriched':
			return 'never enriched';
		case 'due_for_refresh':
			return 'due for a refresh';
		case 'filter':
			return 'that the filter lets through';
		case 'ids':
			return 'listed by ID';
		case 'received':
			return 'that Salesforce has told of';
		case 'modified':
			return 'modified since the last run';
	}
}

/** With thousands separators. */
export function number(count: number): string {
	return count.toLocaleString('en-US');
}

/** The window is named here where no further sentence does. */
function gotten(
	{ given, carriedOver, window }: FetchTally,
	selection: Selection,
	sObject: string,
	isWindowNamed: boolean,
): string {
	const edges =
		window && isWindowNamed
			? ` (${window.from ? `from ${window.from.toISOString()} ` : ''}to ${window.until.toISOString()})`
			: '';
	const which = window && !isWindowNamed ? 'modified' : selectedWords(selection);
	const again = carriedOver > 0 ? `, ${number(carriedOver)} of them to be tried again` : '';
	return `${given === 0 ? `No records of ${sObject}` : recordsOf(sObject, given)} ${which}${edges}${again}`;
}

/** How many records were left out, by reason, to be read behind the number of those given; empty when none was. */
export function leftOut({
	unchanged,
	triedBefore,
	claimedElsewhere,
	vanished,
	converted,
	notTheirs,
	overDaily,
	personAccounts,
}: FetchTally): string {
	const reasons: Array<readonly [number, string]> = [
		[unchanged, 'unchanged since the last look-up'],
		[triedBefore, 'tried before, which could not be noted on them'],
		[claimedElsewhere, 'in use by another run, to be taken up later'],
		[notTheirs, 'not to be edited by the user who asked'],
		[overDaily, 'more than the user may ask for on a day'],
		[converted, 'converted'],
		[personAccounts, 'person accounts'],
		[vanished - converted, 'deleted, merged or hidden from this user'],
	];
	const said = reasons.filter(([count]) => count > 0).map(([count, why]) => `${number(count)} ${why}`);
	return said.length > 0 ? `; left out: ${said.join(', ')}` : '';
}

function windowNote({ isFirstWindow, window }: FetchTally, hasRun: boolean): string[] {
	if (!window || (hasRun && !isFirstWindow)) return [];
	const from = window.from ? `from ${window.from.toISOString()}` : 'from the beginning';
	const changes = `changes ${from} to ${window.until.toISOString()}`;
	return hasRun
		? [`The first run of this pipeline: it reads ${changes}. Later runs go on from there.`]
		: [
				`Read without a run: ${changes}. Nothing is remembered, so the next execution looks back as far again; begin with Run: Start to go on from here.`,
			];
}

function olderNote(older: number): string {
	const records = older === 1 ? '1 older record was' : `${number(older)} older records were`;
	return `${records} left out by the first run, which looks back only so far; take them with the selection Never Enriched, or set First Run Looks Back (Hours) to 0 before a pipeline's first run.`;
}

function heldBackNote(heldBackAt: Date): string {
	return `Salesforce vouches for its changes only up to ${heldBackAt.toISOString()}: a long transaction is open there, and newer changes wait for it. Switch Use Latest Date Covered off to read on regardless.`;
}

function beyondLimitNote({ beyondLimit: count }: FetchTally, hasRun: boolean): string {
	if (count === undefined && !hasRun)
		return 'There are more records than the limit allows; without a run nobody remembers where this one stopped, so raise the limit or narrow the filter.';
	if (count === undefined)
		return 'There are more records than the limit allows; the next run goes on where this one stopped.';
	return `${number(count)} more ${count === 1 ? 'record is' : 'records are'} selected than the limit allows.`;
}

/** Which usual fields could not be read; empty when all were. */
export function unreadNote(unread: readonly string[]): string[] {
	if (unread.length === 0) return [];
	return [`Not read, because the object has no such field or this user may not see it: ${named(unread)}.`];
}

function named(names: readonly string[]): string {
	return `${names.slice(0, maxNamed).join(', ')}${names.length > maxNamed ? ` and ${number(names.length - maxNamed)} more` : ''}`;
}
