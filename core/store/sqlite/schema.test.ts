import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { anAttempt, aJournalRow, collect } from '../contract/store.builders';
import { expectOldRows, oldStoreRows } from '../contract/old-store.contract';
import { migrations } from './schema';
import { openSqliteStore } from './sqlite-store';
import { sqliteStatement } from './statement';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-schema-'));
afterAll(() => rmSync(folder, { recursive: true }));

const orgId = '00D000000000001AAA';
const at = '2026-11-20T12:00:00.000Z';

/** A store as the first released version left it, with a finished run that wrote one field. */
function aStoreOfVersion1(path: string): void {
	const database = new DatabaseSync(path);
	database.exec(migrations[0]);
	database.exec('PRAGMA user_version = 1');
	database.exec(`
		INSERT INTO runs (org_id, run_id, pipeline, s_object, status, is_dry_run, lease_ms, started_at, finished_at)
		VALUES ('${orgId}', 'old run', 'hourly', 'Lead', 'Success', 0, 180000, 1795000000000, 1795000060000);
		INSERT INTO work (org_id, run_id, record_id, is_carried_over, attempts, drops, outcome)
		VALUES ('${orgId}', 'old run', '00Q1', 1, 2, 0, 'written');
		INSERT INTO journal (org_id, run_id, record_id, s_object, field, before_json, after_json, status, at)
		VALUES ('${orgId}', 'old run', '00Q1', 'Lead', 'Industry', 'null', '"Energy"', 'written', '${at}');
		INSERT INTO watermarks VALUES ('${orgId}', 'hourly', 'Lead', 1795000000000, NULL);`);
	database.close();
}

describe('migrate', () => {
	it('upgrades a store of version 1 and keeps its data', async () => {
		const path = join(folder, 'version-1.sqlite');
		aStoreOfVersion1(path);
		const store = await openSqliteStore(path);

		const [run] = await store.listRuns(orgId, 10);
		expect(run).toMatchObject({ runId: 'old run', status: 'Success', leaseMs: 180_000, settings: undefined });
		expect(await collect(store.readWork(run))).toMatchObject([
			{ recordId: '00Q1', attempts: 2, settlement: { outcome: 'written' } },
		]);
		expect(await collect(store.readJournal('old run'))).toEqual([aJournalRow({ status: 'written', at })]);
		expect(await store.loadWatermark(run)).toEqual({ modifiedAt: new Date(1795000000000) });
		// And it does what version 1 could not.
		expect(await store.loadLastWritten(orgId, ['00Q1'])).toEqual([
			{ recordId: '00Q1', field: 'Industry', value: 'Energy' },
		]);
		await store.stageRows('old run', [{ recordId: '00Q1', values: {} }]);
		expect(await store.countStagedRows('old run')).toBe(1);
		await store.noteAttempts(orgId, [anAttempt()]);
		expect(await store.loadAttempts(orgId, ['00Q1'])).toEqual([anAttempt()]);
		await store.close();
	});

	it('upgrades a store of 100,000 rows each of work, journal and staging, and reads them as they were', async () => {
		const path = join(folder, 'large.sqlite');
		const database = new DatabaseSync(path);
		const old = migrations.slice(0, 4);
		old.forEach((migration) => database.exec(migration));
		database.exec(`PRAGMA user_version = ${old.length}`);
		oldStoreRows.forEach((sql) => database.exec(sqliteStatement(sql)));
		database.close();
		const store = await openSqliteStore(path);
		await expectOldRows(store);
		await store.close();
	});
});
