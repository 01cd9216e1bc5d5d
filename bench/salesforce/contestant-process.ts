import { performance } from 'node:perf_hooks';

/** What a contestant is to do, and for whom. */
export interface Task {
	readonly url: string;
	/** Leads to read and write, or to write alone. */
	readonly rows: number;
	/** An empty folder of the contestant's own. */
	readonly folder: string;
	/** How ours writes. */
	readonly mode?: 'immediate' | 'at_finish' | 'batches';
	/** The Leads, one JSON object a line, for a contestant that only writes. */
	readonly jsonLinesFile?: string;
	/** For a contestant that does not sign in by itself. */
	readonly accessToken?: string;
}

/** What the work took in its own process. */
export interface OwnUsage {
	readonly seconds: number;
	/** All threads, user and system. */
	readonly cpuSeconds: number;
	/** Of the whole process, its start included. */
	readonly peakRssBytes: number;
}

/** What this process was started for. */
export function readTask(): Task {
	return JSON.parse(process.argv[2]) as Task;
}

/** Does the task that the process was started with, tells its parent what it took, and lets the process end. */
export async function contest(work: (task: Task) => Promise<void>): Promise<void> {
	const task = readTask();
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	await work(task);
	const seconds = (performance.now() - started) / 1_000;
	const { user, system } = process.cpuUsage(cpuBefore);
	process.send?.(
		{
			seconds,
			cpuSeconds: (user + system) / 1e6,
			peakRssBytes: process.resourceUsage().maxRSS * 1024,
		} satisfies OwnUsage,
		() => {
			process.disconnect();
			// n8n's engine keeps timers that would hold the process.
			process.exit(0);
		},
	);
}
