import type { ScoredPairs } from '../linkage/linkage';
import type { Turns } from '../linkage/turns';

const perPart = 8_192;

/** By record: who is a likely duplicate of it. Pairs of an even chance or less are no links. */
export async function linksByRecord(
	{ left, right, weights, count }: Pick<ScoredPairs, 'left' | 'right' | 'weights' | 'count'>,
	records: number,
	turns: Turns,
): Promise<(record: number) => number[]> {
	const starts = new Int32Array(records + 1);
	await turns.inParts(count, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			if (weights[pair] <= 0) continue;
			starts[left[pair] + 1] += 1;
			starts[right[pair] + 1] += 1;
		}
	});
	for (let record = 0; record < records; record += 1) starts[record + 1] += starts[record];
	const next = starts.slice();
	const links = new Int32Array(starts[records]);
	await turns.inParts(count, perPart, (from, to) => {
		for (let pair = from; pair < to; pair += 1) {
			if (weights[pair] <= 0) continue;
			links[next[left[pair]]++] = right[pair];
			links[next[right[pair]]++] = left[pair];
		}
	});
	return (record) => Array.from(links.subarray(starts[record], starts[record + 1]));
}
