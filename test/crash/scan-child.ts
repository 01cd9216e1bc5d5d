import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import { demoCredentials, impatient } from '../salesforce/enrichment-org';
import type { CrashPoint } from './crash-point';
import { killingStore } from './killing-store';
import { type ScanOrder, scanLeads } from './scan-leads';

/** One scan in a process of its own, which kills itself at the point of its order. */
async function main(): Promise<void> {
	const order = JSON.parse(process.env.SCAN_CHILD ?? '') as ScanOrder & { readonly point: CrashPoint };
	const store = killingStore(await openSqliteStore(order.storePath), {}, order.point, () => {
		process.kill(process.pid, 'SIGKILL');
	});
	const now = new Date(order.now);
	const client = await connectSalesforce(demoCredentials(order.url), new SessionCache(() => now), undefined, impatient);
	await scanLeads({ client, store, now, executionId: order.executionId });
	await store.close();
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exit(1);
});
