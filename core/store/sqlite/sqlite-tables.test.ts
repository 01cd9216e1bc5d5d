import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createNew } from '../backup';
import { testBackups } from '../contract/backup.contract';
import { fillStore } from '../contract/full-store.builders';
import { remadeTables, storeTables, tablesOfKeys } from '../tables';
import { openSqliteStore } from './sqlite-store';
import { copySqliteStore, openSqliteTables } from './sqlite-tables';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = () => join(folder, `${files++}.sqlite`);

testBackups('SQLite', () => {
	const path = newPath();
	return {
		openStore: async () => await openSqliteStore(path),
		openTables: async () => await openSqliteTables(path),
	};
});

describe('openSqliteTables', () => {
	it('knows every table and column that the schema has', async () => {
		const path = newPath();
		await (await openSqliteStore(path)).close();
		const database = new DatabaseSync(path);
		const kinds: Record<string, string[]> = {
			TEXT: ['text'],
			INTEGER: ['integer', 'flag'],
			REAL: ['real'],
		};
		const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
		expect(tables.map(({ name }) => name).sort()).toEqual(
			[...[...storeTables, ...remadeTables].map(({ name }) => name), ...tablesOfKeys].sort(),
		);
		for (const { name, columns } of [...storeTables, ...remadeTables]) {
			const actual = database.prepare(`SELECT name, type FROM pragma_table_info('${name}')`).all();
			expect(actual.map((column) => column.name).sort()).toEqual(Object.keys(columns).sort());
			for (const column of actual) {
				expect(kinds[String(column.type)]).toContain(columns[String(column.name)]);
			}
		}
		database.close();
	});
});

describe('copySqliteStore', () => {
	it('writes one complete private database while the store is in use', async () => {
		const [path, target] = [newPath(), newPath()];
		const store = await openSqliteStore(path);
		const run = await fillStore(store);
		await (await createNew(target)).close();
		await copySqliteStore(path, target);
		expect(statSync(target).mode & 0o777).toBe(0o600);

		const copy = await openSqliteStore(target);
		expect(await copy.findRun(run.runId)).toEqual(await store.findRun(run.runId));
		await copy.close();
		await store.close();
	});
});
