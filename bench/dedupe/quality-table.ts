import { bands } from '../../core/stages/dedupe/linkage/bands';
import type { Measures } from '../../core/stages/dedupe/linkage/measures';
import type { SetMeasures } from './measure-set';

/** A line for each data set. */
const columns: ReadonlyArray<readonly [name: string, width: number, of: (measured: SetMeasures) => string]> = [
	['data set', -15, ({ set }) => set.name],
	['records', 8, ({ set }) => String(set.records.length)],
	['compared', 9, ({ compared }) => String(compared)],
	['block R', 8, ({ blockingRecall }) => share(blockingRecall)],
	['pairs   P     R    F1', 22, ({ pairs }) => shares(pairs)],
	['clusters P    R    F1', 22, ({ clusters }) => shares(clusters)],
	['B3      P     R    F1', 22, ({ bCubed }) => shares(bCubed)],
	['auto P', 7, ({ automaticPrecision }) => share(automaticPrecision)],
	['off', 6, ({ reliability }) => reliability.error.toFixed(3)],
	['s', 6, ({ seconds }) => seconds.toFixed(1)],
	['MB', 5, ({ peakMb }) => peakMb.toFixed(0)],
	['stall', 6, ({ stallMs }) => stallMs.toFixed(0)],
	['goal', 14, verdictOf],
];

export function tableHead(): string {
	return columns.map(([name, width]) => padded(name, width)).join(' ');
}

export function tableLine(measured: SetMeasures): string {
	return columns.map(([, width, of]) => padded(of(measured), width)).join(' ');
}

/** What the columns mean. */
export const tableLegend = `block R: duplicates among the compared pairs. pairs: match probability above ${bands.join}. auto P: precision from ${bands.automatic} on, which is
joined without anybody looking. off: by how much match probability and truth differ, over pairs from ${bands.floor} on. goal: F1 of clusters,
of pairs where there are two lists. MB: of the process. stall: the longest, in ms, that nothing else could run.`;

/** How far match probabilities are what they say. */
export function reliabilityTable(measured: readonly SetMeasures[]): string {
	const lines = measured.map(({ set, reliability }) => {
		const bins = reliability.bins.map(({ expected, right, pairs }) => `${share(expected)}→${share(right)} (${pairs})`);
		return `${set.name.padEnd(15)} ${bins.join('  ')}`;
	});
	return ['match probability → share that is right (pairs)', ...lines].join('\n');
}

function verdictOf({ set: { goal }, clusters, pairs }: SetMeasures): string {
	if (goal === undefined) return '';
	return `${goal} ${(clusters ?? pairs).f1 >= goal ? 'met' : 'NOT MET'}`;
}

function shares(measures: Measures | undefined): string {
	return measures ? [measures.precision, measures.recall, measures.f1].map((each) => each.toFixed(4)).join(' ') : '';
}

function share(value: number): string {
	return value.toFixed(3);
}

function padded(cell: string, width: number): string {
	return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
}
