import type { INodeExecutionData } from 'n8n-workflow';
import { connectRun } from '../../core/run/run-connection';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { systemClock } from './clock';
import { itemsRunContext } from './run-context';

/**
 * The items' run, with the client's calls so far counted in it; `undefined` when they come from no
 * run. Throws `org_mismatch` when the run belongs to another org than the client's, or the store knows the org on another host.
 */
export async function clientRunContext(
	items: readonly INodeExecutionData[],
	client: SalesforceClient,
): Promise<RunContext | undefined> {
	const context = await itemsRunContext(items, client);
	if (!context) return undefined;

	await connectRun(context, client, systemClock());
	// At the ceiling this tells the run to stop, so that the node finds it stopped.
	await context.allowance?.();
	return context;
}
