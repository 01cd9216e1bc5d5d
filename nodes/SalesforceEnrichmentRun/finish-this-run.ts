import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { underWayColumns } from '../../core/run/batch-columns';
import { runColumns } from '../../core/run/run-columns';
import { findRunDetails } from '../../core/run/run-details';
import { runSentence } from '../../core/run/run-sentence';
import { finishRun, type FinishedRun } from '../../core/stages/finish/finish';
import { deliveryOver, type DeliveryMeans, type RunDelivery } from '../../core/stages/finish/deliver-run';
import { recordInOrg } from './record-in-org';
import type { Run } from '../../core/store/contract/runs';
import type { Store } from '../../core/store/store';
import { systemClock } from '../wiring/clock';
import { fieldNamesFor } from '../wiring/field-names-parameter';
import { asItem } from '../wiring/record-items';
import { forgetOldRuns } from '../wiring/retention';
import { runNotFound } from '../wiring/run-context';
import { salesforceClient } from '../wiring/salesforce-client';
import { readCallClient, readSavingOptions } from '../wiring/saving-options';
import { showNotes } from '../wiring/show-notes';
import { instanceStore } from '../wiring/store';
import { reportedFailure } from './error-trigger';
import {
	failureColumns,
	type FailureReport,
	reportBrokenHelp,
	reportDeath,
	reportFailureBeforeStart,
} from './report-failure';
import type { FailedExecution } from './failed-execution';
import { assertMayHaveHelped, findHelpedRun, hasJoined, type HelpedRun } from './helped-run';
import { orderAdvice } from './order-advice';
import { assertMayEnd, noSuchRun } from './run-access';

/** How a run is finished. */
export interface Finishing {
	/** With these options the kept rows are sent first, by the node's credential; without, nothing is sent. */
	readonly delivery?: IDataObject;
	/** A run to finish by name, for whoever has shown a credential of its org. */
	readonly runId?: string;
}

/**
 * Judges the run that this execution started, or, behind an Error Trigger, the one that the failed execution of this workflow
 * started, and gives its summary; nothing when it has been finished before.
 */
export async function finishThisRun(
	this: IExecuteFunctions,
	{ delivery, runId }: Finishing,
): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const failed = reportedFailure.call(this);
	const executionId = failed ? failed.executionId : this.getExecutionId();

	const run = await findRun(store, runId, executionId);
	if (run) await assertMayEnd.call(this, store, run, failed, delivery !== undefined);
	if (failed?.hasDied) return told.call(this, run?.status === 'Running' ? reportDeath(run, failed) : undefined);
	if (run)
		return await finish.call(this, store, run, {
			failure: failed?.reason,
			options: delivery,
			isNamed: runId !== undefined,
		});
	if (runId) throw noSuchRun(store, runId);
	const helped = await findHelpedRun(store, executionId);
	if (helped) return await finishHelping.call(this, store, helped, failed, delivery);
	// It had joined a run, and no batch was left by the time that it came to take one.
	if (!failed && hasJoined.call(this)) return [[]];
	if (!failed) throw runNotFound(`Execution ${executionId} has started no run, so there is nothing to finish`);
	// A caller that breaks by this is reported too; one that goes on finishes its run itself.
	const isCallersRun =
		(await findRun(store, undefined, failed.callerId)) ?? (await findHelpedRun(store, failed.callerId));
	return told.call(this, isCallersRun ? undefined : reportFailureBeforeStart(failed));
}

/** Of an execution that took batches of a run which another one holds: its failure costs the run nothing. */
async function finishHelping(
	this: IExecuteFunctions,
	store: Store,
	{ run, holder }: HelpedRun,
	failed: FailedExecution | undefined,
	delivery: IDataObject | undefined,
): Promise<INodeExecutionData[][]> {
	assertMayHaveHelped.call(this, store, run, failed);
	if (!failed) return await finish.call(this, store, run, { options: delivery });
	// What ended the run has been told where it ended.
	if (run.status !== 'Running') return [[]];
	// One that died may only seem to have: its batch comes back when its time is over.
	if (!failed.hasDied) await store.reopenBatches(run.runId, holder);
	return told.call(this, reportBrokenHelp(run, failed));
}

