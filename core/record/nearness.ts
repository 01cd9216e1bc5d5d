import { plainWords } from './plain-words';

/** How much two texts read alike, 0–1: how near each word is to the nearest one of the other text, as a mean over both sides. */
export function nearness(a: string, b: string): number {
	const [first, second] = [wordsOf(a), wordsOf(b)];
	if (first.length === 0 || second.length === 0) return 0;
	return (found(first, second) + found(second, first)) / 2;
}

function found(words: readonly string[], among: readonly string[]): number {
	const nearest = words.map((word) => Math.max(...among.map((other) => wordNearness(word, other))));
	return nearest.reduce((sum, each) => sum + each, 0) / words.length;
}

/** The share of pairs of neighbouring letters that both have (Dice). */
function wordNearness(a: string, b: string): number {
	if (a === b) return 1;
	const [first, open] = [pairsOf(a), pairsOf(b)];
	const both = first.length + open.length;
	if (both === 0) return 0;
	let common = 0;
	for (const pair of first) {
		const at = open.indexOf(pair);
		if (at < 0) continue;
		open.splice(at, 1);
		common += 1;
	}
	return (2 * common) / both;
}

function wordsOf(text: string): string[] {
	return plainWords(text).split(' ').filter(Boolean);
}

function pairsOf(word: string): string[] {
	return Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2));
}
