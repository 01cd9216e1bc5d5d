import { createHash } from 'node:crypto';
import type { Tombstone } from '../contract/history';
import type { NamedValues, Row } from './row-values';

/** The values of the columns of an undone value, without its org's. */
export function tombstoneValues(tombstone: Tombstone): NamedValues {
	const value = JSON.stringify(tombstone.value ?? null);
	return {
		record_id: tombstone.recordId,
		s_object: tombstone.sObject,
		field: tombstone.field,
		value_json: value,
		// A long text does not fit into an index of PostgreSQL, and its digest does.
		value_hash: createHash('sha256').update(value).digest('hex'),
	};
}

/** An undone value as its row has it. */
export function toTombstone(row: Row): Tombstone {
	return {
		recordId: String(row.record_id),
		sObject: String(row.s_object),
		field: String(row.field),
		value: JSON.parse(String(row.value_json)),
	};
}
