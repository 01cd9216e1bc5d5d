import type { Hash } from './hashes';
import { keysOfRows } from './index-changes';
import type { IndexSession } from './index-session';
import type { IndexValues } from './index-values';

/** As in a scan: a larger block says little about any two of its records. */
const mostInBlock = 120;
/** Of records that only share large blocks with a record so many are compared, those that share most of them. */
const mostFromLargeBlocks = 30;
const mostCandidates = 600;

/** Records of the index worth comparing, by row; the rows' own numbers left out. */
export async function findCandidates(
	session: IndexSession,
	rows: readonly IndexValues[],
	own: ReadonlyArray<number | undefined>,
): Promise<number[][]> {
	const keys = await keysOfRows(session, rows);
	return keys.map((each, row) => candidatesOf(session, each, own[row]));
}

function candidatesOf(session: IndexSession, keys: readonly Hash[], own: number | undefined): number[] {
	const near = new Map<number, number>();
	const far = new Map<number, number>();
	for (const key of keys) {
		const postings = session.postings(key);
		const shared = postings.length <= mostInBlock ? near : far;
		for (const number of postings) if (number !== own) shared.set(number, (shared.get(number) ?? 0) + 1);
	}
	const rest = mostShared([...far].filter(([number, count]) => count > 1 && !near.has(number)));
	return [...mostShared([...near]).slice(0, mostCandidates), ...rest.slice(0, mostFromLargeBlocks)];
}

function mostShared(shared: Array<[number: number, keys: number]>): number[] {
	return shared.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
}
