import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp, restore } from '../backup';
import type { Store } from '../store';
import type { TableStore } from '../table-store';
import { storeTables } from '../tables';
import { fillStore } from './full-store.builders';
import { aJournalRow, aRun, collect } from './store.builders';

/** One empty database and the two ways to open it. */
export interface FreshStore {
	openStore(): Promise<Store>;
	openTables(): Promise<TableStore>;
}

/** What every store does with backups; `fresh` makes a database of its own each time. */
export function testBackups(name: string, fresh: () => FreshStore): void {
	describe(`${name} as a store that is backed up`, () => {
		let folder: string;
		beforeAll(() => {
			folder = mkdtempSync(join(tmpdir(), 'backup-'));
		});
		afterAll(() => rmSync(folder, { recursive: true }));
		let files = 0;
		const newFile = () => join(folder, `backup-${files++}.ndjson`);
		const using = async <T>(tables: Promise<TableStore>, work: (open: TableStore) => Promise<T>) => {
			const open = await tables;
			try {
				return await work(open);
			} finally {
				await open.close();
			}
		};
		const save = async (from: FreshStore) => {
			const file = newFile();
			await using(from.openTables(), async (tables) => await backUp(tables, file));
			return file;
		};
		const load = async (into: FreshStore, file: string, replace = false) =>
			await using(into.openTables(), async (tables) => await restore(tables, file, replace));
		const filled = async () => {
			const database = fresh();
			const store = await database.openStore();
			const run = await fillStore(store);
			await store.close();
			return { database, run };
		};

		it('brings every row of every table into an empty store', async () => {
			const { database } = await filled();
			const file = await save(database);
			const text = readFileSync(file, 'utf8');
			for (const table of storeTables) expect(text).toContain(`{"table":"${table.name}"`);
			expect(statSync(file).mode & 0o777).toBe(0o600);

			const other = fresh();
			expect(await load(other, file)).toBe(text.trim().split('\n').length - 2);
			expect(readFileSync(await save(other), 'utf8')).toBe(text);
		});

		it('goes on behind what was restored', async () => {
			const { database, run } = await filled();
			const other = fresh();
			await load(other, await save(database));
			const store = await other.openStore();
			const next = aRun({ orgId: run.orgId, executionId: run.executionId, status: 'Success' });
			await store.createRun(next);
			await store.journal(run.runId, [aJournalRow({ field: 'Added__c' })]);
			expect(await store.listRuns(run.orgId, 1)).toMatchObject([{ runId: next.runId }]);
			const journal = await collect(store.readJournal(run.runId));
			expect(journal.at(-1)).toMatchObject({ field: 'Added__c' });
			await store.close();
		});

		it('refuses a store that is not empty, and leaves it as it is', async () => {
			const file = await save((await filled()).database);
			const { database, run } = await filled();
			const before = readFileSync(await save(database), 'utf8');
			await expect(load(database, file)).rejects.toMatchObject({
				code: 'invalid_parameter',
				remedy: expect.stringContaining('--replace'),
			});
			expect(readFileSync(await save(database), 'utf8')).toBe(before);
			expect(before).toContain(run.runId);
		});

		it('replaces what is there when told', async () => {
			const file = await save((await filled()).database);
			const { database } = await filled();
			await load(database, file, true);
			expect(readFileSync(await save(database), 'utf8')).toBe(readFileSync(file, 'utf8'));
		});

		it.each<[string, (file: string) => void]>([
			['cut off', (file) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -200))],
			['without its last line', (file) => rewrite(file, (lines) => lines.slice(0, -1))],
			['with a line missing', (file) => rewrite(file, (lines) => lines.toSpliced(3, 1))],
			['with something behind its end', (file) => appendFileSync(file, '{"table":"runs","row":{}}\n')],
			['with a value of another kind', (file) => rewriteText(file, '"attempts":', '"attempts":"x","was":')],
			['with a row that breaks a key', (file) => rewrite(file, (lines) => lines.toSpliced(2, 0, lines[1]))],
			['of a newer version', (file) => rewriteText(file, '"version":1}', '"version":2}')],
			['of something else', (file) => writeFileSync(file, 'Id,Name\n1,x\n')],
			['that is empty', (file) => writeFileSync(file, '')],
		])('restores nothing of a file %s', async (_case, damage) => {
			const file = await save((await filled()).database);
			damage(file);
			const other = fresh();
			await expect(load(other, file)).rejects.toMatchObject({
				code: expect.stringMatching(/^(invalid_input|store_unavailable)$/),
			});
			expect(
				readFileSync(await save(other), 'utf8')
					.trim()
					.split('\n'),
			).toHaveLength(2);
		});

		it('shows one moment, whatever is written meanwhile', async () => {
			const { database, run } = await filled();
			const expected = readFileSync(await save(database), 'utf8');
			const store = await database.openStore();
			const file = newFile();
			await using(database.openTables(), async (tables) => {
				const disturbed: TableStore = {
					...tables,
					readAll: async (take) =>
						await tables.readAll(async (page) => {
							await take(page);
							await store.addDailyCalls(run.orgId, '2026-11-21', 1);
						}),
				};
				await backUp(disturbed, file);
			});
			await store.close();
			expect(readFileSync(file, 'utf8')).toBe(expected);
		});

		it('reads a backup of before rows carried the number of their run', async () => {
			const file = newFile();
			writeFileSync(file, oldBackup.map((line) => `${JSON.stringify(line)}\n`).join(''));
			const database = fresh();
			expect(await load(database, file)).toBe(6);
			const store = await database.openStore();
			const run = await store.findRun('old run');
			expect(await collect(store.readWork(run ?? aRun()))).toMatchObject([
				{ recordId: '00Q1', isCarriedOver: true, settlement: { outcome: 'written' } },
			]);
			const change = { recordId: '00Q1', before: null, status: 'written', at: '2026-11-20T12:00:00.000Z' };
			expect(await collect(store.readJournal('old run'))).toMatchObject([
				{ ...change, field: 'Title', after: 'CTO', confidence: 0.5 },
				{ ...change, field: 'Phone', after: null },
				{ ...change, field: 'Title', recordId: '00Q2', after: 'CFO' },
			]);
			expect(await collect(store.readStagedRows('old run'))).toEqual([{ recordId: '00Q1', values: { Fax: 1 } }]);
			await store.close();
		});

		it('refuses a file that is there already', async () => {
			const { database } = await filled();
			const file = await save(database);
			const again = using(database.openTables(), async (tables) => await backUp(tables, file));
			await expect(again).rejects.toMatchObject({ code: 'invalid_parameter' });
		});

		it('refuses a file that is not there', async () => {
			await expect(load(fresh(), join(folder, 'no such file'))).rejects.toMatchObject({
				code: 'invalid_parameter',
			});
		});
	});
}

