import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { openReferenceData } from '../../core/stages/enrich/providers/reference-data';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { demoCredentials, impatient } from '../salesforce/enrichment-org';
import type { ChildMessage, ChildOrder } from './child-order';
import { killingStore } from './killing-store';
import { runPipeline } from './pipeline';

/** One execution of the pipeline, in a process of its own; its order comes by an environment variable. */
async function main(): Promise<void> {
	const order = JSON.parse(process.env.CRASH_CHILD ?? '') as ChildOrder;
	const now = new Date(order.now);
	const storeCalls: Record<string, number> = {};
	const store = killingStore(await openSqliteStore(order.storePath), storeCalls, order.storePoint, () => {
		process.kill(process.pid, 'SIGKILL');
	});
	// No time passes between polls of a job.
	const settings = { ...impatient, timeoutMs: 120_000, wait: async () => undefined };
	const client = await connectSalesforce(demoCredentials(order.url), new SessionCache(() => now), undefined, settings);
	const provider = await openReferenceData(order.referenceFile);
	const summary = await runPipeline({ ...order, client, store, provider, now });
	if (summary) await tell({ kind: 'summary', summary });
	await tell({ kind: 'done', storeCalls });
	await store.close();
	process.disconnect();
}

function tell(message: ChildMessage): Promise<void> {
	return new Promise((resolve, reject) => {
		process.send!(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
	});
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exit(1);
});
