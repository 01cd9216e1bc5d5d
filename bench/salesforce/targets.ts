import type { Figures } from './figures';

/** A promise and what was measured of it. */
export interface Verdict {
	readonly target: string;
	readonly measured: string;
	/** `undefined`: it says nothing about runs of this size, or a figure is missing. */
	readonly isMet: boolean | undefined;
}

/** Under which the figures were taken. */
export interface Conditions {
	/** Of the smaller org. */
	readonly rows: number;
	/** Of the larger one. */
	readonly largeRows: number;
	readonly latencyMs: number;
}

const promisedRows = 50_000;
const promisedLatencyMs = 20;
const leastSpeedUp = 50;
const mostGrowth = 1.3;
const mostCalls = { 'at-finish': 20, immediate: 110 } as const;

/** All promises, in the order in which they were made. */
export function judge(figures: readonly Figures[], conditions: Conditions): Verdict[] {
	const find = (name: string, rows = conditions.rows) =>
		figures.find((each) => each.name === name && each.rows === rows);
	const pipelines = ['at-finish', 'immediate'] as const;
	return [
		...pipelines.map((name) => calls(name, find(name))),
		...pipelines.map((name) => speedUp(name, find(name), find('built-in'), conditions.latencyMs)),
		...writeAlone(find('our-write'), find('sf')),
		...[...pipelines, 'batches'].map((name) => growth(name, find(name), find(name, conditions.largeRows))),
	];
}

function calls(name: keyof typeof mostCalls, ours: Figures | undefined): Verdict {
	const most = mostCalls[name];
	return {
		target: `${name}: at most ${most} calls for ${formatCount(promisedRows)}, re-reads included`,
		measured: ours ? `${ours.calls} for ${formatCount(ours.rows)}` : '',
		isMet: ours?.rows === promisedRows ? ours.calls <= most : undefined,
	};
}

function speedUp(name: string, ours: Figures | undefined, builtIn: Figures | undefined, latencyMs: number): Verdict {
	const factor = ours && builtIn && builtIn.seconds / ours.seconds;
	return {
		target: `${name}: at least ${leastSpeedUp} times fewer seconds than the built-in node, ${promisedLatencyMs} ms latency`,
		measured: factor ? `${factor.toFixed(1)} times` : '',
		isMet: factor && ours.rows >= promisedRows && latencyMs === promisedLatencyMs ? factor >= leastSpeedUp : undefined,
	};
}

function writeAlone(ours: Figures | undefined, sf: Figures | undefined): Verdict[] {
	const isComparable = ours && sf && ours.rows >= promisedRows;
	return [
		{
			target: 'write alone: not slower than sf',
			measured: ours && sf ? `${ours.seconds.toFixed(1)} s and ${sf.seconds.toFixed(1)} s` : '',
			isMet: isComparable ? ours.seconds <= sf.seconds : undefined,
		},
		{
			target: 'write alone: not larger than sf',
			measured: ours && sf ? `${formatMegabytes(ours.peakRssBytes)} and ${formatMegabytes(sf.peakRssBytes)}` : '',
			isMet: isComparable ? ours.peakRssBytes <= sf.peakRssBytes : undefined,
		},
	];
}

function growth(name: string, small: Figures | undefined, large: Figures | undefined): Verdict {
	const factor = small && large && large.peakRssBytes / small.peakRssBytes;
	return {
		target: `${name}: peak memory for eight times the records at most ${mostGrowth} times as large`,
		measured: factor ? `${factor.toFixed(2)} times, from ${formatCount(small.rows)} to ${formatCount(large.rows)}` : '',
		isMet: factor && small.rows >= promisedRows ? factor <= mostGrowth : undefined,
	};
}

/** `50,000`. */
export function formatCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** `123 MB`, in units of 2^20. */
export function formatMegabytes(bytes: number): string {
	return `${Math.round(bytes / 1024 ** 2)} MB`;
}
