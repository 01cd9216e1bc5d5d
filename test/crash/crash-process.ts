import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { RunSummary } from '../../core/run/run-summary';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { ChildMessage, ChildOrder } from './child-order';
import type { CrashPoint } from './crash-point';
import { RequestKiller } from './request-killer';

/** How one process ended. */
export interface ProcessEnd {
	readonly wasKilled: boolean;
	readonly requests: number;
	/** What it told before it ended. */
	readonly summaries: readonly RunSummary[];
	/** Only of a process that came to its end. */
	readonly storeCalls: Readonly<Record<string, number>>;
}

/** Runs the pipeline in a process of its own, killed at the point when it gets there; throws when it fails by itself. */
export async function runProcess(
	org: SalesforceEmulator,
	order: ChildOrder,
	point: CrashPoint | undefined,
): Promise<ProcessEnd> {
	const storePoint = point?.method === undefined ? undefined : point;
	const child = fork(join(__dirname, 'crash-child.ts'), [], {
		execArgv: ['--import', 'tsx'],
		// Every process loads the same code.
		env: {
			...process.env,
			SALESFORCE_ENRICHMENT_HOSTS: '127.0.0.1',
			NODE_COMPILE_CACHE: join(dirname(order.storePath), 'compiled'),
			CRASH_CHILD: JSON.stringify({ ...order, storePoint } satisfies ChildOrder),
		},
		stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
	});
	const killer = new RequestKiller(org, point, () => child.kill('SIGKILL'));
	const summaries: RunSummary[] = [];
	let storeCalls: Readonly<Record<string, number>> | undefined;
	let complaint = '';
	child.stderr?.on('data', (text: Buffer) => (complaint += String(text)));
	child.on('message', (message: ChildMessage) => {
		if (message.kind === 'summary') summaries.push(message.summary);
		else storeCalls = message.storeCalls;
	});
	const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (_code, by) => resolve(by));
	});
	await killer.stop();
	const wasKilled = signal === 'SIGKILL';
	if (!wasKilled && !storeCalls) throw new Error(`${order.executionId} failed: ${complaint.trim() || signal}`);
	return { wasKilled, requests: killer.requests, summaries, storeCalls: storeCalls ?? {} };
}
