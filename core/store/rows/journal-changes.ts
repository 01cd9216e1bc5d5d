import { isEqual } from 'lodash';
import type { JournalRow } from '../contract/journal';

type Circumstances = Omit<JournalRow, 'recordId' | 'sObject' | 'field' | 'before' | 'after'>;

/** The changes of one record in one run as they are kept: what they have in common is said once. */
interface KeptChanges {
	readonly shared?: Circumstances;
	readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown, circumstances?: Circumstances]>>;
}

/** The changes of one record in one run, as text. */
export function formatChanges(changes: readonly JournalRow[]): string {
	const shared = circumstancesOf(changes[0]);
	const fields = changes.map((change) => {
		const values = [change.before ?? null, change.after ?? null];
		return [change.field, isAlike(change, changes[0]) ? values : [...values, circumstancesOf(change)]] as const;
	});
	return JSON.stringify({ shared, fields: Object.fromEntries(fields) });
}

/** The changes of one record in one run from their text. */
export function parseChanges(recordId: string, sObject: string, text: string): JournalRow[] {
	const { shared, fields } = JSON.parse(text) as KeptChanges;
	return Object.entries(fields).map(([field, [before, after, own = shared]]) => {
		return { recordId, sObject, field, before, after, ...own, ...kindOf(field, own) } as JournalRow;
	});
}

/**
 * The text once the intended changes of these fields are written, at `at`; `undefined` when there is none. By field, because
 * the run may have journaled others of the record.
 */
export function confirmChanges(text: string, isWritten: (field: string) => boolean, at: string): string | undefined {
	const { shared, fields } = JSON.parse(text) as KeptChanges;
	const names = Object.keys(fields);
	const isConfirmed = (name: string) => (fields[name][2] ?? shared)?.status === 'intended' && isWritten(name);
	const confirmed = names.filter(isConfirmed);
	if (confirmed.length === 0) return undefined;
	const asWritten = (own: Circumstances | undefined) => own && { ...own, status: 'written' as const, at };
	if (confirmed.length === names.length && names.every((name) => fields[name][2] === undefined))
		return JSON.stringify({ shared: asWritten(shared), fields });
	const changed = names.map((name) => {
		const [before, after, own = shared] = fields[name];
		return [name, [before, after, isConfirmed(name) ? asWritten(own) : own]] as const;
	});
	return JSON.stringify({ shared, fields: Object.fromEntries(changed) });
}

/** Rows of before there were kinds say that a record was created by being about its Id, which nothing else can change. */
function kindOf(field: string, own: Circumstances | undefined): Pick<JournalRow, 'kind'> {
	return field === 'Id' && own?.kind === undefined ? { kind: 'created' } : {};
}

/**
 * What becomes of a record's changes when more are journaled, and the written values whose place something takes that
 * is not written. A change that starts from our own earlier value keeps the older `before`: when somebody changed the
 * field in between, theirs is the value to go back to.
 */
export function mergeChanges(
	known: readonly JournalRow[],
	given: readonly JournalRow[],
): { readonly changes: JournalRow[]; readonly displaced: JournalRow[] } {
	const changeByField = new Map(known.map((change) => [change.field, change]));
	const displaced: JournalRow[] = [];
	for (const change of given) {
		const earlier = changeByField.get(change.field);
		if (earlier?.status === 'written' && change.status !== 'written') displaced.push(earlier);
		const goesOn = earlier && isEqual(change.before ?? null, earlier.after ?? null);
		changeByField.set(change.field, goesOn ? { ...change, before: earlier.before } : change);
	}
	return { changes: [...changeByField.values()], displaced };
}

const circumstances = [
	'kind',
	'provider',
	'source',
	'confidence',
	'policy',
	'observedAt',
	'status',
	'at',
] as const satisfies ReadonlyArray<keyof Circumstances>;

function circumstancesOf({
	kind,
	provider,
	source,
	confidence,
	policy,
	observedAt,
	status,
	at,
}: JournalRow): Circumstances {
	return { kind, provider, source, confidence, policy, observedAt, status, at };
}

function isAlike(one: JournalRow, other: JournalRow): boolean {
	return circumstances.every((name) => one[name] === other[name]);
}
