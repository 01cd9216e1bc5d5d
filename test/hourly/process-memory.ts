import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The most memory that the process has had in use since it started or since `forgetPeak`, in MB; `undefined` where there is no /proc. */
export function peakMegabytes(pid: number): number | undefined {
	const file = `/proc/${pid}/status`;
	if (!existsSync(file)) return undefined;
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8')) ?? [];
	return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
}

/** Lets the peak begin anew (Linux: 5 in clear_refs resets VmHWM). */
export function forgetPeak(pid: number): void {
	const file = `/proc/${pid}/clear_refs`;
	if (existsSync(file)) writeFileSync(file, '5');
}
