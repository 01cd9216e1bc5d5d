import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** How much later than asked for a timer of a process came, in milliseconds: so long whatever else came had to wait, too. */
export interface Lateness {
	readonly p50: number;
	readonly p99: number;
	readonly worst: number;
	/** How often it was more than 50 ms. */
	readonly holds: number;
	/** Processor time of all threads of the process meanwhile, in milliseconds: it says the same on a busy machine. */
	readonly processorMs: number;
}

const everyMs = 10;
const holdMs = 50;
const mostKept = 500_000;

/** Where `watched` asks: in the environment of every process that loads this file. */
export const folderVariable = 'LOOP_WATCH_FOLDER';

/** The socket at which the n8n process with this role (`start`, `webhook`, `worker`) says how late it was since it was last asked. */
export const socketOf = (folder: string, role: string) => join(folder, `loop-${role}.sock`);

/** Watches this process from now on; `take` gives what was since the last `take`. */
export function watchLoop(): { take(): Lateness } {
	let late: number[] = [];
	let used = process.cpuUsage();
	let due = performance.now() + everyMs;
	setInterval(() => {
		const now = performance.now();
		if (late.length < mostKept) late.push(Math.max(0, now - due));
		due = now + everyMs;
	}, everyMs).unref();
	return {
		take() {
			const sorted = late.sort((one, other) => one - other);
			late = [];
			const { user, system } = process.cpuUsage(used);
			used = process.cpuUsage();
			const processorMs = (user + system) / 1_000;
			const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
			const holds = sorted.filter((each) => each > holdMs).length;
			return { p50: at(0.5), p99: at(0.99), worst: at(1), holds, processorMs };
		},
	};
}

/** Loaded by `--import` into n8n: one of its processes tells whoever connects, others do nothing. */
function tellWhoAsks(folder: string, role: string): void {
	const loop = watchLoop();
	const socket = socketOf(folder, role);
	rmSync(socket, { force: true });
	const server = createServer((client) => void client.end(JSON.stringify(loop.take())));
	server.listen(socket).unref();
}

const { [folderVariable]: folder } = process.env;
if (folder !== undefined && ['start', 'webhook', 'worker'].includes(process.argv[2]))
	tellWhoAsks(folder, process.argv[2]);
