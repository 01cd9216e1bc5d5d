import type { Run } from '../store/contract/runs';
import type { Watermark } from '../store/contract/watermarks';
import type { Settlement } from '../store/contract/work';
import type { Store } from '../store/store';
import { finishRun } from '../stages/finish/finish';
import type { RunSummary } from './run-summary';
import { startRun } from './start-run';

/** A minute in milliseconds. */
export const minuteMs = 60_000;

/** For how long the runs of these tests may be silent. */
export const leaseMs = 10 * minuteMs;

/** When the runs of these tests start. */
export const noon = new Date('2026-11-21T12:00:00.000Z');

/** Where their windows end. */
export const settledUntil = inMinutes(-2);

/** What they belong to. */
export const key = { orgId: '00D000000000001AAA', pipeline: 'hourly', sObject: 'Lead' };

/** So long after noon; before it when negative. */
export function inMinutes(minutes: number): Date {
	return new Date(noon.getTime() + minutes * minuteMs);
}

/** The steps of a run as the stages take them, on one store. */
export class TestPipeline {
	constructor(private readonly store: Store) {}

	/** Throws when another execution holds the pipeline. */
	async start(executionId = 'first', now = noon, isDryRun = false): Promise<Run> {
		const request = { ...key, executionId, isDryRun, leaseMs };
		const result = await startRun(this.store, request, now, () => `run-of-${executionId}`);
		if (result.status === 'held') throw new Error(`held by ${result.holder}`);
		return result.run;
	}

	/** Takes on what is due and these records, then records the window; gives the Ids taken on. */
	async fetch(run: Run, ids: readonly string[], stoppedAt?: Watermark): Promise<string[]> {
		const due = await this.store.loadCarryOver(key, run.startedAt, 100);
		const carried = due.map(({ recordId }) => ({ recordId, isCarriedOver: true }));
		const work = [...carried, ...ids.map((recordId) => ({ recordId }))];
		await this.store.addWork(run, work);
		const window = { from: inMinutes(-62), until: settledUntil, stoppedAt };
		await this.store.recordWindow(run.runId, window);
		return work.map(({ recordId }) => recordId);
	}

	/** By record Id; `written` unless it says otherwise. */
	async settle(run: Run, settlements: Record<string, Partial<Settlement>>): Promise<void> {
		const all = Object.entries(settlements).map(([recordId, settlement]) => ({
			recordId,
			outcome: 'written' as const,
			...settlement,
		}));
		await this.store.settleWork(run, all);
	}

	/** Throws when the run has been finished before. */
	async finish(run: Run, failure?: string, now = inMinutes(1)): Promise<RunSummary> {
		const summary = await finishRun(this.store, run, { failure }, now);
		if (!summary || 'batches' in summary) throw new Error('no summary');
		return summary;
	}

	async isLeaseFree(): Promise<boolean> {
		const grant = await this.store.acquireLease(key, 'somebody else', inMinutes(1), 1);
		return grant.granted;
	}

	/** Attempts and drops by record Id. */
	async carriedOver(): Promise<Record<string, number[]>> {
		const entries = await this.store.loadCarryOver(key, inMinutes(100_000), 100);
		return Object.fromEntries(entries.map(({ recordId, attempts, drops }) => [recordId, [attempts, drops]]));
	}
}
