import { batchHolder, isHeldOn } from '../record/batch';
import type { BatchStore } from '../store/contract/batches';
import type { LeaseStore } from '../store/contract/leases';
import type { Run, RunStore } from '../store/contract/runs';
import { reasonOf } from './stop-reason';
import type { StartRequest } from './start-run';

/** Longer than it takes from joining to the first batch. */
const doorMs = 60_000;

type JoinStore = Pick<RunStore, 'findUnfinishedRun'> &
	Pick<LeaseStore, 'acquireLease'> &
	Pick<BatchStore, 'countBatches' | 'listBatchHolders'>;

/** Who would like to help with a run. */
export interface JoinRequest extends Pick<StartRequest, 'orgId' | 'pipeline' | 'sObject' | 'workflowId' | 'isDryRun'> {
	readonly executionId: string;
	/** The process that it runs in. */
	readonly worker: string;
	/** How many executions of one process may work on one run, at least 1. */
	readonly perWorker: number;
}

/** `joined`: the run, still in the name of the execution that holds it, and the name under which batches of it are taken. */
export type JoinResult =
	| { readonly status: 'joined'; readonly run: Run; readonly holder: string; readonly open: number }
	| { readonly status: 'not_needed'; readonly why: string };

/**
 * Lets an execution take batches of the run that another one holds. Whoever helps prolongs the run's lease in the name of that
 * one, so that the run counts as alive while anybody works on it, and does not become its holder: only a run that all have
 * left is taken over, by a start.
 */
export async function joinRun(store: JoinStore, request: JoinRequest, now: Date): Promise<JoinResult> {
	const run = await store.findUnfinishedRun(request);
	if (!run || run.status !== 'Running' || reasonOf(run) !== undefined)
		return notNeeded('the run has just ended or was told to stop');
	if (run.workflowId !== request.workflowId) return notNeeded('the run belongs to another workflow');
	if (run.isDryRun !== request.isDryRun) return notNeeded(`the run is a ${run.isDryRun ? 'dry' : 'real'} one`);
	const { open, claimed, finished } = await store.countBatches(run.runId, now);
	if (open + claimed + finished === 0) return notNeeded('its batches are not prepared yet');
	if (open === 0) return notNeeded('all of its batches are taken');
	const here = (await store.listBatchHolders(run.runId, now)).filter((holder) => isHeldOn(holder, request.worker));
	if (here.length >= request.perWorker)
		return notNeeded(
			here.length === 1
				? 'an execution of this worker already helps with it'
				: `${here.length} executions of this worker already help with it`,
		);
	if (!(await takesTheDoor(store, request, now))) return notNeeded('an execution of this worker has just come to help');
	return { status: 'joined', run, holder: batchHolder(request.executionId, request.worker), open };
}

/** Whoever has joined holds no batch yet: for a minute no other execution of its worker follows. */
async function takesTheDoor(store: JoinStore, request: JoinRequest, now: Date): Promise<boolean> {
	const { orgId, pipeline, sObject, worker, executionId } = request;
	// Without what makes a process unlike all before it: a door for each would be left behind in the store.
	const place = worker.split(':').slice(0, 2).join(':');
	const door = { orgId, pipeline: `${pipeline} (joining)`, sObject: `${sObject} on ${place}` };
	return (await store.acquireLease(door, executionId, now, doorMs)).granted;
}

function notNeeded(why: string): JoinResult {
	return { status: 'not_needed', why };
}
