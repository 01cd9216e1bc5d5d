import { toWorkState, workColumns } from '../rows/work-row';
import type { Store } from '../store';
import type { PostgresConnection } from './connection';

/** What a run knows of some of its records. */
export function workLookup(db: PostgresConnection): Pick<Store, 'loadWork'> {
	return {
		async loadWork({ orgId, runId }, recordIds) {
			return (await db.all(selectWork, { orgId, runId, recordIds })).map(toWorkState);
		},
	};
}

const selectWork = `
	SELECT ${workColumns} FROM {schema}.work
	WHERE org_id = :orgId AND run_id = :runId AND record_id = ANY(:recordIds::text[])
	ORDER BY record_id`;
