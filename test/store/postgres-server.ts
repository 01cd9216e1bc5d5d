import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, copyBinaries, handOver, unprivilegedAccount } from './postgres-binaries';

/** A PostgreSQL server of the tests' own, with nothing in it. */
export interface PostgresServer {
	readonly pid: number;
	/** An address of its database as the server's superuser; `parameters` follow the question mark. */
	url(parameters?: string): string;
	/** Ends every connection and the server, as a crash would (SIGINT: as an administrator does), and starts it again on the same data. */
	restart(signal?: 'SIGINT' | 'SIGQUIT'): Promise<void>;
	/** Ends the server and removes its data. */
	stop(): Promise<void>;
}

const password = 'pass word/1';

/** Starts a server on a free port of 127.0.0.1; `packageFolder` is what `findPostgres` gives. */
export async function startPostgres(packageFolder: string): Promise<PostgresServer> {
	const account = unprivilegedAccount();
	const folder = mkdtempSync(join(tmpdir(), 'postgres-store-'));
	handOver(folder, account);
	const binaries = copyBinaries(packageFolder, folder, account);
	const data = join(folder, 'data');
	const port = await freePort();
	let server: ChildProcess;
	try {
		createCluster(binaries, folder, data, account);
		server = await launch(binaries, data, port, account);
	} catch (error) {
		rmSync(folder, { recursive: true });
		throw error;
	}
	return {
		get pid() {
			return server.pid!;
		},
		url: (parameters = '') =>
			`postgres://tester:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres?${parameters}`,
		async restart(signal = 'SIGQUIT') {
			await end(server, signal);
			server = await launch(binaries, data, port, account);
		},
		async stop() {
			await end(server, 'SIGQUIT');
			rmSync(folder, { recursive: true });
		},
	};
}

function createCluster(binaries: string, folder: string, data: string, account: Account): void {
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	execFileSync(
		join(binaries, 'initdb'),
		[
			`--pgdata=${data}`,
			'--username=tester',
			'--auth=scram-sha-256',
			`--pwfile=${passwordFile}`,
			'--encoding=UTF8',
			// Sorts by language, as many servers do, so that a comparison that relies on bytes is seen.
			'--locale=C.UTF-8',
			'--locale-provider=icu',
			'--icu-locale=en-US',
			'--no-sync',
		],
		{ ...account, cwd: folder, stdio: 'pipe' },
	);
}

async function launch(binaries: string, data: string, port: number, account: Account): Promise<ChildProcess> {
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		// What is committed survives the end of the server, though not of the machine.
		fsync: 'off',
		full_page_writes: 'off',
		shared_buffers: '32MB',
		max_connections: '40',
	};
	const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = spawn(join(binaries, 'postgres'), ['-D', data, ...options], {
		...account,
		cwd: data,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	await ready(server);
	return server;
}

/** Resolves with the line of its log that says so. */
async function ready(server: ChildProcess): Promise<void> {
	let log = '';
	await new Promise<void>((resolve, reject) => {
		server.stderr?.on('data', (chunk: Buffer) => {
			if (log.length < 10_000) log += chunk.toString();
			if (log.includes('ready to accept connections')) resolve();
		});
		server.once('error', reject);
		server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
	});
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const ended = once(server, 'exit');
	server.kill(signal);
	await ended;
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as { port: number };
	probe.close();
	await once(probe, 'close');
	return port;
}
