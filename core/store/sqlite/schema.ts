import { EnrichmentError } from '../../errors';
import type { SqliteConnection } from './connection';
import { createLedger } from '../ledger-tables';
import { addAsking } from '../asking-tables';
import { addInbox } from '../inbox-schema';
import { addMatchIndexes } from '../match-index-tables';
import { addMerges } from '../merge-tables';
import { addModels } from '../models-tables';
import { addPackedAttempts } from '../packed-attempts';
import { addParcels } from '../parcel-tables';
import { addRuleSets } from '../rule-sets-tables';
import { addSuppressionKeys } from '../suppression-keys-schema';
import { addTriedCounts } from '../tried-counts';
import { addTypedState } from '../typed-state';
import { rowsByRun } from './schema-by-run';
import { sqliteStatement } from './statement';

/**
 * Numbered from 1 by their place; what has been released is never edited, only followed by another.
 * Times are milliseconds since 1970, UTC. Every key starts with the org, because a full sandbox
 * shares production's record ids.
 */
export const migrations: readonly string[] = [
	`
	CREATE TABLE runs (
		sequence INTEGER PRIMARY KEY,
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		pipeline TEXT NOT NULL,
		s_object TEXT NOT NULL,
		status TEXT NOT NULL,
		reason TEXT,
		execution_id TEXT,
		is_dry_run INTEGER NOT NULL,
		lease_ms INTEGER NOT NULL,
		started_at INTEGER NOT NULL,
		finished_at INTEGER,
		window_from INTEGER,
		window_until INTEGER,
		stopped_at INTEGER,
		stopped_after_id TEXT,
		UNIQUE (org_id, run_id)
	) STRICT;
	CREATE UNIQUE INDEX runs_by_id ON runs (run_id);
	CREATE INDEX runs_by_execution ON runs (execution_id, sequence);
	CREATE UNIQUE INDEX one_unfinished_run ON runs (org_id, pipeline, s_object)
		WHERE status IN ('Running', 'Paused');

	CREATE TABLE leases (
		org_id TEXT NOT NULL,
		pipeline TEXT NOT NULL,
		s_object TEXT NOT NULL,
		holder TEXT NOT NULL,
		expires_at INTEGER NOT NULL,
		PRIMARY KEY (org_id, pipeline, s_object)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE watermarks (
		org_id TEXT NOT NULL,
		pipeline TEXT NOT NULL,
		s_object TEXT NOT NULL,
		modified_at INTEGER NOT NULL,
		after_id TEXT,
		PRIMARY KEY (org_id, pipeline, s_object)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE work (
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
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
		PRIMARY KEY (org_id, run_id, record_id),
		FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, run_id)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE carry_over (
		org_id TEXT NOT NULL,
		pipeline TEXT NOT NULL,
		s_object TEXT NOT NULL,
		record_id TEXT NOT NULL,
		attempts INTEGER NOT NULL,
		drops INTEGER NOT NULL,
		due_at INTEGER NOT NULL,
		reason TEXT NOT NULL,
		PRIMARY KEY (org_id, pipeline, s_object, record_id)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX carry_over_by_due ON carry_over (org_id, pipeline, s_object, due_at, record_id);

	CREATE TABLE calls (
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		stage TEXT NOT NULL,
		planned INTEGER NOT NULL,
		used INTEGER NOT NULL,
		retries INTEGER NOT NULL,
		PRIMARY KEY (org_id, run_id, stage),
		FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, run_id)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE journal (
		sequence INTEGER PRIMARY KEY,
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		record_id TEXT NOT NULL,
		s_object TEXT NOT NULL,
		field TEXT NOT NULL,
		before_json TEXT NOT NULL,
		after_json TEXT NOT NULL,
		provider TEXT,
		confidence REAL,
		policy TEXT,
		status TEXT NOT NULL,
		at TEXT NOT NULL,
		UNIQUE (org_id, run_id, record_id, field),
		FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, run_id)
	) STRICT;
	CREATE INDEX journal_in_order ON journal (org_id, run_id, sequence);
	`,
	`
	CREATE INDEX runs_in_order ON runs (org_id, sequence);

	ALTER TABLE journal ADD COLUMN observed_at TEXT;
	CREATE INDEX journal_by_record ON journal (org_id, record_id, sequence);

	CREATE TABLE kept_values (
		org_id TEXT NOT NULL,
		record_id TEXT NOT NULL,
		field TEXT NOT NULL,
		after_json TEXT NOT NULL,
		provider TEXT,
		confidence REAL,
		observed_at TEXT,
		policy TEXT,
		at TEXT NOT NULL,
		PRIMARY KEY (org_id, record_id, field)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE batches (
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		batch_id INTEGER NOT NULL,
		is_finished INTEGER NOT NULL,
		holder TEXT,
		expires_at INTEGER,
		record_ids_json TEXT NOT NULL,
		PRIMARY KEY (org_id, run_id, batch_id),
		FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, run_id)
	) STRICT;

	CREATE TABLE record_claims (
		org_id TEXT NOT NULL,
		record_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		expires_at INTEGER NOT NULL,
		PRIMARY KEY (org_id, record_id),
		FOREIGN KEY (run_id) REFERENCES runs (run_id)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX record_claims_by_run ON record_claims (run_id);

	CREATE TABLE tombstones (
		org_id TEXT NOT NULL,
		record_id TEXT NOT NULL,
		s_object TEXT NOT NULL,
		field TEXT NOT NULL,
		value_hash TEXT NOT NULL,
		value_json TEXT NOT NULL,
		PRIMARY KEY (org_id, record_id, field, value_hash)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE staged_rows (
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		record_id TEXT NOT NULL,
		parent_id TEXT NOT NULL,
		values_json TEXT NOT NULL,
		PRIMARY KEY (org_id, run_id, record_id),
		FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, run_id)
	) STRICT;
	CREATE INDEX staged_rows_by_parent ON staged_rows (org_id, run_id, parent_id, record_id);

	CREATE TABLE remote_jobs (
		sequence INTEGER PRIMARY KEY,
		org_id TEXT NOT NULL,
		run_id TEXT NOT NULL,
		job_id TEXT NOT NULL,
		step TEXT NOT NULL,
		operation TEXT NOT NULL,
		part INTEGER NOT NULL,
		row_count INTEGER NOT NULL,
		UNIQUE (org_id, run_id, job_id),
		FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, run_id)
	) STRICT;

	CREATE TABLE daily_calls (
		org_id TEXT NOT NULL,
		day TEXT NOT NULL,
		calls INTEGER NOT NULL,
		PRIMARY KEY (org_id, day)
	) STRICT, WITHOUT ROWID;
	`,
	`
	ALTER TABLE runs ADD COLUMN settings_json TEXT;
	ALTER TABLE staged_rows ADD COLUMN creation_json TEXT;
	`,
	`
	ALTER TABLE work ADD COLUMN left_out_json TEXT;
	ALTER TABLE work ADD COLUMN must_fit_json TEXT;
	ALTER TABLE runs ADD COLUMN workflow_id TEXT;

	CREATE TABLE org_hosts (
		org_id TEXT PRIMARY KEY NOT NULL,
		host TEXT NOT NULL,
		first_seen_at INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;

	CREATE TABLE store_keys (
		name TEXT PRIMARY KEY NOT NULL,
		value TEXT NOT NULL
	) STRICT, WITHOUT ROWID;

	ALTER TABLE batches ADD COLUMN selected_as TEXT;

	CREATE TABLE attempts (
		org_id TEXT NOT NULL,
		record_id TEXT NOT NULL,
		s_object TEXT NOT NULL,
		last_activity INTEGER NOT NULL,
		outcome TEXT NOT NULL,
		reason TEXT,
		match_hash TEXT,
		version TEXT,
		run_id TEXT,
		PRIMARY KEY (org_id, record_id)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX attempts_in_order ON attempts (org_id, s_object, last_activity);

	CREATE TABLE provider_versions (
		org_id TEXT NOT NULL,
		pipeline TEXT NOT NULL,
		s_object TEXT NOT NULL,
		provider TEXT NOT NULL,
		source TEXT NOT NULL,
		version TEXT NOT NULL,
		changed_at INTEGER,
		PRIMARY KEY (org_id, pipeline, s_object, provider, source)
	) STRICT, WITHOUT ROWID;
	`,
	rowsByRun,
	sqliteStatement(addTypedState('INTEGER')),
	sqliteStatement(createLedger({ identity: 'INTEGER PRIMARY KEY', text: 'TEXT', integer: 'INTEGER', end: 'STRICT' })),
	sqliteStatement(addSuppressionKeys('TEXT')),
	sqliteStatement(addAsking('TEXT', 'INTEGER')),
	sqliteStatement(addMerges('TEXT', 'INTEGER')),
	sqliteStatement(addTriedCounts('INTEGER')),
	sqliteStatement(addRuleSets('TEXT', 'INTEGER')),
	sqliteStatement(addInbox('TEXT', 'INTEGER', 'INTEGER')),
	sqliteStatement(addModels('TEXT', 'INTEGER')),
	sqliteStatement(addMatchIndexes('TEXT', 'INTEGER')),
	sqliteStatement(addParcels('INTEGER PRIMARY KEY', 'TEXT', 'INTEGER')),
	sqliteStatement(addPackedAttempts('INTEGER')),
];

/** Brings the file to the newest schema; safe when several processes open it at once. */
export function migrate(db: SqliteConnection): void {
	db.transaction(() => {
		// Read inside the transaction: another process may have migrated while this one waited.
		const version = Number(db.get('PRAGMA user_version')?.user_version);
		if (version > migrations.length) {
			throw new EnrichmentError(
				'store_unavailable',
				`The store ${db.location} has schema ${version}, and this version of the pack knows schemas up to ${migrations.length}.`,
				{ remedy: 'Update the pack to the version that last used this store.' },
			);
		}
		for (const migration of migrations.slice(version)) db.execute(migration);
		db.execute(`PRAGMA user_version = ${migrations.length}`);
	});
}
