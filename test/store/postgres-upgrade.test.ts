import { Client } from 'pg';
import { expectOldRows, oldStoreRows } from '../../core/store/contract/old-store.contract';
import { someSettings } from '../../core/store/contract/store.builders';
import { openPostgresStore } from '../../core/store/postgres/postgres-store';
import { migrations } from '../../core/store/postgres/schema';
import { tablesOfVersion1 } from '../../core/store/postgres/schema-version-1';
import { findPostgres } from './postgres-binaries';
import { type PostgresServer, startPostgres } from './postgres-server';

// Outside of any hook, so that a missing PostgreSQL is one failure with one message.
const packageFolder = findPostgres();

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres(packageFolder);
});
afterAll(async () => await server?.stop());

const open = async (parameters: string) => await openPostgresStore(server.url(parameters));
const ask = async (sql: string) => {
	const client = new Client({ connectionString: server.url() });
	await client.connect();
	await client.query(sql);
	await client.end();
};

describe('openPostgresStore', () => {
	it('upgrades a schema of version 1 and keeps its runs', async () => {
		await ask(`CREATE SCHEMA old; ${tablesOfVersion1.replaceAll('{schema}', 'old')}`);
		await ask('CREATE TABLE old.schema_version (version integer NOT NULL); INSERT INTO old.schema_version VALUES (1)');
		await ask(`INSERT INTO old.runs (org_id, run_id, pipeline, s_object, status, is_dry_run, lease_ms, started_at)
			VALUES ('00D', 'old run', 'hourly', 'Lead', 'Paused', false, 60000, 1795000000000)`);
		const store = await open('schema=old');
		expect(await store.findRun('old run')).toMatchObject({ status: 'Paused', settings: undefined });
		await store.resumeRun('old run', 'next', 60_000, someSettings);
		expect((await store.findRun('old run'))?.settings).toEqual(someSettings);
		await store.close();
	});

	it('upgrades a schema of 100,000 rows each of work, journal and staging, and reads them as they were', async () => {
		const inSchema = (sql: string) => sql.replaceAll('{schema}', 'large');
		const old = migrations.slice(0, 3);
		await ask(
			inSchema(
				`CREATE SCHEMA {schema}; ${old.join(';')}; CREATE TABLE {schema}.schema_version (version integer NOT NULL)`,
			),
		);
		await ask(inSchema(`INSERT INTO {schema}.schema_version VALUES (${old.length}); ${oldStoreRows.join(';')}`));
		const store = await open('schema=large');
		await expectOldRows(store);
		await store.close();
	});
});