const ofOldRun = { org_id: '00D000000000001AAA', run_id: 'old run' };
const oldChange = {
	...ofOldRun,
	s_object: 'Lead',
	before_json: 'null',
	status: 'written',
	at: '2026-11-20T12:00:00.000Z',
};
const oldBackup: readonly unknown[] = [
	{ format: 'n8n-nodes-salesforce-enrichment store', version: 1 },
	{
		table: 'runs',
		row: {
			sequence: 7,
			...ofOldRun,
			pipeline: 'hourly',
			s_object: 'Lead',
			status: 'Success',
			is_dry_run: false,
			lease_ms: 1,
			started_at: 1,
		},
	},
	{
		table: 'work',
		row: { ...ofOldRun, record_id: '00Q1', is_carried_over: true, attempts: 0, drops: 0, outcome: 'written' },
	},
	{
		table: 'journal',
		row: { sequence: 1, ...oldChange, record_id: '00Q1', field: 'Title', after_json: '"CTO"', confidence: 0.5 },
	},
	{ table: 'journal', row: { sequence: 2, ...oldChange, record_id: '00Q2', field: 'Title', after_json: '"CFO"' } },
	{ table: 'journal', row: { sequence: 3, ...oldChange, record_id: '00Q1', field: 'Phone', after_json: 'null' } },
	{ table: 'staged_rows', row: { ...ofOldRun, record_id: '00Q1', parent_id: '', values_json: '{"Fax":1}' } },
	{ end: true, rows: 6 },
];

function rewrite(file: string, change: (lines: readonly string[]) => readonly string[]): void {
	const lines = readFileSync(file, 'utf8').trim().split('\n');
	writeFileSync(file, `${change(lines).join('\n')}\n`);
}

function rewriteText(file: string, from: string, to: string): void {
	writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}
