import { EnrichmentError } from '../../errors';
import type { PostgresConnection, PostgresQueries } from './connection';
import { addSuppressionKeys } from '../suppression-keys-schema';
import { addTypedState } from '../typed-state';
import { rowsByRun } from './schema-by-run';
import { tablesOfVersion1 } from './schema-version-1';

/** Numbered from 1 by their place; what has been released is never edited, only followed by another. */
export const migrations: readonly string[] = [
	tablesOfVersion1,
	`
	ALTER TABLE {schema}.runs ADD COLUMN settings_json text;
	ALTER TABLE {schema}.staged_rows ADD COLUMN creation_json text;
	`,
	`
	ALTER TABLE {schema}.work ADD COLUMN left_out_json text;
	ALTER TABLE {schema}.work ADD COLUMN must_fit_json text;
	ALTER TABLE {schema}.runs ADD COLUMN workflow_id text COLLATE "C";

	CREATE TABLE {schema}.org_hosts (
		org_id text COLLATE "C" PRIMARY KEY,
		host text NOT NULL,
		first_seen_at bigint NOT NULL
	);

	CREATE TABLE {schema}.store_keys (
		name text COLLATE "C" PRIMARY KEY,
		value text NOT NULL
	);

	ALTER TABLE {schema}.batches ADD COLUMN selected_as text;

	CREATE TABLE {schema}.attempts (
		org_id text COLLATE "C" NOT NULL,
		record_id text COLLATE "C" NOT NULL,
		s_object text COLLATE "C" NOT NULL,
		last_activity bigint NOT NULL,
		outcome text NOT NULL,
		reason text,
		match_hash text,
		version text,
		run_id text,
		PRIMARY KEY (org_id, record_id)
	);
	CREATE INDEX attempts_in_order ON {schema}.attempts (org_id, s_object, last_activity);

	CREATE TABLE {schema}.provider_versions (
		org_id text COLLATE "C" NOT NULL,
		pipeline text COLLATE "C" NOT NULL,
		s_object text COLLATE "C" NOT NULL,
		provider text COLLATE "C" NOT NULL,
		source text COLLATE "C" NOT NULL,
		version text NOT NULL,
		changed_at bigint,
		PRIMARY KEY (org_id, pipeline, s_object, provider, source)
	);
	`,
	rowsByRun,
	addTypedState('boolean'),
	addSuppressionKeys('text COLLATE "C"'),
];

/** Brings the schema to the newest version, creating it when it is missing; safe when several processes do it at once. */
export async function migrate(db: PostgresConnection): Promise<void> {
	await db.transaction(async (tx) => {
		// Held until the transaction ends. `CREATE … IF NOT EXISTS` alone fails when two do it at once.
		await tx.get('SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))', {
			lock: `n8n-nodes-salesforce-enrichment ${db.schema}`,
		});
		await createSchema(tx, db.schema);
		const version = await schemaVersion(tx);
		if (version > migrations.length) throw newerSchema(db.location, version);
		if (version === migrations.length) return;
		for (const migration of migrations.slice(version)) await tx.run(migration);
		await tx.run('UPDATE {schema}.schema_version SET version = :version', {
			version: migrations.length,
		});
	});
}

async function createSchema(tx: PostgresQueries, schema: string): Promise<void> {
	// Asked first, because creating what is there already still needs the right to create it.
	const found = await tx.get('SELECT 1 FROM pg_namespace WHERE nspname = :schema', { schema });
	if (!found) await tx.run('CREATE SCHEMA {schema}');
}

async function schemaVersion(tx: PostgresQueries): Promise<number> {
	const sql = "SELECT to_regclass('{schema}.schema_version') IS NOT NULL AS is_there";
	if ((await tx.get(sql))?.is_there !== true) {
		await tx.run('CREATE TABLE {schema}.schema_version (version integer NOT NULL)');
		await tx.run('INSERT INTO {schema}.schema_version VALUES (0)');
	}
	return Number((await tx.get('SELECT version FROM {schema}.schema_version'))?.version);
}

function newerSchema(location: string, version: number): EnrichmentError {
	return new EnrichmentError(
		'store_unavailable',
		`The store ${location} has schema ${version}, and this version of the pack knows schemas up to ${migrations.length}.`,
		{ remedy: 'Update the pack to the version that last used this store.' },
	);
}
