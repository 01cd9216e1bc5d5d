import { join } from 'node:path';
import type { RunSummary } from '../../core/run/run-summary';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { PipelineKey } from '../../core/store/contract/pipeline-key';
import type { Store } from '../../core/store/store';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow } from '../salesforce/enrichment-org';
import type { OrgRow } from './crash-org';
import type { CrashPoint, Trace, Way } from './crash-point';
import { runProcess } from './crash-process';
import { pipeline, sObject } from './pipeline';
import { readLedger, type Ledger } from './read-ledger';
import { countSavedRows, isWrite } from './saved-rows';

/** Longer than the leases of run, batch and records. */
export const pauseMs = 35 * 60_000;

/** Where a run is worked on, and how. */
export interface RunSetting {
	readonly org: SalesforceEmulator;
	/** For the store. */
	readonly folder: string;
	/** Tells the stores of the runs apart. */
	readonly name: string;
	readonly referenceFile: string;
	readonly way: Way;
	readonly batchSize: number;
}

/** How far the pipeline's run had come when its process died: `planned` means that its selection is frozen. */
export type Phase = 'begun' | 'planned' | 'closed';

/** What a run left, once all its processes have ended. */
export interface RunEnd {
	readonly rows: readonly OrgRow[];
	readonly ledger: Ledger;
	readonly summaries: readonly RunSummary[];
	/** One for every process that was killed. */
	readonly kills: readonly Phase[];
	/** One that the org saved twice counts twice. */
	readonly savedRows: number;
	/** What the last process did. */
	readonly trace: Trace;
}

/** Runs the pipeline on the org as it was seeded; each process is killed at its point, and the next one resumes, until one comes to its end. */
export async function runToEnd(setting: RunSetting, points: readonly CrashPoint[]): Promise<RunEnd> {
	const { org, folder, name, referenceFile, way, batchSize } = setting;
	org.reset();
	const storePath = join(folder, `${name}.sqlite`);
	const summaries: RunSummary[] = [];
	const kills: Phase[] = [];
	for (;;) {
		// Nothing waits for a lease to run out: the next process starts behind it.
		const now = new Date(orgNow.getTime() + kills.length * pauseMs);
		org.setClock(() => now);
		const executionId = `exec-${kills.length + 1}`;
		const order = { url: org.url, storePath, referenceFile, executionId, now: now.toISOString(), way, batchSize };
		const logged = org.calls.log.length;
		const end = await runProcess(org, order, points[kills.length]);
		end.summaries.forEach((summary) => summaries.push(summary));
		if (end.wasKilled) {
			kills.push(await withStore(storePath, (store) => phaseOf(store, keyOf(org), now)));
			continue;
		}
		const writes = org.calls.log.slice(logged).flatMap((call, index) => (isWrite(call) ? [index + 1] : []));
		const trace = { requests: end.requests, writes, storeCalls: end.storeCalls };
		const ledger = await withStore(storePath, (store) => readLedger(store, keyOf(org), now));
		return { kills, summaries, trace, ledger, savedRows: await countSavedRows(org), rows: org.org.rows(sObject) };
	}
}

/** Of the pipeline in this org. */
export function keyOf({ identity }: SalesforceEmulator): PipelineKey {
	return { orgId: identity.id, pipeline, sObject };
}

async function withStore<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
	const store = await openSqliteStore(path);
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}

async function phaseOf(store: Store, key: PipelineKey, now: Date): Promise<Phase> {
	const run = await store.findUnfinishedRun(key);
	if (!run) return (await store.listRuns(key.orgId, 1)).length > 0 ? 'closed' : 'begun';
	const { open, claimed, finished } = await store.countBatches(run.runId, now);
	return open + claimed + finished > 0 ? 'planned' : 'begun';
}
