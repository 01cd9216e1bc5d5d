import type { INodeExecutionData } from 'n8n-workflow';
import { assertSameOrg } from '../../core/record/same-org';
import { assertHostOf } from '../../core/run/org-host';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import type { Run } from '../../core/store/store';
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

	assertOrgOf(context.run, client);
	await assertHostOf(context.store, client.org, systemClock());
	await recordConnection(context, client);
	// At the ceiling this tells the run to stop, so that the node finds it stopped.
	await context.allowance?.();
	return context;
}

/** Throws `org_mismatch` when the run belongs to another org than the client's. */
export function assertOrgOf({ runId, orgId }: Run, { org }: SalesforceClient): void {
	assertSameOrg({ what: `Run ${runId}`, orgId }, org);
}

/** Counts what connecting has cost; stages count only their own calls, and a session that is still open costs none. */
export async function recordConnection({ store, run }: RunContext, client: SalesforceClient): Promise<void> {
	const { used, retries } = client.calls;
	if (used > 0) await store.addCalls(run.runId, 'connect', { planned: used - retries, used, retries });
}
