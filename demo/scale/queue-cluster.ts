import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { PostgresServer } from '../../test/store/postgres-server';
import { freePort } from '../editor/free-port';
import { importDemo, type DemoWorkflow } from '../editor/import-demo';
import { installN8n } from '../editor/install-n8n';
import { prepareN8n, type N8nInstance } from '../editor/n8n-instance';
import { startN8n, type RunningN8n } from '../editor/n8n-server';
import { signIn, type OwnerSession } from '../editor/owner-session';
import { packedTarball } from '../editor/packed-tarball';
import { startQueueServers } from './queue-servers';
import { startWorker, type QueueWorker } from './queue-worker';
import type { RedisServer } from './redis-server';

export interface ClusterOptions {
	/** For every process of n8n, beside what queue mode needs. */
	readonly env?: NodeJS.ProcessEnv;
	readonly workflows: readonly DemoWorkflow[];
	readonly say: (line: string) => void;
}

/** n8n in queue mode on this machine: Redis, PostgreSQL for n8n and for our store, one main process, and workers. */
export class QueueCluster {
	readonly workers: QueueWorker[] = [];
	private started = 0;

	private constructor(
		private readonly folder: string,
		readonly redis: RedisServer,
		readonly postgres: PostgresServer,
		private readonly n8n: N8nInstance,
		readonly main: RunningN8n,
		readonly session: OwnerSession,
	) {}

	/** Starts all but the workers, with these workflows imported. */
	static async start({ env, workflows, say }: ClusterOptions): Promise<QueueCluster> {
		const command = await installN8n(say);
		const folder = mkdtempSync(join(tmpdir(), 'salesforce-enrichment-scale-'));
		const closing: Array<() => Promise<void>> = [async () => rmSync(folder, { recursive: true, force: true })];
		try {
			const servers = await startQueueServers();
			closing.unshift(() => servers.stop());
			const port = await freePort();
			mkdirSync(join(folder, 'main'));
			const n8n = await prepareN8n({
				command,
				folder: join(folder, 'main'),
				tarball: packedTarball(),
				port,
				env: { ...servers.env, ...env },
			});
			await importDemo(n8n, folder, workflows);
			const main = await startN8n(n8n);
			closing.unshift(() => main.kill());
			const cluster = new QueueCluster(folder, servers.redis, servers.postgres, n8n, main, await signIn(main.address));
			// Its processes would go on without this one.
			for (const signal of ['SIGINT', 'SIGTERM'] as const)
				process.once(signal, () => void cluster.close().finally(() => process.exit(1)));
			return cluster;
		} catch (error) {
			for (const close of closing) await close();
			throw error;
		}
	}

	/** The address of our store. */
	get storeUrl(): string {
		return this.postgres.url();
	}

	/** Starts one more worker and resolves once it takes jobs. */
	async addWorker(): Promise<QueueWorker> {
		this.started += 1;
		const worker = await startWorker(`worker ${this.started}`, this.n8n.command, this.n8n.env);
		this.workers.push(worker);
		return worker;
	}

	/** Ends a worker as a power cut does. */
	async killWorker(pid: number): Promise<QueueWorker> {
		const index = this.workers.findIndex((worker) => worker.pid === pid);
		if (index < 0) throw new Error(`No worker has the process id ${pid}`);
		const [worker] = this.workers.splice(index, 1);
		await worker.kill();
		return worker;
	}

	/** Starts an execution by its webhook; resolves when n8n has answered. */
	async ring(path: string): Promise<void> {
		const response = await fetch(`${this.main.address}/webhook/${path}`, { method: 'POST' });
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
	}

	/** What a statement to the database of n8n and of our store gives. */
	async ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
		const client = new Client({ connectionString: this.storeUrl });
		await client.connect();
		try {
			return (await client.query<Row>(sql, [...values])).rows;
		} finally {
			await client.end();
		}
	}

	/** Kills what it has started; there is nothing in it to keep. */
	async close(): Promise<void> {
		for (const worker of this.workers) await worker.kill();
		await this.main.kill();
		await this.postgres.stop();
		await this.redis.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
