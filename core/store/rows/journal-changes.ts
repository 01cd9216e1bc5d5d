import { isEqual } from 'lodash';
import type { JournalRow } from '../contract/journal';

/** All that is said of a change but which it is. */
export type Circumstances = Omit<JournalRow, 'recordId' | 'sObject' | 'field' | 'before' | 'after'>;

/** The changes of one record by field; what has no circumstances of its own has the shared ones. */
export type FieldsOfRecord = Readonly<
	Record<string, readonly [before: unknown, after: unknown, circumstances?: Circumstances]>
>;

/** The changes of one record in one run as they are kept: what they have in common is said once. */
interface KeptChanges {
	readonly shared?: Circumstances;
	readonly fields: FieldsOfRecord;
}

/** The changes of one record in one run, as text. */
export function formatChanges(changes: readonly JournalRow[]): string {
	return JSON.stringify({ shared: circumstancesOf(changes[0]), fields: fieldsOf(changes, changes[0]) });
}

/** The changes of one record by field, with the circumstances of those that are not like this one. */
export function fieldsOf(changes: readonly JournalRow[], like: JournalRow): FieldsOfRecord {
	const fields: Record<string, FieldsOfRecord[string]> = {};
	for (const change of changes) {
		const [before, after] = [change.before ?? null, change.after ?? null];
		fields[change.field] = isAlike(change, like) ? [before, after] : [before, after, circumstancesOf(change)];
	}
	return fields;
}

/** The changes of one record in one run from their text. */
export function parseChanges(recordId: string, sObject: string, text: string): JournalRow[] {
	const { shared, fields } = JSON.parse(text) as KeptChanges;
	return toChanges(recordId, sObject, fields, shared);
}

/** The changes of one record from what is kept by field; what has circumstances of its own was written at `writtenAt`, where that is given. */
export function toChanges(
	recordId: string,
	sObject: string,
	fields: FieldsOfRecord,
	shared: Circumstances | undefined,
	writtenAt?: string,
): JournalRow[] {
	const changes: JournalRow[] = [];
	for (const field in fields) {
		const [before, after, special] = fields[field];
		const own = special && writtenAt !== undefined ? asWritten(special, writtenAt) : (special ?? shared);
		const change = { recordId, sObject, field, before, after, ...own } as JournalRow;
		changes.push(field === 'Id' ? { ...change, ...kindOf(field, own) } : change);
	}
	return changes;
}

/** What was intended, once it is written at this moment. */
export function asWritten<T extends Circumstances>(change: T, at: string): T {
	return { ...change, status: 'written', at };
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
	const written = (own: Circumstances | undefined) => own && asWritten(own, at);
	if (confirmed.length === names.length && names.every((name) => fields[name][2] === undefined))
		return JSON.stringify({ shared: written(shared), fields });
	const changed = names.map((name) => {
		const [before, after, own = shared] = fields[name];
		return [name, [before, after, isConfirmed(name) ? written(own) : own]] as const;
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
		const sentBefore = earlier && sentBeforeThat(earlier, change);
		const kept = { ...change, sentBefore: sentBefore?.length ? sentBefore : undefined };
		changeByField.set(change.field, goesOn ? { ...kept, before: earlier.before } : kept);
	}
	return { changes: [...changeByField.values()], displaced };
}

/** The moments at which the field was sent before this change; one that has several rows, because of its reply, is one. */
function sentBeforeThat(earlier: JournalRow, { at }: JournalRow): readonly string[] {
	const moments = isSent(earlier) ? [earlier.at, ...(earlier.sentBefore ?? [])] : (earlier.sentBefore ?? []);
	return moments.filter((moment) => moment !== at).slice(0, mostMoments);
}

/** Whether Salesforce has the change, or may have it. */
function isSent({ status }: JournalRow): boolean {
	return status === 'written' || status === 'intended' || status === 'unknown';
}

/** All moments at which the change of a journal row, and those that it took the place of, were sent. */
export function momentsSent(change: JournalRow): readonly string[] {
	return [...(isSent(change) ? [change.at] : []), ...(change.sentBefore ?? [])];
}

/** More than any limit on writes looks at. */
const mostMoments = 20;

const circumstances = [
	'kind',
	'provider',
	'source',
	'confidence',
	'policy',
	'observedAt',
	'status',
	'at',
	'sentBefore',
] as const satisfies ReadonlyArray<keyof Circumstances>;

/** A change without what it is. */
export function circumstancesOf({
	kind,
	provider,
	source,
	confidence,
	policy,
	observedAt,
	status,
	at,
	sentBefore,
}: JournalRow): Circumstances {
	return { kind, provider, source, confidence, policy, observedAt, status, at, sentBefore };
}

function isAlike(one: JournalRow, other: JournalRow): boolean {
	return circumstances.every((name) => one[name] === other[name]);
}
