/** What one way of looking up took. */
export interface EnrichFigures {
	readonly name: string;
	readonly rows: number;
	readonly calls: number;
	readonly seconds: number;
	readonly cpuSeconds: number;
	readonly peakRssBytes: number;
	readonly matched: number;
	readonly credits: number;
	/** What the others were multiplied from. */
	readonly measuredRows?: number;
}

export interface EnrichVerdict {
	readonly target: string;
	readonly measured: string;
	readonly isMet: boolean;
}

const batchSize = 100;
const perExecution = 2_000;
const fewerCalls = 20;
const faster = 10;
const mostGrowth = 1.3;
const head = ['records', 'calls', 'seconds', 'CPU s', 'peak memory', 'matched', 'credits'];
const widths = [10, 9, 10, 8, 13, 10, 10];
const nameWidth = 36;

/** The line above the figures. */
export function tableHead(): string {
	return ''.padEnd(nameWidth) + head.map((column, index) => column.padStart(widths[index])).join('');
}

/** One way's line. */
export function tableLine(figures: EnrichFigures): string {
	const { name, rows, calls, seconds, cpuSeconds, peakRssBytes, matched, credits, measuredRows } = figures;
	const cells = [
		count(rows),
		count(calls),
		seconds.toFixed(1),
		cpuSeconds.toFixed(1),
		`${Math.round(peakRssBytes / 1e6)} MB`,
		count(matched),
		count(credits),
	];
	const remark = measuredRows === undefined ? '' : `   multiplied from ${count(measuredRows)} records`;
	return name.padEnd(nameWidth) + cells.map((cell, index) => cell.padStart(widths[index])).join('') + remark;
}

/** Whether the promises of batches are kept. */
export function judgeEnrich(figures: readonly EnrichFigures[]): EnrichVerdict[] {
	const [oneByOne, ours, small, large] = ['one request a record', 'ours', 'ours, small', 'ours, large'].map((name) => {
		const found = figures.find((each) => each.name === name);
		if (!found) throw new Error(`Nothing was measured of “${name}”.`);
		return found;
	});
	const planned = [ours, large].map(({ rows }) => plannedCalls(rows));
	const growth = large.peakRssBytes / small.peakRssBytes;
	return [
		{
			target: 'calls = Σ⌈records ÷ 100⌉',
			measured: `${count(ours.calls)} and ${count(large.calls)}`,
			isMet: ours.calls === planned[0] && large.calls === planned[1],
		},
		{
			target: `at least ${fewerCalls} times fewer calls than one a record`,
			measured: `${(oneByOne.calls / ours.calls).toFixed(0)} times`,
			isMet: oneByOne.calls / ours.calls >= fewerCalls,
		},
		{
			target: `at least ${faster} times faster`,
			measured: `${(oneByOne.seconds / ours.seconds).toFixed(0)} times`,
			isMet: oneByOne.seconds / ours.seconds >= faster,
		},
		{
			target: `memory of ${count(large.rows)} records at most ${mostGrowth} times that of ${count(small.rows)}`,
			measured: `${growth.toFixed(2)} times`,
			isMet: growth <= mostGrowth,
		},
	];
}

/** Each execution of 2,000 fills its own calls. */
function plannedCalls(rows: number): number {
	const last = rows % perExecution;
	return Math.floor(rows / perExecution) * Math.ceil(perExecution / batchSize) + Math.ceil(last / batchSize);
}

function count(value: number): string {
	return Math.round(value).toLocaleString('en-US');
}
