/** What a run cost its process. */
export interface ProcessCost {
	readonly seconds: number;
	/** CPU time of the thread that did the work; other work on the machine does not count. */
	readonly cpuSeconds: number;
	/** The longest that nothing else could run, in milliseconds: as the clock says, which counts what other processes took, too. */
	readonly stallMs: number;
	/** The same in CPU time of the thread. */
	readonly stallCpuMs: number;
	/** The most that the process has ever held, the data included. */
	readonly peakMb: number;
}

/** CPU time of this thread in milliseconds. */
export function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}

/** Watches until the function is called; a timer is due every millisecond, and each time it comes late something held the thread. */
export function watchProcess(): () => ProcessCost {
	const [started, startedCpu] = [performance.now(), threadMs()];
	let [stallMs, stallCpuMs] = [0, 0];
	let [last, lastCpu] = [started, startedCpu];
	const look = (): void => {
		const [now, cpu] = [performance.now(), threadMs()];
		stallMs = Math.max(stallMs, now - last - 1);
		stallCpuMs = Math.max(stallCpuMs, cpu - lastCpu);
		[last, lastCpu] = [now, cpu];
	};
	const timer = setInterval(look, 1);
	return () => {
		look();
		clearInterval(timer);
		return {
			seconds: (performance.now() - started) / 1_000,
			cpuSeconds: (threadMs() - startedCpu) / 1_000,
			stallMs,
			stallCpuMs,
			peakMb: process.resourceUsage().maxRSS / 1_024,
		};
	};
}
