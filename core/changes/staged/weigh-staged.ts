import { acceptProposal } from '../../record/effective';
import { isBlank, isSameValue } from '../../record/field-value';
import { idOfRead } from '../../record/identity';
import type { OverwritePolicy, SalesforceRecord } from '../../record/record-item';
import type { StagedRow, ValueOrigin } from '../../record/staged-row';
import { loadMemory, type WriteMemory } from '../../record/write-memory';
import type { RowError } from '../../salesforce/row-result';
import { csvValue } from '../../salesforce/csv-lines';
import type { JournalRow } from '../../store/contract/journal';
import { isValueField, type Delivery } from './delivery';
import { conflictOn } from '../plan/plan-changes';

/** What Salesforce holds of staged rows, by their Ids or what stands for these. */
export type FoundRecords = ReadonlyMap<string, SalesforceRecord>;

/** Policies that would not touch a value that a person has written. */
const timidPolicies: ReadonlySet<string | undefined> = new Set(['fill_blank', 'tracked', undefined]);

/** A field that holds something else than what is staged for it. */
interface Suspect {
	readonly field: string;
	readonly value: unknown;
	readonly after: unknown;
}

/** What is taken out of one row. */
interface Dropped {
	readonly fields: Set<string>;
	readonly conflicts: RowError[];
}

/**
 * Compares, field by field, what the records hold now with what the decision was made on and with what we wrote last;
 * neither of them is a person's or another system's.
 */
export async function weighUpdates(delivery: Delivery, rows: readonly StagedRow[], found: FoundRecords): Promise<void> {
	const { store, run } = delivery.context;
	const suspects = suspectsOf(delivery, rows, found);
	const ids = [...suspects.keys()];
	if (ids.length === 0) return;
	const journal = new Map(
		(await store.loadJournal(run.runId, ids)).map((row) => [`${row.recordId} ${row.field}`, row]),
	);
	const memory = await loadMemory(store, run.orgId, ids);
	for (const row of rows) {
		const dropped: Dropped = { fields: new Set(), conflicts: [] };
		for (const suspect of suspects.get(row.recordId) ?? []) {
			const decided = journal.get(`${row.recordId} ${suspect.field}`);
			if (!decided || !isAsDecided(delivery, suspect, decided))
				drop(delivery, suspect, { recordId: row.recordId, origin: decided, memory }, dropped);
		}
		adjust(delivery, row, dropped);
	}
}

/** A record that was to be created and is there by now: nothing becomes of a creation, an upsert fills its blanks. */
export async function weighCreations(
	delivery: Delivery,
	rows: readonly StagedRow[],
	found: FoundRecords,
): Promise<void> {
	const suspects = suspectsOf(delivery, rows, found);
	const there = rows.filter(({ recordId }) => found.has(recordId) && !delivery.savedBefore.has(recordId));
	const idOf = (recordId: string) => idOfRead(found.get(recordId) ?? {});
	const memory = await loadMemory(
		delivery.context.store,
		delivery.context.run.orgId,
		there.map(({ recordId }) => idOf(recordId)),
	);
	for (const row of there) {
		const { keyField = '', isCreateOnly = false, createOnlyFields = [], sources = {} } = row.creation ?? {};
		if (isCreateOnly) {
			delivery.results.refuse(row.recordId, [alreadyThere(keyField)]);
			delivery.sentBefore.add(row.recordId);
			continue;
		}
		const dropped: Dropped = {
			fields: new Set(createOnlyFields),
			conflicts: createOnlyFields.length > 0 ? [leftAsItIs(createOnlyFields)] : [],
		};
		for (const suspect of suspects.get(row.recordId) ?? []) {
			if (suspect.field === keyField || dropped.fields.has(suspect.field)) continue;
			// What we wrote to it came later than what is staged, so there is nobody to be in conflict with.
			if (isOurs(delivery, suspect, idOf(row.recordId), memory)) dropped.fields.add(suspect.field);
			else drop(delivery, suspect, { recordId: row.recordId, origin: sources[suspect.field], memory }, dropped);
		}
		adjust(delivery, row, dropped);
	}
}

