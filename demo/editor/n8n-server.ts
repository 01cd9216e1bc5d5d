import { startCommand } from './run-command';
import type { N8nInstance } from './n8n-instance';
import { until } from './until';

/** A running n8n that answers. */
export interface RunningN8n {
	/** `http://127.0.0.1:PORT` */
	readonly address: string;
	/** Of its main process. */
	readonly pid: number;
	/** What it has printed so far. */
	output(): string;
	/** Ends it as Ctrl-C does. */
	stop(): Promise<void>;
	/** Ends it as a power cut does. */
	kill(): Promise<void>;
}

const startSeconds = 180;

/** Starts n8n and waits until it answers; `env` adds to the instance's own environment. */
export async function startN8n(n8n: N8nInstance, env: NodeJS.ProcessEnv = {}): Promise<RunningN8n> {
	const output: string[] = [];
	const child = startCommand(process.execPath, [n8n.command, 'start'], {
		env: { ...n8n.env, ...env },
		onOutput: (text) => output.push(text),
	});
	// Whoever ends this process must not leave n8n behind.
	const endWithUs = () => void child.kill('SIGKILL');
	process.once('exit', endWithUs);
	const ended = new Promise<void>((resolve) =>
		child.once('close', () => {
			process.off('exit', endWithUs);
			resolve();
		}),
	);
	const end = async (signal: NodeJS.Signals): Promise<void> => {
		child.kill(signal);
		await ended;
	};
	const address = `http://127.0.0.1:${n8n.env.N8N_PORT}`;
	try {
		await until(
			'n8n answers',
			() => hasAnswered(address, child.exitCode !== null || child.signalCode !== null),
			startSeconds,
		);
	} catch (error) {
		await end('SIGKILL');
		throw new Error(`n8n did not start:\n${output.join('').slice(-3000)}`, { cause: error });
	}
	return {
		address,
		pid: child.pid!,
		output: () => output.join(''),
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
	};
}

async function hasAnswered(address: string, hasEnded: boolean): Promise<boolean> {
	if (hasEnded) throw new Error('The process ended');
	const response = await fetch(`${address}/healthz/readiness`).catch(() => undefined);
	return response?.ok === true;
}
