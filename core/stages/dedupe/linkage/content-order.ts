import type { Dictionary } from './dictionary';
import { RadixSort } from './radix-sort';
import { type LinkageTable, missing } from './columns';
import { Turns } from './turns';

/** All records sorted by what they hold, so that nothing depends on the order in which they came. */
export interface ContentOrder {
	/** The records in that order. */
	readonly order: Int32Array;
	/** The place of each record in it. */
	readonly ranks: Int32Array;
}

const perPart = 8_192;
/** So many characters are sorted by as numbers, four at a time; the few texts that agree on them are compared whole. */
const keyLength = 12;
const charactersInKey = 4;

/** By field, in the order of the fields; lets other work in between. */
export async function contentOrder({ columns, size }: LinkageTable, turns = new Turns()): Promise<ContentOrder> {
	const sort = new RadixSort(size, turns);
	const lists = [...columns.values()].reverse();
	for (const [at, { ids, dictionary }] of lists.entries()) {
		turns.done(at / lists.length);
		const ranks = await ranksOf(await textOrder(dictionary, turns), turns);
		const keys = new Uint32Array(size);
		await turns.inParts(size, perPart, (from, to) => {
			for (let record = from; record < to; record += 1)
				keys[record] = ids[record] === missing ? 0 : ranks[ids[record]] + 1;
		});
		await sort.by(keys, dictionary.size);
	}
	return { order: sort.order, ranks: await ranksOf(sort.order, turns) };
}

async function ranksOf(order: Int32Array, turns: Turns): Promise<Int32Array> {
	const ranks = new Int32Array(order.length);
	await turns.inParts(order.length, perPart, (from, to) => {
		for (let rank = from; rank < to; rank += 1) ranks[order[rank]] = rank;
	});
	return ranks;
}

/** The values in the order of their texts, by the codes of their characters. */
async function textOrder({ texts, size }: Dictionary, turns: Turns): Promise<Int32Array> {
	const sort = new RadixSort(size, turns);
	const keys: Uint32Array[] = [];
	for (let start = 0; start < keyLength; start += charactersInKey) {
		const list = new Uint32Array(size);
		await turns.inParts(size, perPart / 8, (from, to) => {
			for (let value = from; value < to; value += 1) list[value] = keyOf(texts[value], start);
		});
		keys.push(list);
	}
	for (const list of [...keys].reverse()) await sort.by(list, 0xffff_ffff);
	const { order } = sort;
	for (let from = 0, to = 0; from < size; from = to) {
		to = from + 1;
		while (to < size && keys.every((list) => list[order[to]] === list[order[from]])) to += 1;
		if (to > from + 1) await sortTexts(order.subarray(from, to), texts, turns);
		if ((from & 255) === 0) await turns.next();
	}
	return order;
}

/** Four characters as one number. A character of more than a byte counts as the greatest, and nothing after it counts. */
function keyOf(text: string, start: number): number {
	for (let at = 0; at < start; at += 1) if (text.charCodeAt(at) >= 0xff) return 0;
	let key = 0;
	for (let at = start; at < start + charactersInKey; at += 1) {
		const code = at < text.length ? text.charCodeAt(at) : 0;
		if (code >= 0xff) return ((key << 8) | 0xff) << (8 * (start + charactersInKey - at - 1));
		key = (key << 8) | code;
	}
	return key;
}

const mostAtOnce = 4_096;

/** Texts that begin alike; many of them are sorted in parts, which are then merged. */
async function sortTexts(order: Int32Array, texts: readonly string[], turns: Turns): Promise<void> {
	const compare = (a: number, b: number): number => (texts[a] < texts[b] ? -1 : 1);
	for (let from = 0; from < order.length; from += mostAtOnce) {
		order.subarray(from, from + mostAtOnce).sort(compare);
		await turns.next();
	}
	for (let width = mostAtOnce; width < order.length; width *= 2) {
		const runs = order.slice();
		for (let from = 0; from + width < order.length; from += width * 2) {
			const end = Math.min(order.length, from + width * 2);
			let [a, b] = [from, from + width];
			await turns.inParts(end - from, 1_024, (first, last) => {
				for (let at = from + first; at < from + last; at += 1)
					order[at] = b >= end || (a < from + width && compare(runs[a], runs[b]) <= 0) ? runs[a++] : runs[b++];
			});
		}
	}
}
