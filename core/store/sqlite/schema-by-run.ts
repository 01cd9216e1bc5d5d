import { moveOldRows, renameToOld } from '../old-tables';
import { sqliteStatement } from './statement';

/** Moves the rows of the old tables into those of today. */
export const moveRows = sqliteStatement(
	moveOldRows(`json_object('fields', json_group_object(field, json_array(json(before_json), json(after_json),
		json(json_patch('{}', json_object('provider', provider, 'confidence', confidence, 'policy', policy,
			'observedAt', observed_at, 'status', status, 'at', at)))) ORDER BY place))`),
);

/**
 * Rows carry the number of their run, which belongs to one org, instead of its Ids, and the journal has one row for all
 * changes of a record.
 */
export const rowsByRun = `
	${sqliteStatement(renameToOld)}

	CREATE TABLE work (
		run INTEGER NOT NULL REFERENCES runs (sequence),
		record_id TEXT NOT NULL,
		version TEXT,
		is_carried_over INTEGER NOT NULL,
		attempts INTEGER NOT NULL,
		drops INTEGER NOT NULL,
		outcome TEXT,
		enrich_outcome TEXT,
		message TEXT,
		retryable INTEGER,
		confidence REAL,
		rank TEXT,
		is_duplicate INTEGER,
		left_out_json TEXT,
		must_fit_json TEXT,
		PRIMARY KEY (run, record_id)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE journal (
		sequence INTEGER PRIMARY KEY,
		run INTEGER NOT NULL REFERENCES runs (sequence),
		record_id TEXT NOT NULL,
		s_object TEXT NOT NULL,
		changes_json TEXT NOT NULL,
		UNIQUE (record_id, run)
	) STRICT;
	CREATE INDEX journal_of_run ON journal (run);

	CREATE TABLE staged_rows (
		run INTEGER NOT NULL REFERENCES runs (sequence),
		record_id TEXT NOT NULL,
		parent_id TEXT NOT NULL,
		values_json TEXT NOT NULL,
		creation_json TEXT,
		PRIMARY KEY (run, record_id)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX staged_rows_of_parent ON staged_rows (run, parent_id, record_id) WHERE parent_id <> '';

	${moveRows}
	`;
