import type { BlockedPairs } from './pairs';
import type { Turns } from './turns';

const mostInSession = 50_000;
const mostLookedAt = 400_000;
const perPart = 2_048;

/**
 * The pairs that agree on the key of the rule at this place; of one stratum where there are several. Of very many evenly
 * picked ones are looked at.
 */
export async function taughtPairs(
	at: number,
	{ left, right, count, keys, rule }: Pick<BlockedPairs, 'left' | 'right' | 'count' | 'keys' | 'rule'>,
	turns: Turns,
	strata?: Uint8Array,
	stratum?: number,
): Promise<Int32Array> {
	const step = Math.max(1, Math.floor(count / mostLookedAt));
	const looked = Math.ceil(count / step);
	const agreeing = new Int32Array(looked);
	let found = 0;
	await turns.inParts(looked, perPart, (from, to) => {
		for (let place = from; place < to; place += 1) {
			const pair = place * step;
			if ((!strata || strata[pair] === stratum) && agree(keys[at], left[pair], right[pair])) agreeing[found++] = pair;
		}
	});
	return found <= mostInSession ? agreeing.subarray(0, found) : earliest(agreeing.subarray(0, found), rule);
}

/** As many as it takes to learn from, of the pairs that the first rules have found: the most telling ones. */
function earliest(pairs: Int32Array, ruleOf: Uint8Array): Int32Array {
	const next = new Uint32Array(257);
	for (const pair of pairs) next[ruleOf[pair] + 1] += 1;
	for (let rule = 1; rule < next.length; rule += 1) next[rule] += next[rule - 1];
	const sorted = new Int32Array(pairs.length);
	for (const pair of pairs) sorted[next[ruleOf[pair]]++] = pair;
	return sorted.slice(0, mostInSession);
}

function agree(lists: readonly Int32Array[], one: number, other: number): boolean {
	for (let at = 0; at < lists.length; at += 1)
		if (lists[at][one] >= 0 && lists[at][one] === lists[at][other]) return true;
	return false;
}
