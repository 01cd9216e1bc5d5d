/**
 * `npm run scale`: n8n in queue mode on this machine, with a real Redis, a real PostgreSQL, one main process and two workers,
 * and the scheduled template on an emulated org. The editor stays open until Ctrl-C; with `--headless` the template is
 * started, what came of it is checked, and all of it stops.
 */
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { shippedFieldNames } from '../../core/record/fields';
import { openStore } from '../../core/store/open-store';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { BatchMessage } from '../editor/batch-messages';
import { openInbox, type Inbox } from '../editor/inbox';
import { owner } from '../editor/owner-session';
import { openDirectory } from './company-directory';
import { QueueCluster } from './queue-cluster';
import { scaleSeed } from './scale-org';
import { scaleTemplate } from './scale-template';

const pipeline = 'scale';
const batchSize = 500;
const latencyMs = 300;
const secondsPerBell = 3;
const patienceMs = 600_000;

const say = (line: string): void => console.log(line);

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: { headless: { type: 'boolean', default: false }, records: { type: 'string', default: '5000' } },
	});
	const leads = Number(values.records);
	const emulator = await startSalesforceEmulator({ seed: scaleSeed('Scale', '00D5e00000SCALE', leads, new Date()) });
	const directory = await openDirectory(latencyMs);
	const inbox = await openInbox<BatchMessage>();
	const template = scaleTemplate({ path: pipeline, inboxUrl: inbox.url, batchSize, limit: leads, leaseMinutes: 3 });
	const cluster = await QueueCluster.start({
		say,
		env: directory.environment,
		workflows: [{ id: pipeline, orgUrl: emulator.url, template }],
	});
	try {
		for (const worker of [await cluster.addWorker(), await cluster.addWorker()])
			say(`${worker.name} takes jobs (process ${worker.pid})`);
		await cluster.session.publish(pipeline);
		if (values.headless) return await runOnce(cluster, emulator, inbox, leads);
		say(`n8n: ${cluster.main.address}/workflow/${pipeline}, as ${owner.email} with ${owner.password}`);
		say(`Start a run: curl -X POST ${cluster.main.address}/webhook/${pipeline}`);
		say(`The org: ${emulator.url}; the store: ${cluster.storeUrl}; Ctrl-C stops all of it`);
		// The cluster ends with the signal.
		return await new Promise<never>(() => undefined);
	} finally {
		await cluster.close();
		await inbox.close();
		await directory.close();
		await emulator.close();
	}
}

/** Rings, lets the workers share the run, and compares its summary with the org and the store. */
async function runOnce(
	cluster: QueueCluster,
	emulator: SalesforceEmulator,
	inbox: Inbox<BatchMessage>,
	leads: number,
): Promise<boolean> {
	const started = performance.now();
	let messages: BatchMessage[] = [];
	for (let second = 0; !messages.some(({ status }) => status !== 'Running'); second += 1) {
		if (performance.now() - started > patienceMs) throw new Error('The run did not end');
		// Each bell is an execution: the first starts the run; one that reaches another worker once there are batches helps.
		if (second % secondsPerBell === 0) await cluster.ring(pipeline);
		await pause(1_000);
		messages = messages.concat(inbox.empty());
	}
	const summary = messages.find(({ status }) => status !== 'Running');
	say(String(summary?.text));
	const stamped = emulator.org.count('Lead', (lead) => lead[shippedFieldNames.lastActivity] !== null);
	const workers = await workersOf(cluster, String(summary?.runId));
	say(
		`${((performance.now() - started) / 1_000).toFixed(1)} s; ${stamped} of ${leads} Leads stamped; ${workers} workers took batches`,
	);
	return summary?.status === 'Success' && stamped === leads && workers === 2;
}

/** How many processes finished batches of the run. */
async function workersOf(cluster: QueueCluster, runId: string): Promise<number> {
	const store = await openStore({ kind: 'postgres', url: cluster.storeUrl });
	try {
		const { finished } = await store.countBatches(runId, new Date());
		const names = await cluster.ask<{ holder: string }>(
			'SELECT holder FROM salesforce_enrichment.batches WHERE run_id = $1 AND is_finished',
			[runId],
		);
		say(`${finished} batches are done`);
		return new Set(names.map(({ holder }) => holder.slice(holder.indexOf('@')))).size;
	} finally {
		await store.close();
	}
}

main().then(
	(isWell) => process.exit(isWell ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
