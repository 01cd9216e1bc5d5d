import type { SQLInputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import { historyName, historyParent } from '../schema/history-objects';
import type { SObjectType } from '../schema/schema';

type Values = Readonly<Record<string, SQLInputValue | undefined>>;

/** Of a text longer than this only the change is noted, without its values (Help, "Field History Tracking"). */
const longestValue = 255;

/** Notes each tracked field that a save has changed, as it was and as it is. */
export function recordFieldHistory(
	org: OrgState,
	type: SObjectType,
	before: Values,
	changes: Values,
	by: { readonly userId: string; readonly now: string },
): void {
	for (const name of org.seed.trackedFields?.[type.name] ?? []) {
		const isChanged = name in changes && (changes[name] ?? null) !== (before[name] ?? null);
		if (isChanged) addRow(org, type, String(before.Id), name, [before[name], changes[name]], by);
	}
}

/** Notes what happened to a record as a whole: `created`, `leadConverted`. */
export function recordEvent(
	org: OrgState,
	type: SObjectType,
	id: string,
	event: string,
	by: { readonly userId: string; readonly now: string },
): void {
	if (org.seed.trackedFields?.[type.name]) addRow(org, type, id, event, [null, null], by);
}

function addRow(
	org: OrgState,
	type: SObjectType,
	id: string,
	field: string,
	[before, after]: ReadonlyArray<SQLInputValue | undefined>,
	{ userId, now }: { readonly userId: string; readonly now: string },
): void {
	const history = org.store.schema.type(historyName(type.name));
	if (!history) return;
	const isLong = [before, after].some((value) => String(value ?? '').length > longestValue);
	const textOf = (value: SQLInputValue | undefined): string | null => {
		if (isLong || value === null || value === undefined) return null;
		return type.field(field)?.type === 'boolean' ? String(value === 1) : String(value);
	};
	org.store.insert(history, {
		Id: org.store.nextId(history),
		[historyParent(type.name)]: id,
		Field: field,
		DataType: type.field(field)?.type ?? 'Text',
		OldValue: textOf(before),
		NewValue: textOf(after),
		CreatedDate: now,
		CreatedById: userId,
		LastModifiedDate: now,
		LastModifiedById: userId,
		SystemModstamp: now,
	});
}
