import { companyDomainOf } from '../../../record/normal-forms';
import { derived } from './derived';
import { Dictionary } from './dictionary';
import type { Pairs } from './pairs';
import { type Column, type LinkageTable, missing } from './table';

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
	static of(table: LinkageTable, order: Int32Array, owners: Int32Array): Accounts | undefined {
		const evidence = evidenceOf(table);
		const { site, mailbox, company } = evidence;
		const named = order.filter((index) => site[index] !== missing || company[index] !== missing);
		const isNamed = named.length >= table.size / 2;
		const groups = groupsBy(order, [site, mailbox, company]);
		const peopled = groups.map((group) => new Set(Array.from(group, (member) => owners[member])).size);
		const inLarge = groups.reduce((sum, { length }, at) => sum + (peopled[at] >= peopleOfCompany ? length : 0), 0);
		if (groups.length === 0 || (!isNamed && inLarge < table.size / 2)) return undefined;
		const sizes = new Uint32Array(table.size).fill(1);
		groups.forEach((group, at) => group.forEach((member) => (sizes[member] = peopled[at])));
		return new Accounts(evidence, groups, sizes, owners);
	}

	/** Sites and subsidiaries of one organisation, by web site and by phone; `undefined` where no two share one. */
	static ofSites(table: LinkageTable, order: Int32Array): Accounts | undefined {
		const { site, company: phone } = siteEvidence(table);
		const isAnyShared = [site, phone].some((list) => groupsBy(order, [list]).length > 0);
		return isAnyShared ? Accounts.anySites(table) : undefined;
	}

	/** The same whether or not any two share one. */
	static anySites(table: LinkageTable): Accounts {
		const owners = table.columns.get('company')?.ids ?? new Int32Array(table.size).fill(missing);
		const sizes = new Uint32Array(table.size).fill(1);
		return new Accounts(siteEvidence(table), [], sizes, owners, 'sites');
	}

	/** People of one street and number, where nothing says whom they work for; `undefined` where no two share one. */
	static ofHouseholds(table: LinkageTable, order: Int32Array): Accounts | undefined {
		const street = table.columns.get('street');
		return street && groupsBy(order, [street.ids]).length > 0 ? Accounts.anyHouseholds(table) : undefined;
	}

	/** The same whether or not any two share one. */
	static anyHouseholds(table: LinkageTable): Accounts {
		const nothing = new Int32Array(table.size).fill(missing);
		const street = table.columns.get('street')?.ids ?? nothing;
		const evidence = { site: nothing, mailbox: nothing, company: nothing, street, domains: [] };
		return new Accounts(evidence, [], new Uint32Array(table.size).fill(1), nothing, 'households');
	}

	/** Of some of many records, whose accounts have been counted: `countOf` an account as `accountNames` names it. */
	static counted(table: LinkageTable, owners: Int32Array, countOf: (account: string) => number): Accounts {
		const nameOf = accountNames(table);
		const sizes = Uint32Array.from({ length: table.size }, (_, record) => {
			const account = nameOf(record);
			return account === undefined ? 1 : Math.max(1, countOf(account));
		});
		return new Accounts(evidenceOf(table), [], sizes, owners);
	}

	has(one: number, other: number): boolean {
		const { site, mailbox, company, street } = this.evidence;
		return (
			isShared(site[one], site[other]) ||
			isShared(company[one], company[other]) ||
			isShared(mailbox[one], mailbox[other]) ||
			isShared(site[one], mailbox[other]) ||
			isShared(mailbox[one], site[other]) ||
			isShared(street[one], street[other])
		);
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
	inside({ left, right, count }: Pick<Pairs, 'left' | 'right' | 'count'>): Uint8Array {
		return Uint8Array.from({ length: count }, (_, pair) => (this.has(left[pair], right[pair]) ? 1 : 0));
	}
}

/** By record; the domains of web sites and mailboxes are numbered alike. */
interface AccountEvidence {
	readonly site: Int32Array;
	readonly mailbox: Int32Array;
	readonly company: Int32Array;
	readonly street: Int32Array;
	/** By number. */
	readonly domains: readonly string[];
}

const evidenceByTable = new WeakMap<LinkageTable, AccountEvidence>();

/** The account of a record in words: the domain of its web site or mailbox, or its company where it has neither. */
export function accountNames(table: LinkageTable): (record: number) => string | undefined {
	const { site, mailbox, company, domains } = evidenceOf(table);
	const companies = table.columns.get('company')?.dictionary.texts ?? [];
	return (record) => {
		const domain = site[record] === missing ? mailbox[record] : site[record];
		if (domain !== missing) return `0 ${domains[domain]}`;
		return company[record] === missing ? undefined : `1 ${companies[company[record]]}`;
	};
}

function evidenceOf(table: LinkageTable): AccountEvidence {
	const known = evidenceByTable.get(table) ?? readEvidence(table);
	evidenceByTable.set(table, known);
	return known;
}

/** A phone stands where people have their company. */
function siteEvidence({ columns, size }: LinkageTable): AccountEvidence {
	const nothing = new Int32Array(size).fill(missing);
	return {
		site: columns.get('domain')?.ids ?? nothing,
		mailbox: nothing,
		company: columns.get('phone')?.ids ?? nothing,
		street: nothing,
		domains: [],
	};
}

function readEvidence({ columns, size }: LinkageTable): AccountEvidence {
	const domains = new Dictionary();
	const nothing = new Int32Array(size).fill(missing);
	const email = columns.get('email');
	const domainsOf = (column: Column | undefined, domainOf: (text: string) => string | undefined): Int32Array => {
		if (!column) return nothing;
		const { dictionary, ids } = derived(column, domainOf);
		const numbers = dictionary.texts.map((text) => domains.add(text));
		return ids.map((id) => (id === missing ? missing : numbers[id]));
	};
	return {
		site: domainsOf(columns.get('domain'), (text) => text),
		mailbox: domainsOf(email, (text) => (text.includes('@') ? companyDomainOf(text) : undefined)),
		company: columns.get('company')?.ids ?? nothing,
		street: columns.get('street')?.ids ?? nothing,
		domains: domains.texts,
	};
}

function isShared(one: number, other: number): boolean {
	return one !== missing && one === other;
}

/** By the first key that a record has. */
function groupsBy(order: Int32Array, lists: readonly Int32Array[]): Int32Array[] {
	const membersByKey = new Map<string, number[]>();
	for (const index of order) {
		const at = lists.findIndex((list) => list[index] !== missing);
		if (at < 0) continue;
		const key = `${at === 1 ? 0 : at} ${lists[at][index]}`;
		const members = membersByKey.get(key);
		if (members) members.push(index);
		else membersByKey.set(key, [index]);
	}
	return [...membersByKey.values()].filter(({ length }) => length > 1).map((members) => Int32Array.from(members));
}
