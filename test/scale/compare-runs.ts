import { difference, type BatchMessage, problemsOfOneSummary } from '../../demo/editor/batch-messages';
import { differences } from '../../demo/scale/scale-org';
import type { Remains } from './scale-scene';

const timesAndRuns = /last_activity|last_enriched|log_id|message/i;

/** What is wrong with a run of itself: one summary, nobody paid for twice, nothing left over. */
export function problemsOf(
	{ ledger }: Remains,
	messages: readonly BatchMessage[],
	charged: ReadonlyMap<string, number>,
	leads: number,
): string[] {
	const twice = [...charged.values()].filter((times) => times > 1).length;
	return [
		...problemsOfOneSummary(messages, 'Success', { read: leads, written: messages.find(isSummary)?.written ?? 0 }),
		...difference('runs', ledger.runs.length, 1),
		...difference('unfinished run', ledger.unfinished?.runId, undefined),
		...difference('companies paid for twice', twice, 0),
		...difference('records without a settlement', ledger.work.filter(({ settlement }) => !settlement).length, 0),
		...difference('records to be tried again', ledger.carriedOver.length, 0),
		...difference('the lease is free', ledger.isLeaseFree, true),
	];
}

/** In what a run differs from the one that nobody disturbed; each in words. */
export function problemsBeside(
	calm: Remains,
	disturbed: Remains,
	charged: { readonly calm: number; readonly disturbed: number },
): string[] {
	return [
		...difference('fields that differ', JSON.stringify(differences(calm.leads, disturbed.leads)), '{}'),
		...difference('credits paid', charged.disturbed, charged.calm),
		...difference('rows that the org saved', disturbed.savedRows, calm.savedRows),
		...difference('journal rows', disturbed.ledger.journal.length, calm.ledger.journal.length),
		...difference('journal rows that differ', journalDifferences(calm, disturbed), 0),
		...difference('outcomes', outcomes(disturbed), outcomes(calm)),
	];
}

/** Which records ended how, counted. */
export function outcomes({ ledger }: Remains): string {
	const counts: Record<string, number> = {};
	for (const { settlement } of ledger.work) {
		const outcome = settlement?.outcome ?? 'none';
		counts[outcome] = (counts[outcome] ?? 0) + 1;
	}
	return Object.entries(counts)
		.sort()
		.map(([outcome, count]) => `${outcome} ${count}`)
		.join(', ');
}

function journalDifferences(calm: Remains, disturbed: Remains): number {
	const expected = journalOf(calm);
	let differing = 0;
	for (const [key, value] of journalOf(disturbed)) if (expected.get(key) !== value) differing += 1;
	return differing;
}

/** By record and field, what was there and what came of it; of stamps of time only that they were set. */
function journalOf({ leads, ledger }: Remains): Map<string, string> {
	const names = new Map(leads.map(({ Id, LastName }) => [Id, LastName]));
	return new Map(
		ledger.journal.map(({ recordId, field, before, after, status, provider }) => [
			`${String(names.get(recordId))} ${field}`,
			JSON.stringify(timesAndRuns.test(field) ? [status] : [before, after, status, provider]),
		]),
	);
}

function isSummary({ status }: BatchMessage): boolean {
	return status !== 'Running';
}
