import { blocksBy } from './blocks';
import type { Pairs } from './pairs';
import { type Column, type LinkageTable, missing } from './table';
import type { Turns } from './turns';

const perPart = 4_096;

/**
 * Which account people belong to, by the domain and by the name of their company. Colleagues share a company, a place and often
 * a phone, so that what two of them have in common is counted against other colleagues and not against strangers.
 */
export class Accounts {
	private constructor(
		private readonly domain: Column | undefined,
		private readonly company: Column | undefined,
		/** Records of one domain, or of one company where they have none; at least two each. */
		readonly groups: readonly Int32Array[],
		/** By record: how many are of its account. */
		private readonly sizes: Uint32Array,
	) {}

	/** `undefined` unless most records name their company: a few that do cannot tell colleagues from strangers. */
	static async of({ columns, size }: LinkageTable, order: Int32Array, turns: Turns): Promise<Accounts | undefined> {
		const [domain, company] = [columns.get('domain'), columns.get('company')];
		if (Math.max(domain?.filled ?? 0, company?.filled ?? 0) < size / 2) return undefined;
		const groups = await groupsBy(order, [domain, company], turns);
		if (groups.length === 0) return undefined;
		const sizes = new Uint32Array(size).fill(1);
		for (const group of groups) for (const member of group) sizes[member] = group.length;
		return new Accounts(domain, company, groups, sizes);
	}

	has(one: number, other: number): boolean {
		return isShared(this.domain, one, other) || isShared(this.company, one, other);
	}

	/** How many records are of the account of these two. */
	sizeOf(one: number, other: number): number {
		return Math.max(this.sizes[one], this.sizes[other]);
	}

	/** By pair: 1 where both are of one account. */
	async inside({ left, right, count }: Pick<Pairs, 'left' | 'right' | 'count'>, turns: Turns): Promise<Uint8Array> {
		const strata = new Uint8Array(count);
		await turns.inParts(count, perPart, (from, to) => {
			for (let pair = from; pair < to; pair += 1) strata[pair] = this.has(left[pair], right[pair]) ? 1 : 0;
		});
		return strata;
	}
}

function isShared(column: Column | undefined, one: number, other: number): boolean {
	return column !== undefined && column.ids[one] !== missing && column.ids[one] === column.ids[other];
}

/** By the first of the columns in which a record has a value. */
async function groupsBy(
	order: Int32Array,
	columns: ReadonlyArray<Column | undefined>,
	turns: Turns,
): Promise<Int32Array[]> {
	const one = new Int32Array(order.length).fill(missing);
	const other = new Int32Array(order.length);
	for (const [at, column] of [...columns.entries()].reverse()) {
		if (!column) continue;
		await turns.inParts(order.length, perPart, (from, to) => {
			for (let record = from; record < to; record += 1) {
				if (column.ids[record] === missing) continue;
				one[record] = column.ids[record];
				other[record] = at;
			}
		});
	}
	const { starts, members, count } = await blocksBy([{ one, other }], order, turns);
	return Array.from({ length: count }, (_, block) => members.subarray(starts[block], starts[block + 1]));
}