/** What became blank may be filled, and what is there already does no harm. */
function suspectsOf(
	{ description, ...delivery }: Delivery,
	rows: readonly StagedRow[],
	found: FoundRecords,
): Map<string, Suspect[]> {
	const suspects = new Map<string, Suspect[]>();
	for (const { recordId, values } of rows) {
		const now: SalesforceRecord = found.get(recordId) ?? {};
		const differing = Object.keys(values)
			.filter((field) => isValueField(delivery, field) && !isBlank(now[field]))
			.filter((field) => !isSameValue(now[field], values[field], description.fieldByName.get(field)?.type))
			.map((field) => ({ field, value: now[field], after: values[field] }));
		if (differing.length > 0) suspects.set(recordId, differing);
	}
	return suspects;
}

function isAsDecided(
	{ description, savedBefore }: Delivery,
	{ field, value }: Suspect,
	{ recordId, before }: JournalRow,
): boolean {
	const type = description.fieldByName.get(field)?.type;
	return isSameValue(value, before, type) || isSameValue(csvValue(value), savedBefore.get(recordId)?.[field], type);
}

function isOurs({ description }: Delivery, { field, value }: Suspect, recordId: string, memory: WriteMemory): boolean {
	const ours = memory.lastWritten(recordId, field);
	return ours !== undefined && isSameValue(value, ours.value, description.fieldByName.get(field)?.type);
}

/** Over a value of ours the policy decides again; a person's is left alone, and is a conflict where the policy would not have spared it. */
function drop(
	delivery: Delivery,
	suspect: Suspect,
	{
		recordId,
		origin,
		memory,
	}: { readonly recordId: string; readonly origin: ValueOrigin | undefined; readonly memory: WriteMemory },
	dropped: Dropped,
): void {
	const { field, value } = suspect;
	if (isOurs(delivery, suspect, recordId, memory)) {
		if (!isAccepted(delivery, suspect, recordId, origin, memory)) dropped.fields.add(field);
		return;
	}
	dropped.fields.add(field);
	if (!timidPolicies.has(origin?.policy)) dropped.conflicts.push(conflictOn({ name: field }, value));
}

function isAccepted(
	{ description }: Delivery,
	{ field, value, after }: Suspect,
	recordId: string,
	origin: ValueOrigin | undefined,
	memory: WriteMemory,
): boolean {
	const { policy, confidence = 0, observedAt = '', provider = '' } = origin ?? {};
	if (policy === undefined) return false;
	const known = {
		fieldType: description.fieldByName.get(field)?.type,
		lastWritten: memory.lastWritten(recordId, field),
	};
	return acceptProposal(
		value,
		{ value: after, provider, confidence, observedAt, policy: policy as OverwritePolicy },
		known,
	);
}

function adjust(delivery: Delivery, { recordId, values, creation }: StagedRow, { fields, conflicts }: Dropped): void {
	if (fields.size === 0) return;
	// The key of a row to be created is no value that is decided about.
	const planned = Object.keys(values).filter((field) => isValueField(delivery, field) && field !== creation?.keyField);
	delivery.adjustments.set(recordId, { fields, conflicts, isEmpty: planned.every((field) => fields.has(field)) });
}

function alreadyThere(keyField: string): RowError {
	const message =
		'Somebody has created a record with this key since the change was kept for the end of the run, so none was created';
	return { code: 'DUPLICATE_VALUE', message, fields: [keyField], retryable: false };
}

function leftAsItIs(fields: readonly string[]): RowError {
	const message = `${fields.join(', ')}: only to be set on a new record, and somebody has created one with this key meanwhile, so it is left as it is`;
	return { code: 'CONFLICT', message, fields, retryable: false };
}
