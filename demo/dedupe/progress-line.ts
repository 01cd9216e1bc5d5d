import type { LinkagePhase, Progress } from '../../core/stages/dedupe/linkage/turns';

/** Where a line goes. */
export interface LineTarget {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}

/** Short runs say nothing. */
const quietMs = 2_000;
/** A screen is written to so often; a file has a line for each phase. */
const betweenMs = 200;

/** Tells how far a long run is: on a screen in one line that is written over, elsewhere in a line for each phase. */
export function progressTo(
	target: LineTarget,
	now: () => number = () => performance.now(),
): { readonly tell: Progress; end(): void } {
	const started = now();
	let last = -Infinity;
	let told: LinkagePhase | undefined;
	const tell: Progress = (phase, share) => {
		const at = now();
		if (at - started < quietMs) return;
		if (target.isTTY ? at - last < betweenMs : phase === told) return;
		last = at;
		told = phase;
		const line = `${((at - started) / 1_000).toFixed(0)} s: ${phase}, ${Math.floor(share * 100)} %`;
		target.write(target.isTTY ? `\r${line.padEnd(40)}` : `${line}\n`);
	};
	const end = (): void => {
		if (target.isTTY && told !== undefined) target.write(`\r${' '.repeat(40)}\r`);
	};
	return { tell, end };
}
