import { toJournalRows } from '../rows/journal-row';
import type { Row } from '../rows/row-values';
import { loadRows, saveRows } from './journal-table';
import { lockRun } from './run-key';
import { all, run, type Work } from './statement';
import type { JournalRow } from '../contract/journal';

/** Notes in journal and work that these staged rows were saved just as they are, and drops them. */
export function* confirmStaged(runId: string, recordIds: readonly string[], at: string): Work<void> {
	const { run: key } = yield* lockRun(runId);
	if (recordIds.length === 0) return;
	const named = { run: key, recordIds };
	const fieldsById = new Map((yield* all(selectValues, named)).map((row) => [row.record_id, fieldsOf(row)]));
	const journal = (yield* loadRows(key, recordIds)).map((row) =>
		confirmedIn(toJournalRows(row), fieldsById.get(row.record_id), at),
	);
	yield* saveRows(
		key,
		journal.filter((changes) => changes !== undefined),
	);
	yield* run(confirmWork, named);
	yield* run(dropRows, named);
}

function fieldsOf(row: Row): Set<string> {
	return new Set(Object.keys(JSON.parse(String(row.values_json)) as object));
}

/** By field, because the run may have journaled other fields of the record that are no part of the row; `undefined` when there is none. */
function confirmedIn(
	changes: readonly JournalRow[],
	fields: ReadonlySet<string> | undefined,
	at: string,
): JournalRow[] | undefined {
	const isConfirmed = ({ status, field }: JournalRow) => status === 'intended' && fields?.has(field) === true;
	if (!changes.some(isConfirmed)) return undefined;
	return changes.map((change) => (isConfirmed(change) ? { ...change, status: 'written', at } : change));
}

const areNamed = 'run = :run AND record_id {isOneOf recordIds}';

const selectValues = `SELECT record_id, values_json FROM {schema}.staged_rows WHERE ${areNamed}`;

const confirmWork = `
	UPDATE {schema}.work SET outcome = CASE WHEN outcome <> 'staged' THEN outcome
			WHEN left_out_json IS NULL THEN 'written' ELSE 'partly_written' END,
		retryable = enrich_outcome IS NOT DISTINCT FROM 'provider_failed'
	WHERE ${areNamed} AND retryable`;

const dropRows = `DELETE FROM {schema}.staged_rows WHERE ${areNamed}`;
