import { deliverStaged, type DeliveryReport } from '../../changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../changes/staged/delivery';
import { runContext } from '../../run/lease';
import { connectRun } from '../../run/run-connection';
import type { SalesforceClient } from '../../salesforce/client';
import type { Run } from '../../store/contract/runs';
import type { Store } from '../../store/store';

/** Sends a run's rows that wait in the store and settles their records; may be repeated after a crash. */
export interface RunDelivery {
	deliver(store: Store, run: Run): Promise<DeliveryReport>;
}

/** What a delivery goes by. */
export interface DeliveryMeans {
	/** Called only when rows wait: a run that has failed is reported without Salesforce. */
	readonly connect: () => Promise<SalesforceClient>;
	/** The machine's. */
	readonly clock: () => Date;
	readonly request: Omit<DeliveryRequest, 'now'>;
	readonly signal?: AbortSignal;
}

/** Delivers over the client that it connects, as the request says. */
export function deliveryOver(means: DeliveryMeans): RunDelivery {
	return { deliver: async (store, run) => await deliverRun(store, run, means) };
}

async function deliverRun(
	store: Store,
	run: Run,
	{ connect, clock, request, signal }: DeliveryMeans,
): Promise<DeliveryReport> {
	const client = await connect();
	const context = runContext(store, run, clock, client);
	await connectRun(context, client, clock());
	// At the ceiling the run has been told to pause, and its rows wait for whoever takes it up again.
	if ((await context.allowance?.()) === 'stop') return await leaveAll(store, run);
	return await deliverStaged(client, context, { ...request, now: clock() }, signal);
}

async function leaveAll(store: Store, { runId }: Run): Promise<DeliveryReport> {
	const rows = await store.countStagedRows(runId);
	const stopReason = (await store.findRun(runId))?.stop?.why;
	return { rows, refused: 0, failed: 0, heldBack: rows, jobs: [], ...(stopReason !== undefined && { stopReason }) };
}
