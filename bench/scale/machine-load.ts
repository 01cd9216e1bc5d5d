import { cpus } from 'node:os';
import { processorSeconds } from './processor-time';

/** How many cores others than this program and its children have kept busy since it was started. */
export class MachineLoad {
	private readonly startedAt = performance.now();

	private readonly busyBefore = busySeconds();

	private constructor(
		private readonly ours: () => readonly number[],
		private readonly oursBefore: number,
	) {}

	static start(ours: () => readonly number[]): MachineLoad {
		return new MachineLoad(ours, total(ours()));
	}

	othersBusy(): number {
		const seconds = (performance.now() - this.startedAt) / 1_000;
		const others = busySeconds() - this.busyBefore - (total(this.ours()) - this.oursBefore);
		return Math.max(0, others / seconds);
	}
}

function total(pids: readonly number[]): number {
	return pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
}

/** Of all cores together. */
function busySeconds(): number {
	return cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice, 0) / 1_000;
}
