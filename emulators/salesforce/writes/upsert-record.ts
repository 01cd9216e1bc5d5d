import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { readValue } from './read-value';
import type { SaveContext } from './save-context';
import { recordError, rejected, type SaveResult } from './save-result';
import { insertRecord, updateRecord } from './save-record';

/** A refusal that carries the ids when one external id names several records. */
export type UpsertResult = SaveResult & { readonly matches?: readonly string[] };

/** Updates the record with this external id, or creates it; `input` must not repeat the key. */
export function upsertRecord(
	context: SaveContext,
	type: SObjectType,
	key: FieldDefinition,
	rawKey: unknown,
	input: Readonly<Record<string, unknown>>,
): UpsertResult {
	const read = readValue(key, rawKey);
	if ('error' in read) return rejected(read.error);
	if (read.value === null) {
		return rejected(recordError('MISSING_ARGUMENT', `${key.name} not specified`));
	}
	const matches = context.org.store.findBy(type, key.name, read.value).map((each) => String(each.Id));
	if (matches.length > 1) {
		const message = `${key.name}: more than one record found for external id field: [${matches.join(', ')}]`;
		return { ...rejected(recordError('DUPLICATE_EXTERNAL_ID', message, [key.name])), matches };
	}
	return matches.length === 1
		? updateRecord(context, type, matches[0], input)
		: insertRecord(context, type, { ...input, [key.name]: rawKey });
}
