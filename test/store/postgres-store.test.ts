import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Client } from 'pg';
import { backUp, restore } from '../../core/store/backup';
import { testBackups } from '../../core/store/contract/backup.contract';
import { fillStore } from '../../core/store/contract/full-store.builders';
import {
	aJournalRow,
	aKeptRun,
	aPipeline,
	aRun,
	collect,
	minuteMs,
	noon,
} from '../../core/store/contract/store.builders';
import { connectPostgres, openPostgresStore } from '../../core/store/postgres/postgres-store';
import { openPostgresTables } from '../../core/store/postgres/postgres-tables';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { openSqliteTables } from '../../core/store/sqlite/sqlite-tables';
import { get, type Work } from '../../core/store/sql/statement';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import { testStore } from '../../core/store/store.contract';
import { remadeTables, storeTables } from '../../core/store/tables';
import { instanceStore } from '../../nodes/wiring/store';
import { findPostgres } from './postgres-binaries';
import { type PostgresServer, startPostgres } from './postgres-server';

// Outside of any hook, so that a missing PostgreSQL is one failure with one message.
const packageFolder = findPostgres();

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres(packageFolder);
});
afterAll(async () => await server?.stop());

let schemas = 0;
const newSchema = () => `schema=test_${schemas++}`;
const open = async (parameters = newSchema()) => await openPostgresStore(server.url(parameters));
const ask = async (sql: string) => {
	const client = new Client({ connectionString: server.url() });
	await client.connect();
	const { rows } = await client.query<Record<string, unknown>>(sql);
	await client.end();
	return rows;
};

testStore('PostgreSQL', async () => await openPostgresStore(server.url()));

testBackups('PostgreSQL', () => {
	const schema = newSchema();
	return {
		openStore: async () => await openPostgresStore(server.url(schema)),
		openTables: async () => await openPostgresTables(server.url(schema)),
	};
});

describe('openPostgresStore', () => {
	it('makes its schema once when many processes open it at the same time', async () => {
		const schema = newSchema();
		const stores = await Promise.all(Array.from({ length: 6 }, async () => await open(schema)));
		const run = await aKeptRun(stores[0]);
		expect(await stores[5].findRun(run.runId)).toEqual(run);
		await Promise.all(stores.map(async (store) => await store.close()));
	});

	it('waits for the disk, unless what it keeps is to be kept with the next', async () => {
		const db = await connectPostgres(server.url(newSchema()));
		function* waits(): Work<unknown> {
			return (yield* get('SHOW synchronous_commit'))?.synchronous_commit;
		}
		expect(await db.transact(waits, 'with_next')).toBe('off');
		expect(await db.transact(waits)).toBe('on');
		await db.close();
	});

	it('keeps stores of different schemas apart', async () => {
		const [one, other] = [await open(), await open()];
		const run = await aKeptRun(one);
		expect(await other.findRun(run.runId)).toBeUndefined();
		await one.close();
		await other.close();
	});

	it('knows every table and column that the schema has', async () => {
		await (await open('schema=columns_test')).close();
		const columns = await ask(`SELECT table_name, column_name, data_type
			FROM information_schema.columns WHERE table_schema = 'columns_test'`);
		const kinds: Record<string, string> = {
			text: 'text',
			bigint: 'integer',
			integer: 'integer',
			'double precision': 'real',
			boolean: 'flag',
		};
		const actual: Record<string, Record<string, string>> = {};
		for (const { table_name, column_name, data_type } of columns) {
			(actual[String(table_name)] ??= {})[String(column_name)] = kinds[String(data_type)];
		}
		expect(actual).toEqual({
			...Object.fromEntries([...storeTables, ...remadeTables].map((table) => [table.name, table.columns])),
			schema_version: { version: 'integer' },
			store_keys: { name: 'text', value: 'text' },
		});
	});

	it('works for a user who may not create schemas, in one made for it', async () => {
		await ask('CREATE SCHEMA given; CREATE ROLE modest LOGIN; GRANT ALL ON SCHEMA given TO modest');
		await ask("ALTER ROLE modest PASSWORD 'secret'");
		const as = (schema: string) =>
			openPostgresStore(server.url(`schema=${schema}`).replace(/tester:[^@]+/, 'modest:secret'));
		const store = await as('given');
		await aKeptRun(store);
		await store.close();
		await expect(as('other')).rejects.toMatchObject({
			code: 'store_unavailable',
			retryable: false,
			message: expect.stringContaining('permission denied'),
		});
	});

	it('refuses a schema that a newer version wrote', async () => {
		await (await open('schema=newer')).close();
		await ask('UPDATE newer.schema_version SET version = 99');
		await expect(open('schema=newer')).rejects.toMatchObject({
			code: 'store_unavailable',
			retryable: false,
			message: expect.stringContaining('99'),
		});
	});

	it('does not tell the password, neither where it is nor when it fails', async () => {
		const store = await open();
		expect(store.location).toMatch(/^postgres:\/\/tester@127\.0\.0\.1:\d+\/postgres\?schema=test_\d+$/);
		await store.close();
		const wrong = openPostgresStore(server.url().replace(/tester:[^@]+/, 'tester:mistyped-secret'));
		const error: unknown = await wrong.catch((cause: unknown) => cause);
		expect(error).toMatchObject({ code: 'store_unavailable', retryable: false });
		expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('mistyped-secret');
	});

	it('keeps what the character NUL would have made PostgreSQL refuse', async () => {
		const store = await open();
		const run = await aKeptRun(store);
		await store.settleWork(run, [{ recordId: '00Q1', outcome: 'rejected', message: 'a\0b' }]);
		const [state] = await collect(store.readWork(run));
		expect(state.settlement?.message).toBe('ab');
		await store.close();
	});
});

