import type { Webhook } from './webhooks';

/** Work that an asynchronous vendor has taken on. */
export interface Job {
	readonly id: string;
	readonly account: string;
	readonly startedAt: Date;
	/** When the clock reaches it, the work is done. */
	readonly dueAt: Date;
	/** Set once it is done. */
	result?: unknown;
	isDone: boolean;
}

/** How a job is started. */
export interface JobOrder {
	readonly id: string;
	readonly account: string;
	readonly now: Date;
	/** How long the vendor says it takes; the emulator's options may say otherwise. */
	readonly takesMs: number;
	/** Works out the result and charges for it; called once, when it is due. */
	finish(): unknown;
	/** What to send, and where, once the result is there. */
	webhooks?(result: unknown): readonly Webhook[];
}

/** The jobs of one vendor; they go by the clock. */
export class Jobs {
	private readonly jobs = new Map<string, { job: Job; order: JobOrder }>();

	constructor(
		private readonly takesMs: (usualMs: number) => number,
		private readonly send: (webhooks: readonly Webhook[], now: Date) => void,
		private readonly expect: (dueAt: Date) => void,
	) {}

	start(order: JobOrder): Job {
		const dueAt = new Date(order.now.getTime() + this.takesMs(order.takesMs));
		const job: Job = { id: order.id, account: order.account, startedAt: order.now, dueAt, isDone: false };
		this.jobs.set(order.id, { job, order });
		this.expect(dueAt);
		return job;
	}

	/** The account's job of this id; `undefined` where it has none. */
	find(id: string, account: string): Job | undefined {
		const job = this.jobs.get(id)?.job;
		return job?.account === account ? job : undefined;
	}

	get count(): number {
		return this.jobs.size;
	}

	/** Finishes everything that is due. */
	settle(now: Date): void {
		for (const { job, order } of this.jobs.values()) {
			if (job.isDone || job.dueAt > now) continue;
			job.isDone = true;
			job.result = order.finish();
			this.send(order.webhooks?.(job.result) ?? [], now);
		}
	}

	clear(): void {
		this.jobs.clear();
	}
}
