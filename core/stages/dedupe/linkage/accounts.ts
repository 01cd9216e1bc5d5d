import type { Pairs } from './pairs';
import { type Column, type LinkageTable, missing } from './table';

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
	static of({ columns, size }: LinkageTable, order: Int32Array): Accounts | undefined {
		const [domain, company] = [columns.get('domain'), columns.get('company')];
		if (Math.max(domain?.filled ?? 0, company?.filled ?? 0) < size / 2) return undefined;
		const groups = groupsBy(order, domain, company);
		if (groups.length === 0) return undefined;
		const sizes = new Uint32Array(size).fill(1);
		for (const group of groups) for (const member of group) sizes[member] = group.length;
		return new Accounts(domain, company, groups, sizes);
	}

	/** Of some of many records, whose accounts have been counted: `countOf` an account as `accountOf` names it. */
	static counted({ columns, size }: LinkageTable, countOf: (account: string) => number): Accounts {
		const [domain, company] = [columns.get('domain'), columns.get('company')];
		const sizes = Uint32Array.from({ length: size }, (_, record) => {
			const account = accountOf(record, domain, company);
			return account === undefined ? 1 : Math.max(1, countOf(account));
		});
		return new Accounts(domain, company, [], sizes);
	}

	has(one: number, other: number): boolean {
		return isShared(this.domain, one, other) || isShared(this.company, one, other);
	}

	/** How many records are of the account of these two. */
	sizeOf(one: number, other: number): number {
		return Math.max(this.sizes[one], this.sizes[other]);
	}

	/** By pair: 1 where both are of one account. */
	inside({ left, right, count }: Pick<Pairs, 'left' | 'right' | 'count'>): Uint8Array {
		return Uint8Array.from({ length: count }, (_, pair) => (this.has(left[pair], right[pair]) ? 1 : 0));
	}
}

function isShared(column: Column | undefined, one: number, other: number): boolean {
	return column !== undefined && column.ids[one] !== missing && column.ids[one] === column.ids[other];
}

/** The account of a record in words: its domain, or its company where it has none. */
export function accountOf(record: number, ...columns: ReadonlyArray<Column | undefined>): string | undefined {
	const at = columns.findIndex((column) => column && column.ids[record] !== missing);
	return at < 0 ? undefined : `${at} ${columns[at]!.dictionary.texts[columns[at]!.ids[record]]}`;
}

function groupsBy(order: Int32Array, ...columns: ReadonlyArray<Column | undefined>): Int32Array[] {
	const membersByKey = new Map<string, number[]>();
	for (const index of order) {
		const at = columns.findIndex((column) => column && column.ids[index] !== missing);
		if (at < 0) continue;
		const key = `${at} ${columns[at]!.ids[index]}`;
		const members = membersByKey.get(key);
		if (members) members.push(index);
		else membersByKey.set(key, [index]);
	}
	return [...membersByKey.values()].filter(({ length }) => length > 1).map((members) => Int32Array.from(members));
}
