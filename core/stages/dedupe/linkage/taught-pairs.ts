import type { Pairs } from './pairs';
import type { Turns } from './turns';

const mostInSession = 50_000;
const mostLookedAt = 400_000;
const perPart = 2_048;

/**
 * The pairs that agree on one rule's key, evenly picked where there are more than it takes to learn from; of one stratum where
 * there are several.
 */
export async function taughtPairs(
	rule: number,
	{ left, right, count, keys }: Pick<Pairs, 'left' | 'right' | 'count' | 'keys'>,
	turns: Turns,
	strata?: Uint8Array,
	stratum?: number,
): Promise<Int32Array> {
	const step = Math.max(1, Math.floor(count / mostLookedAt));
	const looked = Math.ceil(count / step);
	const agreeing = new Int32Array(looked);
	let found = 0;
	await turns.inParts(looked, perPart, (from, to) => {
		for (let at = from; at < to; at += 1) {
			const pair = at * step;
			if ((!strata || strata[pair] === stratum) && agree(keys[rule], left[pair], right[pair])) agreeing[found++] = pair;
		}
	});
	const each = Math.ceil(found / mostInSession);
	return each <= 1 ? agreeing.subarray(0, found) : agreeing.filter((_, at) => at < found && at % each === 0);
}

function agree(lists: readonly Int32Array[], one: number, other: number): boolean {
	for (let at = 0; at < lists.length; at += 1)
		if (lists[at][one] >= 0 && lists[at][one] === lists[at][other]) return true;
	return false;
}
