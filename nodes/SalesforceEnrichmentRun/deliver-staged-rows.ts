import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { runContext } from '../../core/run/lease';
import { assertHostOf } from '../../core/run/org-host';
import { deliverStaged, type DeliveryReport } from '../../core/changes/staged/deliver-staged';
import type { DeliveryRequest } from '../../core/changes/staged/delivery';
import type { Run, Store } from '../../core/store/store';
import { assertOrgOf, recordConnection } from '../wiring/client-run';
import { systemClock } from '../wiring/clock';
import { fieldNamesFor } from '../wiring/field-names-parameter';
import { readCallClient, readSavingOptions } from '../wiring/saving-options';
import { salesforceClient } from '../wiring/salesforce-client';

/** Writes a run's staged rows over the credential of this node, and says what it did. */
export async function deliverRows(this: IExecuteFunctions, store: Store, run: Run, options: IDataObject): Promise<DeliveryReport> {
	const client = await salesforceClient.call(this, readCallClient(options));
	assertOrgOf(run, client);
	await assertHostOf(store, client.org, systemClock());
	const context = runContext(store, run, systemClock, client);
	await recordConnection(context, client);
	// At the ceiling the run has been told to pause, and its rows wait for whoever takes it up again.
	if ((await context.allowance?.()) === 'stop') return await leaveAll(store, run);
	const request: DeliveryRequest = {
		now: systemClock(),
		keepLease: context.keepLease,
		strategy: options.strategy as DeliveryRequest['strategy'],
		...readSavingOptions(options),
		fieldNames: fieldNamesFor(run, options),
	};
	return await deliverStaged(client, context.store, run, request, this.getExecutionCancelSignal());
}

async function leaveAll(store: Store, { runId }: Run): Promise<DeliveryReport> {
	const rows = await store.countStagedRows(runId);
	const stopReason = (await store.findRun(runId))?.reason;
	return { rows, refused: 0, failed: 0, heldBack: rows, jobs: [], ...(stopReason !== undefined && { stopReason }) };
}
