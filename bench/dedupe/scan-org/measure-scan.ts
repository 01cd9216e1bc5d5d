import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { connectSalesforce } from '../../../core/salesforce/connect';
import { SessionCache } from '../../../core/salesforce/session';
import { comparedPaths } from '../../../core/stages/dedupe/linkage/linkage-records';
import { linkagePreset } from '../../../core/stages/dedupe/linkage/presets';
import { scanObject } from '../../../core/stages/dedupe/scan/scan-object';
import { fetchRecords } from '../../../core/stages/fetch/fetch';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import { openSqliteStore } from '../../../core/store/sqlite/sqlite-store';

/** Scans the leads of an emulated org over HTTP, as the node does, and prints seconds, calls, memory and how long the event loop was held. */
export async function measureScan(records: number, profile: string, seed: string, storePath: string): Promise<void> {
	process.env.SALESFORCE_ENRICHMENT_HOSTS ??= '127.0.0.1';
	const child = fork(join(__dirname, 'lead-org-process.ts'), [String(records), profile, seed], {
		execArgv: ['--import', 'tsx'],
	});
	const store = await openSqliteStore(storePath);
	try {
		const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }];
		const clock = () => new Date();
		const credentials = {
			loginUrl: url,
			grant: 'client_credentials',
			clientId: '3MVG9.demo.client',
			clientSecret: 'demo-secret',
			apiVersion: '68.0',
			expects: 'production',
		} as const;
		const client = await connectSalesforce(credentials, new SessionCache(clock), undefined, {
			timeoutMs: 600_000,
			retryPausesMs: [],
		});
		const fields = comparedPaths(linkagePreset('Lead'), await client.describe('Lead'));
		const selection = {
			sObject: 'Lead',
			fields,
			selection: { kind: 'filter' },
			filter: undefined,
			maxRecords: records,
			beyondLimit: 'stop',
			order: 'first_come',
		} as const;
		let readAt = 0;
		async function* pages() {
			yield* fetchRecords(client, selection, undefined, new FetchTally());
			readAt = performance.now();
		}
		const [started, cpu, delay] = [performance.now(), process.cpuUsage(), monitorEventLoopDelay({ resolution: 1 })];
		delay.enable();
		const request = {
			sObject: 'Lead',
			pages,
			selection: '{}',
			mostGroups: 1_000,
			mostReviewed: 10_000,
			leaseMs: 3_600_000,
		};
		const report = await scanObject({ client, store, clock, newRunId: () => 'bench' }, request);
		delay.disable();
		const { user, system } = process.cpuUsage(cpu);
		const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
		console.log(
			`scan of ${records} leads over HTTP: ${seconds(started, performance.now())}, of it reading ${seconds(started, readAt)}; processor ${((user + system) / 1e6).toFixed(1)} s; event loop held for ${Math.round(delay.max / 1e6)} ms at most, p99 ${Math.round(delay.percentile(99) / 1e6)} ms`,
		);
		console.log(`${report.text}; ${report.groups.length} groups and ${report.review.length} pairs given`);
	} finally {
		child.disconnect();
		await store.close();
	}
}
