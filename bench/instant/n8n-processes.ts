import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { N8nInstance } from '../../demo/editor/n8n-instance';
import { freePort } from '../../demo/editor/free-port';
import { RungN8n } from '../../demo/editor/rung-n8n';
import { startWebhooks, startWorker, type QueueWorker } from '../../demo/scale/queue-worker';
import { type Lateness, socketOf } from './loop-watch';

/** `one`: n8n as it is installed. `queue`: a main process, one that receives webhooks, and a worker. */
export type Processes = 'one' | 'queue';

const workerName = 'the worker';

/** What the shipped compose file tells the process that receives: no isolate for a call that evaluates no expression. */
const receiving = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** A running n8n, in one process or in several. */
export class N8nProcesses {
	private constructor(
		readonly main: RungN8n,
		/** Where webhooks are received: `http://127.0.0.1:PORT`. */
		readonly webhookAddress: string,
		private readonly others: readonly QueueWorker[],
		private readonly folder: string,
	) {}

	/** Starts all of them with these workflows published. */
	static async start(
		instance: N8nInstance,
		folder: string,
		processes: Processes,
		workflowIds: readonly string[],
	): Promise<N8nProcesses> {
		const main = await RungN8n.start(instance, folder, 0);
		const others: QueueWorker[] = [];
		try {
			for (const id of workflowIds) await main.publish(id);
			if (processes === 'one') return new N8nProcesses(main, main.address, others, folder);
			others.push(await startWorker(workerName, instance.command, instance.env));
			const port = await freePort();
			others.push(await startWebhooks(instance.command, { ...instance.env, ...receiving }, port));
			return new N8nProcesses(main, `http://127.0.0.1:${port}`, others, folder);
		} catch (error) {
			await new N8nProcesses(main, main.address, others, folder).kill();
			throw error;
		}
	}

	/** Of those that execute and do not receive. */
	get runPids(): number[] {
		return this.others.flatMap(({ name, pid }) => (name === workerName ? [pid] : []));
	}

	/** How late the process was that receives, since this was last asked. */
	async lateness(): Promise<Lateness> {
		const role = this.others.length === 0 ? 'start' : 'webhook';
		return JSON.parse(await text(connect(socketOf(this.folder, role)))) as Lateness;
	}

	/** Ends all of them as a power cut does. */
	async kill(): Promise<void> {
		for (const each of this.others) await each.kill();
		await this.main.kill();
	}
}
