import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { finishRun } from '../../core/stages/finish/finish';
import { runContext } from '../../core/run/lease';
import type { RunContext } from '../../core/run/run-context';
import { startRun } from '../../core/run/start-run';
import type { SalesforceClient } from '../../core/salesforce/client';
import { deliveryOver } from '../../core/stages/finish/deliver-run';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { clock } from './our-client';

const leaseMs = 180_000;

/** Does the work inside a run of its own, from Start to Finish, on a store in a file; throws unless the run ends in Success. */
export async function inRun(
	client: SalesforceClient,
	folder: string,
	work: (context: RunContext) => Promise<void>,
): Promise<void> {
	const store = await openSqliteStore(join(folder, 'store.sqlite'));
	try {
		const key = { orgId: client.org.orgId, pipeline: 'bench', sObject: 'Lead' };
		const started = await startRun(store, { ...key, isDryRun: false, leaseMs }, clock(), randomUUID);
		if (started.status === 'held') throw new Error('The store is not empty');
		await work(runContext(store, started.run, clock));
		const summary = await finishRun(
			store,
			started.run,
			{ delivery: deliveryOver({ connect: async () => client, clock, request: {} }) },
			clock(),
		);
		if (summary?.status !== 'Success') throw new Error(`The run did not end well: ${JSON.stringify(summary)}`);
	} finally {
		await store.close();
	}
}
