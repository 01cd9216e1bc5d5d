import { execFileSync } from 'node:child_process';

/** Keeps these processes of this machine, with all their threads, on the last of its cores; gives how to let them go again, or `undefined` where that cannot be (one core, no `taskset`). */
export function keepOnOneCore(pids: readonly number[]): (() => void) | undefined {
	const cores = coresOf(process.pid);
	if (cores.length < 2) return undefined;
	const allow = (list: readonly number[]) => {
		for (const pid of pids) taskset('-acp', list.join(), String(pid));
	};
	allow(cores.slice(-1));
	return () => allow(cores);
}

function coresOf(pid: number): number[] {
	try {
		const [, list = ''] = taskset('-cp', String(pid)).split(':');
		return list.trim().split(',').flatMap(toCores);
	} catch {
		return [];
	}
}

/** Of `3` or `0-7`. */
function toCores(range: string): number[] {
	const [first, last = first] = range.split('-').map(Number);
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function taskset(...args: string[]): string {
	return execFileSync('taskset', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
