import { AccountEvidence, accountNames } from './account-evidence';
import type { Pairs } from './pairs';
import { type LinkageTable, missing } from './columns';
import type { Turns } from './turns';

const perPart = 2_048;

/** A domain of so many people is a company's and not a family's, or one person's. */
const peopleOfCompany = 4;

/**
 * Which account people belong to: by web site, by the domain of their mailbox, by the name of their company, or by one and the
 * same street. Colleagues share a company, a place and often a phone, so that what two of them have in common is counted
 * against other colleagues and not against strangers.
 */
export class Accounts {
	private constructor(
		private readonly evidence: AccountEvidence,
		/** Records of one domain, or of one company where they have none; at least two each. */
		readonly groups: readonly Int32Array[],
		/** By record: how many people are of its account. */
		private readonly sizes: Uint32Array,
		private readonly owners: Int32Array,
		readonly kind: 'colleagues' | 'sites' | 'households' = 'colleagues',
	) {}

	/**
	 * `undefined` unless most records name their company: a few that do cannot tell colleagues from strangers. Domains of
	 * mailboxes alone name one only where many people share them.
	 */
	static async of(
		table: LinkageTable,
		order: Int32Array,
		owners: Int32Array,
		turns: Turns,
	): Promise<Accounts | undefined> {
		const evidence = await AccountEvidence.of(table, turns);
		const groups = await evidence.groups(order, turns);
		const sizes = new Uint32Array(table.size).fill(1);
		let [named, inLarge] = [0, 0];
		for (const group of groups) {
			const people = peopleIn(group, owners);
			if (people >= peopleOfCompany) inLarge += group.length;
			for (const member of group) sizes[member] = people;
			await turns.next();
		}
		for (let record = 0; record < table.size; record += 1) if (evidence.isNamed(record)) named += 1;
		if (groups.length === 0 || Math.max(named, inLarge) < table.size / 2) return undefined;
		return new Accounts(evidence, groups, sizes, owners);
	}

	/** Sites and subsidiaries of one organisation, by web site and by phone; `undefined` where no two share one. */
	static async ofSites(table: LinkageTable, turns: Turns): Promise<Accounts | undefined> {
		const columns = [table.columns.get('domain'), table.columns.get('phone')];
		const isAnyShared = columns.some((column) => column && column.filled > column.dictionary.size);
		return isAnyShared ? Accounts.anySites(table, turns) : undefined;
	}

	/** The same whether or not any two share one. */
	static async anySites(table: LinkageTable, turns: Turns): Promise<Accounts> {
		const owners = table.columns.get('company')?.ids ?? new Int32Array(table.size).fill(missing);
		const sizes = new Uint32Array(table.size).fill(1);
		return new Accounts(await AccountEvidence.ofSites(table, turns), [], sizes, owners, 'sites');
	}

	/** People of one street and number, of one phone, or of one name in one place, where nothing says whom they work for; `undefined` where no two share one. */
	static async ofHouseholds(table: LinkageTable, turns: Turns): Promise<Accounts | undefined> {
		const columns = (['street', 'phone', 'city', 'postalCode'] as const).map((field) => table.columns.get(field));
		const isAnyShared = columns.some((column) => column && column.filled > column.dictionary.size);
		return isAnyShared ? Accounts.anyHouseholds(table, turns) : undefined;
	}

	/** The same whether or not any two share one. */
	static async anyHouseholds(table: LinkageTable, turns: Turns): Promise<Accounts> {
		const nobody = new Int32Array(table.size).fill(missing);
		const evidence = await AccountEvidence.ofHouseholds(table, turns);
		return new Accounts(evidence, [], new Uint32Array(table.size).fill(1), nobody, 'households');
	}

	/** Of some of many records, whose accounts have been counted: `countOf` an account as `accountNames` names it. */
	static async counted(
		table: LinkageTable,
		owners: Int32Array,
		countOf: (account: string) => number,
		turns: Turns,
	): Promise<Accounts> {
		const nameOf = await accountNames(table, turns);
		const sizes = Uint32Array.from({ length: table.size }, (_, record) => {
			const account = nameOf(record);
			return account === undefined ? 1 : Math.max(1, countOf(account));
		});
		return new Accounts(await AccountEvidence.of(table, turns), [], sizes, owners);
	}

	has(one: number, other: number): boolean {
		return this.evidence.isShared(one, other);
	}

	/** How many people are of the account of these two. */
	sizeOf(one: number, other: number): number {
		return Math.max(this.sizes[one], this.sizes[other]);
	}

	/** Whether their last names sound alike, as relatives' do. */
	areNamesakes(one: number, other: number): boolean {
		return this.owners[one] !== missing && this.owners[one] === this.owners[other];
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

function peopleIn(group: Int32Array, owners: Int32Array): number {
	const seen = new Set<number>();
	for (const member of group) seen.add(owners[member]);
	return seen.size;
}
