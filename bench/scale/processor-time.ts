import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of processor that a process and its children have used; of those that run now. Linux only: 0 elsewhere. */
export function processorSeconds(pid: number): number {
	const own = ticksOf(pid);
	return own === undefined ? 0 : own / ticksPerSecond + sumOf(childrenOf(pid).map(processorSeconds));
}

/** From `/proc/<pid>/stat`: user and system time of the process, in ticks. */
function ticksOf(pid: number): number | undefined {
	try {
		const fields = statOf(pid);
		return Number(fields[11]) + Number(fields[12]);
	} catch {
		return undefined;
	}
}

function childrenOf(pid: number): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((candidate) => parentOf(candidate) === pid);
}

function parentOf(pid: number): number | undefined {
	try {
		return Number(statOf(pid)[1]);
	} catch {
		// It has ended meanwhile.
		return undefined;
	}
}

/** What follows the name, which may hold spaces: state, parent, … */
function statOf(pid: number): string[] {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0);
}
