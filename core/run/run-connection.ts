import { assertSameOrg } from '../record/same-org';
import type { SalesforceClient } from '../salesforce/client';
import { assertHostOf } from './org-host';
import { RunBooks } from './run-books';
import type { RunContext } from './run-context';

/**
 * Lets the run work over this client, and counts in it what connecting has cost; stages count only their own calls, and a
 * session that is still open costs none. Throws `org_mismatch` when the run belongs to another org than the client's, or the
 * store knows the org on another host.
 */
export async function connectRun({ store, run }: RunContext, client: SalesforceClient, now: Date): Promise<void> {
	assertSameOrg({ what: `Run ${run.runId}`, orgId: run.orgId }, client.org);
	await assertHostOf(store, client.org, now);
	await new RunBooks({ run, store }, 'connect').enterAsPlanned(client.calls);
}
