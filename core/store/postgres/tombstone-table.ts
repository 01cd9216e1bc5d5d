import { tombstoneValues, toTombstone } from '../rows/tombstone-row';
import type { Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';

/** The values that were undone. */
export function tombstoneTable(
	db: PostgresConnection,
): Pick<Store, 'addTombstones' | 'loadTombstones'> {
	return {
		async addTombstones(orgId, tombstones) {
			await db.transaction(async (tx) => {
				const rows = tombstones.map(tombstoneValues);
				const keyOf = (row: (typeof rows)[number]) =>
					`${row.recordId} ${row.field} ${row.valueHash}`;
				for (const portion of portionsOf(rows, keyOf)) {
					await tx.run(insertTombstones, { orgId, ...columnsOf(portion) });
				}
			});
		},

		async loadTombstones(orgId, recordIds) {
			return (await db.all(selectTombstones, { orgId, recordIds })).map(toTombstone);
		},
	};
}

const insertTombstones = `
	INSERT INTO {schema}.tombstones (org_id, record_id, s_object, field, value_json, value_hash)
	SELECT :orgId, given.*
	FROM unnest(:recordId::text[], :sObject::text[], :field::text[], :value::text[],
		:valueHash::text[]) AS given (record_id, s_object, field, value_json, value_hash)
	ON CONFLICT (org_id, record_id, field, value_hash) DO NOTHING`;

const selectTombstones = `
	SELECT * FROM {schema}.tombstones WHERE org_id = :orgId AND record_id = ANY(:recordIds::text[])
	ORDER BY record_id, field, value_hash`;
