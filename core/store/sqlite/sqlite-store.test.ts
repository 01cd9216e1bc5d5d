import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Run } from '../contract/runs';
import { testStore } from '../store.contract';
import { openSqliteStore } from './sqlite-store';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

testStore('SQLite', () => openSqliteStore(join(folder, 'contract.sqlite')));

const aRun: Run = {
	orgId: '00D000000000001AAA',
	pipeline: 'hourly',
	sObject: 'Lead',
	runId: 'run-1',
	status: 'Running',
	isDryRun: false,
	leaseMs: 180_000,
	startedAt: new Date('2026-11-21T12:00:00.000Z'),
};

describe('openSqliteStore', () => {
	it('makes the file and its folder private', async () => {
		const path = join(folder, 'new', 'deeper', 'store.sqlite');
		const store = await openSqliteStore(path);
		await store.createRun(aRun);
		expect(statSync(join(folder, 'new', 'deeper')).mode & 0o777).toBe(0o700);
		for (const file of [path, `${path}-wal`, `${path}-shm`]) {
			expect(statSync(file).mode & 0o777).toBe(0o600);
		}
		await store.close();
	});

	it('keeps what was stored after it has been closed', async () => {
		const path = join(folder, 'again.sqlite');
		const first = await openSqliteStore(path);
		await first.createRun(aRun);
		await first.close();
		const second = await openSqliteStore(path);
		expect(await second.findRun('run-1')).toEqual(aRun);
		await second.close();
	});

	it('gives each store in memory its own data', async () => {
		const [one, other] = [await openSqliteStore(':memory:'), await openSqliteStore(':memory:')];
		await one.createRun(aRun);
		expect(await other.findRun('run-1')).toBeUndefined();
	});

	it('refuses a file that a newer version wrote', async () => {
		const path = join(folder, 'newer.sqlite');
		const database = new DatabaseSync(path);
		database.exec('PRAGMA user_version = 9999');
		database.close();
		await expect(openSqliteStore(path)).rejects.toMatchObject({
			code: 'store_unavailable',
			retryable: false,
			message: expect.stringContaining('9999'),
		});
	});

	it('refuses a file that is no database', async () => {
		const path = join(folder, 'text.sqlite');
		writeFileSync(path, 'not a database, but long enough to be read as the header of one '.repeat(20));
		await expect(openSqliteStore(path)).rejects.toMatchObject({
			code: 'store_unavailable',
			retryable: false,
		});
	});

	it('refuses a folder that cannot be made', async () => {
		writeFileSync(join(folder, 'file'), '');
		await expect(openSqliteStore(join(folder, 'file', 'store.sqlite'))).rejects.toMatchObject({
			code: 'store_unavailable',
		});
	});

	it('names the Node it needs when SQLite is missing', async () => {
		jest.resetModules();
		jest.doMock('node:sqlite', () => {
			throw new Error('No such built-in module: node:sqlite');
		});
		const older = await import('./sqlite-store');
		await expect(older.openSqliteStore(':memory:')).rejects.toMatchObject({
			code: 'store_unavailable',
			remedy: expect.stringContaining('n8n 2.38 or newer'),
		});
		jest.dontMock('node:sqlite');
	});
});
