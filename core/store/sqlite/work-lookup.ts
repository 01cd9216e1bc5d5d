import { toWorkState, workColumns } from '../rows/work-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

/** What a run knows of some of its records. */
export function workLookup(db: SqliteConnection): Pick<Store, 'loadWork'> {
	return {
		async loadWork({ orgId, runId }, recordIds) {
			const values = { orgId, runId, recordIds: JSON.stringify(recordIds) };
			return db.all(selectWork, values).map(toWorkState);
		},
	};
}

const selectWork = `
	SELECT ${workColumns} FROM work
	WHERE org_id = :orgId AND run_id = :runId AND record_id IN (SELECT value FROM json_each(:recordIds))
	ORDER BY record_id`;