describe('a PostgreSQL store under load and failure', () => {
	let store: Store;
	beforeAll(async () => {
		store = await open();
	});
	afterAll(async () => await store.close());

	it('does not block itself when two write the same rows in opposite orders', async () => {
		const run = await aKeptRun(store);
		const ids = Array.from({ length: 400 }, (_, index) => `00Q${index}`);
		const other = await openPostgresStore(server.url(`schema=${schemaOf(store)}`));
		const rows = (order: readonly string[]) => order.map((recordId) => aJournalRow({ recordId }));
		await Promise.all(
			Array.from({ length: 10 }, async (_, index) => {
				const [writer, order] = index % 2 === 0 ? [store, ids] : [other, ids.toReversed()];
				await writer.journal(run.runId, rows(order));
				await writer.claimRecords(run.orgId, order, run.runId, noon, minuteMs);
			}),
		);
		expect(await collect(store.readJournal(run.runId))).toHaveLength(ids.length);
		await other.close();
	});

	/** Claims 'a' and 'b' by the store, and does `interfere` when it has 'a' and waits for a rival who has 'b'. */
	const claimAgainstRival = async (interfere: (rival: Rival) => Promise<unknown>) => {
		const run = await aKeptRun(store);
		const client = new Client({ connectionString: server.url() });
		await client.connect();
		const sql = `INSERT INTO ${schemaOf(store)}.record_claims VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING`;
		const claim = async (recordId: string) => await client.query(sql, [run.orgId, recordId, run.runId]);
		// Whoever waits this long first looks for a deadlock and is the one refused: always the store.
		await client.query("SET deadlock_timeout = '1min'");
		await client.query('BEGIN');
		await claim('b');
		const claimed = Promise.allSettled([store.claimRecords(run.orgId, ['a', 'b'], run.runId, noon, minuteMs)]);
		let waiting: number | undefined;
		while (waiting === undefined) {
			waiting = (await ask('SELECT pid FROM pg_locks WHERE NOT granted'))[0]?.pid as number | undefined;
		}
		await interfere({ claim, waiting });
		await client.query('COMMIT');
		await client.end();
		return { run, claimed: (await claimed)[0] };
	};

	it('repeats by itself what lost a deadlock', async () => {
		const { claimed } = await claimAgainstRival(async (rival) => await rival.claim('a'));
		expect(claimed).toEqual({ status: 'fulfilled', value: ['a', 'b'] });
	});

	it('does it again when its connection is cut, and has kept nothing of the first attempt', async () => {
		const { run, claimed } = await claimAgainstRival(
			async ({ waiting }) => await ask(`SELECT pg_terminate_backend(${waiting})`),
		);
		expect(claimed).toEqual({ status: 'fulfilled', value: ['a', 'b'] });
		expect(
			await ask(
				`SELECT record_id FROM ${schemaOf(store)}.record_claims WHERE run_id = '${run.runId}' ORDER BY record_id`,
			),
		).toEqual([{ record_id: 'a' }, { record_id: 'b' }]);
	});

	it('lets more callers wait than it has connections', async () => {
		const runs = Array.from({ length: 40 }, () => aRun());
		await Promise.all(runs.map(async (run) => await store.createRun(run)));
		const found = await Promise.all(runs.map(async (run) => await store.findRun(run.runId)));
		expect(found).toEqual(runs);
	});

	it('works again after all of its idle connections were cut', async () => {
		const run = await aKeptRun(store);
		// Waits until each is gone; which of them the store has noticed is left to chance.
		const cut = await ask(
			"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
		);
		let found: Run | undefined;
		for (let attempt = 0; attempt <= cut.length && !found; attempt += 1) {
			found = await store.findRun(run.runId).catch((error: unknown) => {
				expect(error).toMatchObject({ code: 'store_unavailable', retryable: true });
				return undefined;
			});
		}
		expect(found).toEqual(run);
	});

	it.each(['restart', 'crash'] as const)(
		'goes on over a %s of the server, and does nothing twice',
		async (how) => {
			const run = await aKeptRun(store);
			let isOver = false;
			const work = Array.from({ length: 4 }, async (_, worker) => {
				let calls = 0;
				for (; !isOver || calls < 20; calls += 1)
					await store.settleWork(run, [{ recordId: `${worker}-${calls}`, outcome: 'written' }]);
				return calls;
			});
			await server.restart(how === 'crash' ? 'SIGQUIT' : 'SIGINT');
			isOver = true;
			const calls = (await Promise.allSettled(work)).map((each) =>
				each.status === 'fulfilled' ? each.value : (each.reason as Error),
			);
			// Only what may have been kept already is left to the caller.
			if (how === 'restart') expect(calls).toEqual(calls.map(() => expect.any(Number)));
			const kept = (await collect(store.readWork(run))).flat().length;
			if (calls.every((each) => typeof each === 'number'))
				expect(kept).toBe(calls.reduce((sum, each) => sum + each, 0));
		},
		60_000,
	);

	it('keeps leases and batches over a crash of the server', async () => {
		const key = aPipeline();
		const run = await aKeptRun(store, { orgId: key.orgId });
		await store.acquireLease(key, 'first', noon, minuteMs);
		await store.planBatches(run.runId, [{ batchId: 0, recordIds: ['00Q1'] }]);
		await store.claimBatch(run.runId, 'first', noon, minuteMs);
		await server.restart();
		const after = await openPostgresStore(server.url(`schema=${schemaOf(store)}`));
		expect(await after.acquireLease(key, 'second', noon, minuteMs)).toMatchObject({ holder: 'first' });
		expect(await after.countBatches(run.runId, noon)).toEqual({ open: 0, claimed: 1, finished: 0 });
		await after.close();
	});
});

