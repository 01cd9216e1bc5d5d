import { tombstoneValues, toTombstone } from '../rows/tombstone-row';
import type { HistoryStore } from '../contract/history';
import { all, runOnRows, type Database } from './statement';

/** The values that were undone. */
export function tombstoneTable(db: Database): Pick<HistoryStore, 'addTombstones' | 'loadTombstones'> {
	return {
		async addTombstones(orgId, tombstones) {
			await db.transact(() =>
				runOnRows(insertTombstones, { orgId }, tombstones.map(tombstoneValues), ['record_id', 'field', 'value_hash']),
			);
		},

		async loadTombstones(orgId, recordIds) {
			return (await db.perform(() => all(selectTombstones, { orgId, recordIds }))).map(toTombstone);
		},
	};
}

const insertTombstones = `
	INSERT INTO {schema}.tombstones (org_id, record_id, s_object, field, value_json, value_hash)
	SELECT :orgId, record_id, s_object, field, value_json, value_hash FROM given WHERE true
	ON CONFLICT (org_id, record_id, field, value_hash) DO NOTHING`;

const selectTombstones = `
	SELECT * FROM {schema}.tombstones WHERE org_id = :orgId AND record_id {isOneOf recordIds}
	ORDER BY record_id, field, value_hash`;
