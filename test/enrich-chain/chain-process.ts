import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { ChainEnd, ChainOrder } from './chain-order';

/** Runs the chain in a process of its own; `undefined` when it was killed. Throws when it fails by itself. */
export async function runChainProcess(order: ChainOrder): Promise<ChainEnd | undefined> {
	const child = fork(join(__dirname, 'chain-child.ts'), [], {
		execArgv: ['--import', 'tsx'],
		env: {
			...process.env,
			SALESFORCE_ENRICHMENT_HOSTS: '127.0.0.1',
			NODE_COMPILE_CACHE: join(dirname(order.storePath), 'compiled'),
			CHAIN_CHILD: JSON.stringify(order),
		},
		stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
	});
	let complaint = '';
	let end: ChainEnd | undefined;
	child.stderr?.on('data', (text: Buffer) => (complaint += String(text)));
	child.on('message', (message: ChainEnd) => (end = message));
	const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (_code, by) => resolve(by));
	});
	if (signal === 'SIGKILL') return undefined;
	if (!end) throw new Error(`${order.executionId} failed: ${complaint.trim() || String(signal)}`);
	return end;
}
