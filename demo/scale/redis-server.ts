import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../editor/free-port';

/** A Redis of one's own, with nothing in it. */
export interface RedisServer {
	readonly port: number;
	/** Ends it as an administrator does, and starts it again on what it had written down. */
	restart(): Promise<void>;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

const missing =
	'n8n\'s queue needs Redis, and there is no redis-server on the PATH. On Debian and Ubuntu "apt-get install redis-server" brings it.';

/** Starts Redis on a free port of 127.0.0.1, keeping what it is told in a file as a queue has to; throws with what to install where there is none. */
export async function startRedis(): Promise<RedisServer> {
	const folder = mkdtempSync(join(tmpdir(), 'scale-redis-'));
	const port = await freePort();
	let server: ChildProcess;
	try {
		server = await launch(folder, port);
	} catch (error) {
		rmSync(folder, { recursive: true });
		throw error;
	}
	return {
		port,
		async restart() {
			await end(server);
			server = await launch(folder, port);
		},
		async stop() {
			await end(server);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function launch(folder: string, port: number): Promise<ChildProcess> {
	const settings = { bind: '127.0.0.1', port: String(port), dir: folder, appendonly: 'yes', save: '' };
	const server = spawn(
		'redis-server',
		Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	let log = '';
	await new Promise<void>((resolve, reject) => {
		server.once('error', (cause: NodeJS.ErrnoException) =>
			reject(cause.code === 'ENOENT' ? new Error(missing, { cause }) : cause),
		);
		server.once('exit', () => reject(new Error(`Redis did not start:\n${log}`)));
		server.stdout?.on('data', (chunk: Buffer) => {
			if (log.length < 10_000) log += chunk.toString();
			if (log.includes('Ready to accept connections')) resolve();
		});
	});
	return server;
}

async function end(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const ended = once(server, 'exit');
	server.kill('SIGTERM');
	await ended;
}
