import { confirmChanges } from '../rows/journal-changes';
import type { NamedValues, Row } from '../rows/row-values';
import { unpack } from './parcels';
import { loadJournalRows, saveJournalRows } from './rows-of-run';
import { lockRun } from './run-key';
import { all, run, type Work } from './statement';

/** Notes in journal and work that these staged rows were saved just as they are, and drops them. */
export function* confirmStaged(runId: string, recordIds: readonly string[], at: string): Work<void> {
	const { run: key } = yield* lockRun(runId);
	if (recordIds.length === 0) return;
	yield* unpack(key, recordIds);
	const named = { run: key, recordIds };
	const fieldsById = new Map((yield* all(selectValues, named)).map((row) => [row.record_id, fieldsOf(row)]));
	const journal = (yield* loadJournalRows(key, recordIds)).flatMap((row) =>
		confirmed(row, fieldsById.get(row.record_id), at),
	);
	yield* saveJournalRows(key, journal);
	yield* run(confirmWork, named);
	yield* run(dropRows, named);
}

function fieldsOf(row: Row): object {
	return JSON.parse(String(row.values_json)) as object;
}

function confirmed(row: Row, fields: object | undefined, at: string): NamedValues[] {
	const { record_id, s_object, changes_json } = row;
	const changes = fields && confirmChanges(String(changes_json), (field) => Object.hasOwn(fields, field), at);
	return changes === undefined
		? []
		: [{ record_id: String(record_id), s_object: String(s_object), changes_json: changes }];
}

const areNamed = 'run = :run AND record_id {isOneOf recordIds}';

const selectValues = `SELECT record_id, values_json FROM {schema}.staged_rows WHERE ${areNamed}`;

const confirmWork = `
	UPDATE {schema}.work SET outcome = CASE WHEN outcome <> 'staged' THEN outcome
			WHEN left_out_json IS NULL THEN 'written' ELSE 'partly_written' END,
		retryable = enrich_outcome IS NOT DISTINCT FROM 'provider_failed'
	WHERE ${areNamed} AND retryable`;

const dropRows = `DELETE FROM {schema}.staged_rows WHERE ${areNamed}`;
