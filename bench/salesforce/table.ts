import type { Contestant } from './contestants';
import type { Figures } from './figures';
import { formatCount, formatMegabytes, type Verdict } from './targets';

const labelWidth = 38;
const columns = ['records', 'calls', 'seconds', 'CPU s', 'peak memory', 'emulator s', 'of seconds'];
const widths = [9, 8, 9, 8, 13, 12, 12];

/** The line above the figures. */
export function tableHead(): string {
	return ''.padEnd(labelWidth) + columns.map((column, index) => column.padStart(widths[index])).join('');
}

/** One contestant's line. */
export function tableLine({ label }: Contestant, figures: Figures): string {
	const { rows, calls, seconds, cpuSeconds, peakRssBytes, emulatorSeconds } = figures;
	const share = `${Math.round((emulatorSeconds / seconds) * 100)} %`;
	const cells = [
		formatCount(rows),
		formatCount(calls),
		seconds.toFixed(1),
		cpuSeconds.toFixed(1),
		formatMegabytes(peakRssBytes),
		emulatorSeconds.toFixed(1),
		share,
	];
	return label.padEnd(labelWidth) + cells.map((cell, index) => cell.padStart(widths[index])).join('') + remark(figures);
}

function remark({ measuredRows, startSeconds }: Figures): string {
	if (measuredRows !== undefined) return `   multiplied from ${formatCount(measuredRows)} records, memory as measured`;
	return startSeconds === undefined ? '' : `   ${startSeconds.toFixed(1)} s of them to start`;
}

/** A promise, its figure, and whether it is kept. */
export function verdictLine({ target, measured, isMet }: Verdict): string {
	const word = isMet === undefined ? 'not judged' : isMet ? 'met' : 'NOT MET';
	return `${word.padEnd(11)} ${target}${measured && `: ${measured}`}`;
}
