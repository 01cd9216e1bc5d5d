import { isSameValue } from '../../record/field-value';
import type { LastWritten, Store } from '../../store/store';

/** What earlier runs did to the records of one batch. */
export interface WriteMemory {
	/** What we wrote last to the field; `undefined` when nothing, or it was undone. */
	lastWritten(recordId: string, field: string): LastWritten | undefined;
	/** Whether this value was undone on this field, compared in normal form; another value of the same provider was not. */
	isUndone(recordId: string, field: string, value: unknown, fieldType: string): boolean;
}

/** Remembers nothing: for a write outside of a run. */
export const noMemory: WriteMemory = { lastWritten: () => undefined, isUndone: () => false };

/** Reads what the store knows of these records. */
export async function loadMemory(
	store: Pick<Store, 'loadLastWritten' | 'loadTombstones'>,
	orgId: string,
	recordIds: readonly string[],
): Promise<WriteMemory> {
	const written = new Map<string, LastWritten>();
	for (const row of await store.loadLastWritten(orgId, recordIds)) written.set(keyOf(row.recordId, row.field), row);
	const undone = new Map<string, unknown[]>();
	for (const { recordId, field, value } of await store.loadTombstones(orgId, recordIds)) {
		const key = keyOf(recordId, field);
		undone.set(key, [...(undone.get(key) ?? []), value]);
	}
	return {
		lastWritten: (recordId, field) => written.get(keyOf(recordId, field)),
		isUndone: (recordId, field, value, fieldType) =>
			(undone.get(keyOf(recordId, field)) ?? []).some((each) => isSameValue(each, value, fieldType)),
	};
}

function keyOf(recordId: string, field: string): string {
	return `${recordId} ${field}`;
}