describe('a backup of one kind of store', () => {
	it('goes into the other kind, and back', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'store-move-'));
		const path = join(folder, 'store.sqlite');
		const sqlite = await openSqliteStore(path);
		const run = await fillStore(sqlite);
		const [there, back] = [join(folder, 'there'), join(folder, 'back')];

		const fromSqlite = await openSqliteTables(path);
		await backUp(fromSqlite, there);
		const postgres = await openPostgresTables(server.url('schema=moved'));
		const rows = await restore(postgres, there, false);
		const moved = await open('schema=moved');
		expect(await moved.findRun(run.runId)).toEqual(run);
		expect(await collect(moved.readWork(run))).toEqual(await collect(sqlite.readWork(run)));

		await backUp(postgres, back);
		expect(await restore(fromSqlite, back, true)).toBe(rows);
		expect(await collect(sqlite.readJournal(run.runId))).toHaveLength(1650);
		for (const each of [sqlite, fromSqlite, postgres, moved]) await each.close();
		rmSync(folder, { recursive: true });
	});
});

describe('instanceStore', () => {
	it('is PostgreSQL in queue mode, opened once per process', async () => {
		const before = { ...process.env };
		Object.assign(process.env, {
			EXECUTIONS_MODE: 'queue',
			SALESFORCE_ENRICHMENT_STORE: server.url('schema=queue_mode'),
		});
		const [store, again] = await Promise.all([instanceStore(), instanceStore()]);
		process.env = before;
		expect(again).toBe(store);
		expect(store.location).toMatch(/^postgres:.+schema=queue_mode$/);
		await aKeptRun(store);
		await store.close();
	});
});

interface Rival {
	readonly claim: (recordId: string) => Promise<unknown>;
	/** The server process of the store's connection. */
	readonly waiting: number;
}

function schemaOf(store: Store): string {
	return /schema=(\w+)/.exec(store.location)?.[1] ?? '';
}
