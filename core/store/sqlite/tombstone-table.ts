import { tombstoneValues, toTombstone } from '../rows/tombstone-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

/** The values that were undone. */
export function tombstoneTable(
	db: SqliteConnection,
): Pick<Store, 'addTombstones' | 'loadTombstones'> {
	return {
		async addTombstones(orgId, tombstones) {
			db.transaction(() => {
				for (const tombstone of tombstones) {
					db.run(insertTombstone, { orgId, ...tombstoneValues(tombstone) });
				}
			});
		},

		async loadTombstones(orgId, recordIds) {
			const values = { orgId, recordIds: JSON.stringify(recordIds) };
			return db.all(selectTombstones, values).map(toTombstone);
		},
	};
}

const insertTombstone = `
	INSERT INTO tombstones (org_id, record_id, s_object, field, value_hash, value_json)
	VALUES (:orgId, :recordId, :sObject, :field, :valueHash, :value) ON CONFLICT DO NOTHING`;

const selectTombstones = `
	SELECT * FROM tombstones
	WHERE org_id = :orgId AND record_id IN (SELECT value FROM json_each(:recordIds))
	ORDER BY record_id, field, value_hash`;
