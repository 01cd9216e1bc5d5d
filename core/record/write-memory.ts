import { isSameValue } from './field-value';
import { recordIdIn } from './identity';
import type { OverwritePolicy, RecordItem } from './record-item';

/** A value that we wrote last to a field, with where it came from. */
export interface RememberedValue {
	readonly value: unknown;
	readonly confidence?: number;
	/** ISO 8601, when the provider saw it. */
	readonly observedAt?: string;
}

/** What earlier runs did to the records of one batch; Ids have 18 characters. */
export interface WriteMemory<Value extends RememberedValue = RememberedValue> {
	/** What we wrote last to the field; `undefined` when nothing, or it was undone. */
	lastWritten(recordId: string, field: string): Value | undefined;
	/** Whether this value was undone on this field, compared in normal form; another value of the same provider was not. */
	isUndone(recordId: string, field: string, value: unknown, fieldType?: string): boolean;
}

interface RecordField {
	readonly recordId: string;
	readonly field: string;
}

/** Who remembers: the store. */
export interface WriteHistory<Value extends RememberedValue> {
	loadLastWritten(orgId: string, recordIds: readonly string[]): Promise<ReadonlyArray<Value & RecordField>>;
	loadTombstones(
		orgId: string,
		recordIds: readonly string[],
	): Promise<ReadonlyArray<RecordField & { readonly value: unknown }>>;
}

/** Remembers nothing: for work outside of a run. */
export const noMemory: WriteMemory = { lastWritten: () => undefined, isUndone: () => false };

/** Policies that compare what Salesforce holds with what we wrote. */
const comparing: ReadonlySet<OverwritePolicy> = new Set(['tracked', 'if_newer', 'if_more_confident']);

/** Reads what is known of these records; of those left out of `comparedIds` only what was undone. */
export async function loadMemory<Value extends RememberedValue>(
	history: WriteHistory<Value>,
	orgId: string,
	recordIds: readonly string[],
	comparedIds: readonly string[] = recordIds,
): Promise<WriteMemory<Value>> {
	const written = new Map<string, Value>();
	for (const row of await history.loadLastWritten(orgId, comparedIds)) written.set(keyOf(row.recordId, row.field), row);
	const undone = new Map<string, unknown[]>();
	for (const { recordId, field, value } of await history.loadTombstones(orgId, recordIds)) {
		const key = keyOf(recordId, field);
		undone.set(key, [...(undone.get(key) ?? []), value]);
	}
	return {
		lastWritten: (recordId, field) => written.get(keyOf(recordId, field)),
		isUndone: (recordId, field, value, fieldType) =>
			(undone.get(keyOf(recordId, field)) ?? []).some((each) => isSameValue(each, value, fieldType)),
	};
}

/** What is known of those items for which something is proposed, as far as the policies of the proposals ask for it. */
export async function loadMemoryOf<Value extends RememberedValue>(
	history: WriteHistory<Value>,
	orgId: string,
	items: readonly RecordItem[],
): Promise<WriteMemory> {
	const [proposedIds, comparedIds]: [string[], string[]] = [[], []];
	for (const item of items) {
		const id = recordIdIn(item.Id);
		const proposals = Object.values(item._enrichment?.proposals ?? {});
		if (id === undefined || proposals.length === 0) continue;
		proposedIds.push(id);
		if (proposals.some(({ policy }) => comparing.has(policy))) comparedIds.push(id);
	}
	return proposedIds.length === 0 ? noMemory : await loadMemory(history, orgId, proposedIds, comparedIds);
}

function keyOf(recordId: string, field: string): string {
	return `${recordId} ${field}`;
}
