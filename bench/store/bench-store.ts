import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { chunk } from 'lodash';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { JournalRow } from '../../core/store/contract/journal';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';

const pageSize = 500;
const at = '2026-11-21T12:00:00.000Z';
const now = new Date(at);
const run: Run = {
	orgId: '00D000000000001AAA',
	pipeline: 'bench',
	sObject: 'Lead',
	runId: '2f1d8c0e-7a54-4b0e-9d53-0a7d5c1be2f4',
	status: 'Running',
	isDryRun: false,
	leaseMs: 180_000,
	startedAt: now,
};

interface Figures {
	readonly cpuMs: number;
	readonly bytes: number;
	readonly statements: number;
}

/** What a run that is delivered at its finish asks of the store, and nothing else of it; prints the median of several. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rows: { type: 'string', default: '50000' },
			fields: { type: 'string', default: '1' },
			times: { type: 'string', default: '5' },
		},
	});
	const [rows, fields, times] = [Number(values.rows), Number(values.fields), Number(values.times)];
	const counted = countStatements();
	const all: Figures[] = [];
	for (let time = 0; time < times; time += 1) all.push(await measure(rows, fields, counted));
	const { cpuMs, bytes, statements } = all.toSorted((one, other) => one.cpuMs - other.cpuMs)[Math.floor(times / 2)];
	const spread = all.map((each) => Math.round(each.cpuMs)).sort((one, other) => one - other);
	console.log(`${rows} rows, ${fields} fields each, pages of ${pageSize}, Node ${process.versions.node}`);
	console.log(
		`CPU ${(cpuMs / 1000).toFixed(2)} s (${spread.join(', ')} ms), store ${(bytes / 2 ** 20).toFixed(1)} MB, ${(statements / (rows / pageSize)).toFixed(1)} statements a page`,
	);
}

async function measure(rows: number, fields: number, counted: { statements: number }): Promise<Figures> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
	const path = join(folder, 'store.sqlite');
	const store = await openSqliteStore(path);
	const ids = Array.from({ length: rows }, (_, index) => `00Q${String(index).padStart(12, '0')}AAA`);
	const before = process.cpuUsage();
	counted.statements = 0;
	await replay(store, ids, fields);
	const { user, system } = process.cpuUsage(before);
	const { statements } = counted;
	await store.close();
	const { size } = statSync(path);
	rmSync(folder, { recursive: true });
	return { cpuMs: (user + system) / 1000, bytes: size, statements };
}

async function replay(store: Store, ids: readonly string[], fields: number): Promise<void> {
	await store.createRun(run);
	for (const page of chunk(ids, pageSize)) await stagePage(store, page, fields);
	await store.summarizeStagedRows(run.runId);
	for await (const rows of store.readStagedRows(run.runId))
		await store.loadWork(
			run,
			rows.map(({ recordId }) => recordId),
		);
	for await (const rows of store.readStagedRows(run.runId, true)) {
		await store.confirmStagedRows(
			run.runId,
			rows.map(({ recordId }) => recordId),
			at,
		);
	}
	for await (const states of store.readWork(run)) states.forEach(({ settlement }) => settlement?.outcome);
	for await (const changes of store.readJournal(run.runId)) changes.forEach(({ status }) => status);
	await store.countOutcomes(run);
}

async function stagePage(store: Store, ids: readonly string[], fields: number): Promise<void> {
	const names = Array.from({ length: fields }, (_, index) => `Field_${index}__c`);
	await store.addWork(
		run,
		ids.map((recordId) => ({ recordId, version: at })),
	);
	await store.claimRecords(run.orgId, ids, run.runId, now, run.leaseMs);
	await store.loadLastWritten(run.orgId, ids);
	await store.loadJournal(run.runId, ids);
	const values = Object.fromEntries(names.map((name) => [name, `a value of ${name}`]));
	await store.savePart(run, {
		journal: ids.flatMap((recordId) => names.map((field) => aChange(recordId, field))),
		staged: ids.map((recordId) => ({ recordId, values })),
		settlements: ids.map((recordId) => ({
			recordId,
			outcome: 'staged',
			enrichOutcome: 'matched',
			retryable: true,
			confidence: 1,
		})),
	});
}

function aChange(recordId: string, field: string): JournalRow {
	const origin = { provider: 'bench', confidence: 1, observedAt: '2026-11-01', policy: 'always' };
	return {
		recordId,
		sObject: run.sObject,
		field,
		before: null,
		after: `a value of ${field}`,
		...origin,
		status: 'intended',
		at,
	};
}

/** Counts every statement of this process from now on. */
function countStatements(): { statements: number } {
	const counted = { statements: 0 };
	const count = <T extends object>(owner: T, name: keyof T) => {
		const original = owner[name] as (...args: unknown[]) => unknown;
		owner[name] = function counting(this: unknown, ...args: unknown[]) {
			counted.statements += 1;
			return original.apply(this, args);
		} as T[keyof T];
	};
	for (const name of ['run', 'get', 'all'] as const) count(StatementSync.prototype, name);
	count(DatabaseSync.prototype, 'exec');
	return counted;
}

void main();
