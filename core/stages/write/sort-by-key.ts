import { noId } from '../../record/identity';
import { createHash } from 'node:crypto';
import { isBlank } from '../../record/field-value';
import type { RecordItem } from '../../record/record-item';
import { canonicalValue } from '../../run/diff-digest';
import type { FieldDescription } from '../../salesforce/schema';
import { keyOf, problemWithKey } from '../../changes/plan/key-field';
import type { WriteTarget } from '../../changes/plan/record-plan';
import type { InvalidInput } from './update-existing';

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

/** The field that has the keys, and whether a record without one gets one made from its values. */
export interface Keys {
	/** `undefined` when the records are created without a key. */
	readonly name?: string;
	readonly field?: FieldDescription;
	readonly isMade: boolean;
}

/** Sorts the inputs by their key; a create that has a key field but no value for it gets one made from its values, where the field can hold it. */
export function sortByKey(items: readonly RecordItem[], keys: Keys): SortedByKey {
	const { name, field } = keys;
	const isMade = keys.isMade && canHoldMadeKey(field);
	const targets: KeyedTarget[] = [];
	const invalid: InvalidInput[] = [];
	const seen = new Set<string>();
	items.forEach((item, inputIndex) => {
		const key = name === undefined ? undefined : (keyIn(item, name) ?? (isMade ? madeKey(item) : undefined));
		const message = problemWith(key, keys, seen);
		if (message !== undefined) {
			invalid.push({ inputIndex, message });
			return;
		}
		if (key !== undefined) seen.add(keyOf(key, field));
		targets.push({ inputIndex, id: noId, item, key });
	});
	return { targets, invalid };
}

function keyIn(item: RecordItem, field: string): string | undefined {
	const value = item._enrichment?.proposals?.[field]?.value ?? item[field];
	return isBlank(value) ? undefined : String(value).trim();
}

/** In characters. */
const madeKeyLength = 32;

/** The same values give the same key, so that a workflow that runs twice creates one record. */
export function madeKey(item: RecordItem): string {
	const proposals = Object.entries(item._enrichment?.proposals ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
	const values = proposals.map(([field, { value }]) => [field, canonicalValue(value)]);
	return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, madeKeyLength);
}

function canHoldMadeKey(field: FieldDescription | undefined): boolean {
	return field === undefined || (field.type === 'string' && (field.length === 0 || field.length >= madeKeyLength));
}

function problemWith(key: string | undefined, { name, field }: Keys, seen: ReadonlySet<string>): string | undefined {
	if (name === undefined) return undefined;
	if (key === undefined) return `The item has no value for ${name}`;
	return (
		problemWithKey(key, name, field) ??
		(seen.has(keyOf(key, field)) ? `${name} ${key} appears twice in the input` : undefined)
	);
}
