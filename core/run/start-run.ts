import { EnrichmentError } from '../errors';
import type { RunSettings } from '../record/run-settings';
import type { PipelineKey } from '../store/contract/pipeline-key';
import type { Run, RunKind, RunStore } from '../store/contract/runs';
import type { BatchStore } from '../store/contract/batches';
import type { CallStore } from '../store/contract/calls';
import type { LeaseStore } from '../store/contract/leases';
import { settingsOfResumed } from './run-ceilings';

type StartStore = LeaseStore & RunStore & Pick<CallStore, 'readCalls'> & Pick<BatchStore, 'reopenBatches'>;

export interface StartRequest extends PipelineKey {
	/** As in `Run`. */
	readonly kind?: RunKind;
	/** n8n's execution; one that has none is given an id of its own. */
	readonly executionId?: string;
	/** n8n's workflow, which the run will belong to. */
	readonly workflowId?: string;
	readonly isDryRun: boolean;
	/** How long a run may be silent before another execution takes it over. */
	readonly leaseMs: number;
	/** For all stages of the run; a run that is resumed takes them on. */
	readonly settings?: RunSettings;
}

/** `held`: another execution is at work on this pipeline, until it finishes or falls silent. */
export type StartResult =
	| { readonly status: 'started' | 'resumed'; readonly run: Run }
	| { readonly status: 'held'; readonly holder: string; readonly expiresAt: Date };

/**
 * Starts a run of the pipeline, or takes up the unfinished one whose execution has died. The same
 * execution starting again gets its own run back.
 */
export async function startRun(
	store: StartStore,
	request: StartRequest,
	now: Date,
	newRunId: () => string,
): Promise<StartResult> {
	// The lease is held in the execution's name, not the run's: a run that is resumed keeps its id,
	// and its dead execution must not be able to renew the lease of the living one.
	const executionId = request.executionId || newRunId();
	try {
		return await startUnderLease(store, request, executionId, now, newRunId);
	} catch (error) {
		// A lease alone cannot stop an execution that stalled between taking it and creating its run.
		// The store refuses a second unfinished run; asking again finds out who has the pipeline.
		if (!(error instanceof EnrichmentError) || error.code !== 'lease_held') throw error;
		return await startUnderLease(store, request, executionId, now, newRunId);
	}
}

async function startUnderLease(
	store: StartStore,
	request: StartRequest,
	executionId: string,
	now: Date,
	newRunId: () => string,
): Promise<StartResult> {
	const lease = await store.acquireLease(request, executionId, now, request.leaseMs);
	if (!lease.granted) return { status: 'held', holder: lease.holder, expiresAt: lease.expiresAt };

	const unfinished = await store.findUnfinishedRun(request);
	if (unfinished?.isDryRun === request.isDryRun) {
		return await resume(store, unfinished, executionId, request);
	}
	if (unfinished) await abandon(store, unfinished, now);

	const run: Run = {
		orgId: request.orgId,
		pipeline: request.pipeline,
		sObject: request.sObject,
		runId: newRunId(),
		...(request.kind && { kind: request.kind }),
		status: 'Running',
		executionId,
		workflowId: request.workflowId,
		isDryRun: request.isDryRun,
		leaseMs: request.leaseMs,
		startedAt: now,
		settings: request.settings,
	};
	await store.createRun(run);
	return { status: 'started', run };
}

/**
 * Takes up the run that was broken off, if there is one: it neither begins a run (`none`) nor goes on with one that pauses,
 * which waits for a start that somebody meant.
 */
export async function resumeBrokenOff(
	store: StartStore,
	request: StartRequest & { readonly executionId: string },
	now: Date,
): Promise<StartResult | { readonly status: 'none' }> {
	const { executionId } = request;
	// Looked for before the lease is asked for, because holding it, however shortly, would turn a start away.
	if (!isBrokenOff(await store.findUnfinishedRun(request), request)) return { status: 'none' };
	const lease = await store.acquireLease(request, executionId, now, request.leaseMs);
	if (!lease.granted) return { status: 'held', holder: lease.holder, expiresAt: lease.expiresAt };

	const unfinished = await store.findUnfinishedRun(request);
	if (unfinished && isBrokenOff(unfinished, request)) return await resume(store, unfinished, executionId, request);
	await store.releaseLease(request, executionId);
	return { status: 'none' };
}

function isBrokenOff(unfinished: Run | undefined, { isDryRun, workflowId }: StartRequest): boolean {
	return unfinished?.status === 'Running' && unfinished.isDryRun === isDryRun && unfinished.workflowId === workflowId;
}

async function resume(
	store: StartStore,
	unfinished: Run,
	executionId: string,
	{ leaseMs, settings: given, workflowId }: StartRequest,
): Promise<StartResult> {
	const settings = await settingsOfResumed(store, unfinished.runId, given);
	await store.resumeRun(unfinished.runId, executionId, leaseMs, settings, workflowId);
	// All who work on a run prolong its lease: it ran out, so whoever held these batches is gone. An execution that
	// starts again has its own still in work, and whoever works on a run that pauses may not have noticed yet.
	const isSilent = unfinished.status === 'Running' && unfinished.executionId !== executionId;
	if (isSilent) await store.reopenBatches(unfinished.runId);
	const running = { status: 'Running', reason: undefined, stop: undefined, finishedAt: undefined } as const;
	return { status: 'resumed', run: { ...unfinished, ...running, executionId, workflowId, leaseMs, settings } };
}

/**
 * Ends a dead run whose work cannot be continued: what a dry run left is not written, and what a
 * real one left is not previewed. Its watermark stayed, so its records are read again.
 */
async function abandon(store: Pick<RunStore, 'closeRun'>, run: Run, now: Date): Promise<void> {
	const kind = run.isDryRun ? 'dry' : 'real';
	const successor = run.isDryRun ? 'real' : 'dry';
	const reason = `This ${kind} run was left unfinished, and a ${successor} run took its place`;
	await store.closeRun(run.runId, { status: 'Failed', reason }, now);
}