interface FinishOptions {
	/** Why the execution broke; absent when it did not. */
	readonly failure?: string;
	/** Of the delivery; absent: nothing is sent. */
	readonly options?: IDataObject;
	/** Somebody named the run. */
	readonly isNamed?: boolean;
}

async function finish(
	this: IExecuteFunctions,
	store: Store,
	run: Run,
	{ failure, options, isNamed = false }: FinishOptions,
): Promise<INodeExecutionData[][]> {
	const delivery = options && readDelivery.call(this, run, options);
	const adviseOrder = async () => await orderAdvice(store, run, systemClock());
	const result = await finishRun(store, run, { failure, adviseOrder, ...(delivery && { delivery }) }, systemClock());
	if (!result) return await nothingLeft.call(this, store, run);
	// Who asked for a run by name is told how it stands.
	if (isUnderWay(result) && result.batches.open === 0 && !isNamed) {
		showNotes.call(this, [`${result.text}. Whoever finishes the last one gives the summary.`]);
		return [[]];
	}
	const note = isUnderWay(result) || !options ? undefined : await recordInOrg.call(this, store, run, result, options);
	if (!isUnderWay(result)) await tidyUp.call(this, store);
	const isFlat = this.getNode().typeVersion >= 2;
	showNotes.call(this, [isUnderWay(result) ? result.text : runSentence(result), ...(note ? [note] : [])]);
	if (!isFlat) return [[asItem(result, 0)]];
	return [[asItem(isUnderWay(result) ? underWayColumns(result) : runColumns(result), 0)]];
}

/** Whoever looks at a second branch first is told where the summary is; it is given once, because it may be sent on. */
async function nothingLeft(this: IExecuteFunctions, store: Store, run: Run): Promise<INodeExecutionData[][]> {
	const details = await findRunDetails(store, run.runId, run.settings?.instanceUrl ?? '', systemClock());
	const where = 'The summary is given once, where the run was finished first (choose run 1 above the output).';
	if (details && details.status !== 'Running') showNotes.call(this, [`${runSentence(details)}. ${where}`]);
	return [[]];
}

function isUnderWay(result: FinishedRun): result is Extract<FinishedRun, { readonly batches: object }> {
	return 'batches' in result;
}

/** One item, whose text is shown above it too. */
function told(this: IExecuteFunctions, report: FailureReport | undefined): INodeExecutionData[][] {
	if (!report) return [[]];
	showNotes.call(this, [report.text]);
	return [[asItem(this.getNode().typeVersion >= 2 ? failureColumns(report) : report, 0)]];
}

/** Over the credential of this node, as its options say. */
function readDelivery(this: IExecuteFunctions, run: Run, options: IDataObject): RunDelivery {
	return deliveryOver({
		connect: async () => await salesforceClient.call(this, readCallClient(options)),
		clock: systemClock,
		request: {
			strategy: options.strategy as DeliveryMeans['request']['strategy'],
			...readSavingOptions(options),
			fieldNames: fieldNamesFor(run, options),
		},
		signal: this.getExecutionCancelSignal(),
	});
}

/** Once per run, by whoever ended it. */
async function tidyUp(this: IExecuteFunctions, store: Store): Promise<void> {
	const note = await forgetOldRuns(store, systemClock(), process.env);
	if (note) showNotes.call(this, [note]);
}

async function findRun(
	store: Store,
	runId: string | undefined,
	executionId: string | undefined,
): Promise<Run | undefined> {
	if (runId) return await store.findRun(runId);
	return executionId ? await store.findRunByExecution(executionId) : undefined;
}
