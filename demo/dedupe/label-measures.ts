import { bands } from '../../core/stages/dedupe/linkage/bands';
import type { Linkage } from '../../core/stages/dedupe/linkage/linkage';
import {
	bCubed,
	meantPairs,
	type Measures,
	measuresOf,
	pairwiseMeasures,
} from '../../core/stages/dedupe/linkage/measures';

import { probabilityOf } from '../../core/stages/dedupe/linkage/model';

interface Found {
	readonly clusters: Int32Array;
	readonly pairs: readonly number[];
	readonly linkage: Linkage;
	readonly lists?: Uint8Array;
}

/** How good the result is, by a column of the file that says who each record is; rows without a label take no part. */
export function labelMeasures(
	rows: ReadonlyArray<Readonly<Record<string, string>>>,
	label: string,
	{ clusters, pairs, linkage, lists }: Found,
): string[] {
	const truth = rows.map((row) => row[label] || undefined);
	const { left, right, count } = linkage.pairs;
	const isRight = (pair: number): boolean =>
		truth[left[pair]] !== undefined && truth[left[pair]] === truth[right[pair]];
	const meant = meantPairs(truth, lists);
	let blocked = 0;
	for (let pair = 0; pair < count; pair += 1) if (isRight(pair)) blocked += 1;
	const labelled = pairs.filter((pair) => truth[left[pair]] !== undefined && truth[right[pair]] !== undefined);
	return [
		`blocking recall ${(blocked / Math.max(1, meant)).toFixed(4)}`,
		line('pairs', measuresOf(labelled.filter(isRight).length, labelled.length, meant)),
		unasked(labelled, isRight, linkage),
		...(lists ? [] : [line('clusters', pairwiseMeasures(clusters, truth)), line('B3', bCubed(clusters, truth))]),
	];
}

function unasked(
	pairs: readonly number[],
	isRight: (pair: number) => boolean,
	{ pairs: { weights } }: Linkage,
): string {
	const sure = pairs.filter((pair) => probabilityOf(weights[pair]) >= bands.automatic);
	const right = sure.length === 0 ? 1 : sure.filter(isRight).length / sure.length;
	return `joined without anybody looking (match probability from ${bands.automatic}): ${sure.length} pairs, precision ${right.toFixed(4)}`;
}

function line(what: string, { precision, recall, f1 }: Measures): string {
	return `${what.padEnd(9)} precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}`;
}
