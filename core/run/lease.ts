import { EnrichmentError } from '../errors';
import type { SalesforceClient } from '../salesforce/client';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import { checkAllowance } from './run-ceilings';
import type { RunContext } from './run-context';
import { storeOfRun } from './run-store';

/** In whose name a run holds its pipeline's lease. */
export function leaseHolder(run: Run): string {
	return run.executionId ?? run.runId;
}

/**
 * What the stages of this run share; its `keepLease` asks the store at most once per quarter of the run's lease, its
 * `allowance` goes by what Salesforce tells the client too, where there is one.
 */
export function runContext(
	store: Store,
	run: Run,
	clock: () => Date,
	client?: Pick<SalesforceClient, 'knownAllowance'>,
): RunContext {
	const { leaseMs } = run;
	let renewedAt: number | undefined;

	const keepLease = async () => {
		const now = clock();
		if (isRecent(renewedAt, now, leaseMs / 4)) return;
		if (!(await store.renewLease(run, leaseHolder(run), now, leaseMs))) {
			throw leaseLost(run, await store.findRun(run.runId));
		}
		renewedAt = now.getTime();
	};

	const allowance = () => checkAllowance(store, run, clock(), client?.knownAllowance());

	return { run, store: storeOfRun(store, run, clock), keepLease, allowance };
}

function isRecent(renewedAt: number | undefined, now: Date, periodMs: number): boolean {
	if (renewedAt === undefined) return false;
	const elapsedMs = now.getTime() - renewedAt;
	// A clock that was set back tells nothing about the time that has passed.
	return elapsedMs >= 0 && elapsedMs < periodMs;
}

function leaseLost(run: Run, current: Run | undefined): EnrichmentError {
	const holder = leaseHolder(run);
	const successor = current && leaseHolder(current);
	const why =
		successor !== undefined && successor !== holder
			? `execution ${successor} has taken it over`
			: `it has ended (${current?.status ?? 'no longer in the store'})`;
	return new EnrichmentError(
		'lease_lost',
		`Run ${run.runId} of ${run.pipeline} over ${run.sObject} is no longer held by execution ${holder}: ${why}.`,
		{
			remedy:
				'Nothing is lost and nothing needs repeating; when this happens often, let Run Counts as Alive For of Run: Start be longer.',
			details: { runId: run.runId, holder, successor },
		},
	);
}
