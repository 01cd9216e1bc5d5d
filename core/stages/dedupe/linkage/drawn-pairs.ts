import type { Turns } from './turns';

/** Pairs drawn at random, and how many there were to draw from. */
export interface DrawnPairs {
	readonly left: Int32Array;
	readonly right: Int32Array;
	readonly possible: number;
}

/** 0 up to and without 1. */
export type Random = () => number;

const perPart = 1_024;
const mostDrawn = 150_000;

/** Of all records, in the order of their content; of different lists where there are two. */
export async function drawPairs(
	order: Int32Array,
	random: Random,
	turns: Turns,
	lists?: Uint8Array,
): Promise<DrawnPairs> {
	const size = order.length;
	const inFirst = lists ? lists.filter((list) => list === lists[0]).length : 0;
	const possible = lists ? inFirst * (size - inFirst) : pairsIn(size);
	return draw(Math.min(mostDrawn, possible), possible, turns, () => {
		const [one, other] = [order[pick(size, random)], order[pick(size, random)]];
		return one === other || (lists && lists[one] === lists[other]) ? undefined : [one, other];
	});
}

/** Of records of one group, each pair of colleagues as likely as any other. */
export async function drawInGroups(groups: readonly Int32Array[], random: Random, turns: Turns): Promise<DrawnPairs> {
	let possible = 0;
	const ends = new Float64Array(groups.length);
	for (let at = 0; at < groups.length; at += 1) {
		possible += pairsIn(groups[at].length);
		ends[at] = possible;
	}
	return draw(Math.min(mostDrawn, possible * 2), possible, turns, () => {
		const group = groups[firstBeyond(ends, random() * possible)];
		const [one, other] = [group[pick(group.length, random)], group[pick(group.length, random)]];
		return one === other ? undefined : [one, other];
	});
}

async function draw(
	wanted: number,
	possible: number,
	turns: Turns,
	next: () => readonly [number, number] | undefined,
): Promise<DrawnPairs> {
	const [left, right] = [new Int32Array(wanted), new Int32Array(wanted)];
	let drawn = 0;
	await turns.inParts(wanted, perPart, (from, to) => {
		for (let count = from; count < to; count += 1) {
			const pair = next();
			if (!pair) continue;
			left[drawn] = pair[0];
			right[drawn] = pair[1];
			drawn += 1;
		}
	});
	return { left: left.subarray(0, drawn), right: right.subarray(0, drawn), possible };
}

function pairsIn(size: number): number {
	return (size * (size - 1)) / 2;
}

function pick(size: number, random: Random): number {
	return Math.floor(random() * size);
}

function firstBeyond(ends: Float64Array, at: number): number {
	let [low, high] = [0, ends.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ends[middle] > at) high = middle;
		else low = middle + 1;
	}
	return low;
}
