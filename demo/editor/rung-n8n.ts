import { clockAhead } from './clock-ahead';
import type { N8nInstance } from './n8n-instance';
import { startN8n, type RunningN8n } from './n8n-server';
import { signIn, type ListedExecution, type OwnerSession } from './owner-session';
import { until } from './until';

const patienceSeconds = 60;
const underWay: ReadonlySet<string> = new Set(['new', 'running', 'waiting']);

/** An n8n whose published workflows are started over HTTP and which may be killed and started again. */
export class RungN8n {
	private constructor(
		private readonly server: RunningN8n,
		private readonly session: OwnerSession,
	) {}

	/** Its clock is so far ahead of this machine's. */
	static async start(instance: N8nInstance, folder: string, aheadMs: number): Promise<RungN8n> {
		const server = await startN8n(instance, clockAhead(folder, aheadMs, instance.env.NODE_OPTIONS));
		try {
			return new RungN8n(server, await signIn(server.address));
		} catch (error) {
			await server.kill();
			throw error;
		}
	}

	/** `http://127.0.0.1:PORT` */
	get address(): string {
		return this.server.address;
	}

	publish(workflowId: string): Promise<void> {
		return this.session.publish(workflowId);
	}

	/** Starts an execution by its webhook; resolves when it has ended, well or not. */
	async ring(path: string): Promise<void> {
		const response = await fetch(`${this.server.address}/webhook/${path}`, { method: 'POST' });
		await response.text();
		if (response.status === 404) throw new Error(`Nobody listens at ${path}`);
	}

	/** What a workflow's webhook answers to this body. */
	call(path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Response> {
		return fetch(`${this.server.address}/webhook/${path}`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** Resolves once an execution of the workflow waits for a person; only then n8n answers at its form. */
	async waitingExecution(workflowId: string): Promise<void> {
		await until(
			`an execution of ${workflowId} waits`,
			async () => (await this.session.listExecutions(workflowId)).some(({ status }) => status === 'waiting'),
			patienceSeconds,
		);
	}

	/** Resolves once so many executions of the workflow have been started by a failure and have ended well. */
	async errorExecutions(workflowId: string, count: number): Promise<void> {
		const isOne = ({ mode, status }: ListedExecution): boolean => mode === 'error' && status === 'success';
		await until(
			`n8n runs the Error Trigger of ${workflowId} ${count} times`,
			async () => (await this.session.listExecutions(workflowId)).filter(isOne).length >= count,
			patienceSeconds,
		);
	}

	/** How many executions of each mode and status the workflow has had, by mode, once none is under way. */
	async settledExecutions(workflowId: string): Promise<string> {
		const counts: Record<string, number> = {};
		let listed: readonly ListedExecution[] = [];
		await until(
			`every execution of ${workflowId} ends`,
			async () => {
				listed = await this.session.listExecutions(workflowId);
				return listed.every(({ status }) => !underWay.has(status));
			},
			patienceSeconds,
		);
		for (const { mode, status } of listed) {
			counts[`${mode} ${status}`] = (counts[`${mode} ${status}`] ?? 0) + 1;
		}
		return Object.keys(counts)
			.sort()
			.map((kind) => `${kind} ${counts[kind]}`)
			.join(', ');
	}

	kill(): Promise<void> {
		return this.server.kill();
	}
}
