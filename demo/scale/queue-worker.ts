import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../editor/free-port';
import { startCommand } from '../editor/run-command';
import { until } from '../editor/until';

/** A process of n8n's queue beside the main one: it executes workflows, or receives webhooks. */
export interface QueueWorker {
	readonly name: string;
	readonly pid: number;
	readonly isRunning: boolean;
	/** The end of what it has printed. */
	log(): string;
	/** Ends it as a power cut does. */
	kill(): Promise<void>;
}

const startSeconds = 120;
const logLength = 200_000;

/** Starts a worker and waits until it takes jobs. */
export async function startWorker(name: string, command: string, env: NodeJS.ProcessEnv): Promise<QueueWorker> {
	const health = await freePort();
	const healthEnv = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(health) };
	return startProcess(name, [command, 'worker', '--concurrency=5'], { ...env, ...healthEnv }, health);
}

/** Starts a process that receives webhooks on this port, and waits until it does. */
export function startWebhooks(command: string, env: NodeJS.ProcessEnv, port: number): Promise<QueueWorker> {
	return startProcess('the webhook process', [command, 'webhook'], { ...env, N8N_PORT: String(port) }, port);
}

/** Waits until it says on its health port that it is ready. */
async function startProcess(
	name: string,
	command: readonly string[],
	env: NodeJS.ProcessEnv,
	health: number,
): Promise<QueueWorker> {
	const broker = await freePort();
	let log = '';
	const child = startCommand(process.execPath, [...command], {
		env: { ...env, N8N_RUNNERS_BROKER_PORT: String(broker) },
		onOutput: (text) => (log = (log + text).slice(-logLength)),
	});
	const worker: QueueWorker = {
		name,
		pid: child.pid!,
		get isRunning() {
			return isRunning(child);
		},
		log: () => log,
		kill: () => kill(child),
	};
	try {
		await until(`${name} is ready`, () => isReady(health, child), startSeconds);
	} catch (cause) {
		await kill(child);
		throw new Error(`${name} did not start:\n${log.slice(-3000)}`, { cause });
	}
	return worker;
}

async function isReady(port: number, child: ChildProcess): Promise<boolean> {
	if (!isRunning(child)) throw new Error('The process ended');
	const response = await fetch(`http://127.0.0.1:${port}/healthz/readiness`).catch(() => undefined);
	return response?.ok === true;
}

function isRunning(child: ChildProcess): boolean {
	return child.exitCode === null && child.signalCode === null;
}

async function kill(child: ChildProcess): Promise<void> {
	if (!isRunning(child)) return;
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
}
