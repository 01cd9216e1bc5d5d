import { createHash } from 'node:crypto';
import { isBlank } from '../../record/field-value';
import type { RecordItem } from '../../record/record-item';
import { canonicalValue } from '../../run/diff-digest';
import { keyOf } from './fetch-by-key';
import type { WriteTarget } from './plan-record';
import type { InvalidInput } from './sort-inputs';

/** A record to be found by its key, or created. */
export interface KeyedTarget extends WriteTarget {
	/** `undefined` when the records are created without a key. */
	readonly key?: string;
}

/** The inputs that can be saved, and those that cannot, each with its reason. */
export interface SortedByKey {
	readonly targets: readonly KeyedTarget[];
	readonly invalid: readonly InvalidInput[];
}

/** Sorts the inputs by their key; a create that has a key field but no value for it gets one made from its values. */
export function sortByKey(items: readonly RecordItem[], externalIdField: string | undefined, isCreate: boolean): SortedByKey {
	const targets: KeyedTarget[] = [];
	const invalid: InvalidInput[] = [];
	const seen = new Set<string>();
	items.forEach((item, inputIndex) => {
		const key = externalIdField === undefined ? undefined : (keyIn(item, externalIdField) ?? (isCreate ? madeKey(item) : undefined));
		const message = problemWith(key, externalIdField, seen);
		if (message !== undefined) {
			invalid.push({ inputIndex, message });
			return;
		}
		if (key !== undefined) seen.add(keyOf(key));
		targets.push({ inputIndex, id: '', item, key });
	});
	return { targets, invalid };
}

function keyIn(item: RecordItem, field: string): string | undefined {
	const value = item._enrichment?.proposals?.[field]?.value ?? item[field];
	return isBlank(value) ? undefined : String(value).trim();
}

/** The same values give the same key, so that a workflow that runs twice creates one record. */
export function madeKey(item: RecordItem): string {
	const proposals = Object.entries(item._enrichment?.proposals ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
	const values = proposals.map(([field, { value }]) => [field, canonicalValue(value)]);
	return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

function problemWith(key: string | undefined, field: string | undefined, seen: ReadonlySet<string>): string | undefined {
	if (field === undefined) return undefined;
	if (key === undefined) return `The item has no value for ${field}`;
	return seen.has(keyOf(key)) ? `${field} ${key} appears twice in the input` : undefined;
}
