import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { runContext } from '../../core/run/lease';
import { deliverStaged, type DeliveryReport } from '../../core/stages/write/deliver-staged';
import type { DeliveryRequest } from '../../core/stages/write/delivery';
import type { Run, Store } from '../../core/store/store';
import { assertOrgOf, recordConnection } from '../wiring/client-run';
import { systemClock } from '../wiring/clock';
import { salesforceClient } from '../wiring/salesforce-client';

/** Writes a run's staged rows over the credential of this node, and says what it did. */
export async function deliverRows(this: IExecuteFunctions, store: Store, run: Run, options: IDataObject): Promise<DeliveryReport> {
	const client = await salesforceClient.call(this);
	assertOrgOf(run, client);
	const context = runContext(store, run, systemClock);
	await recordConnection(context, client);
	const request: DeliveryRequest = {
		now: systemClock(),
		keepLease: context.keepLease,
		strategy: options.strategy as DeliveryRequest['strategy'],
		autoAssign: options.autoAssign === true,
	};
	return await deliverStaged(client, context.store, run, request, this.getExecutionCancelSignal());
}
