import { companyDomainOf } from '../../../record/normal-forms';
import { blocksBy } from './blocks';
import { type Derived, derived, mailDomain } from './derived';
import { type LinkageTable, missing } from './columns';
import { relatives } from './relatives';
import { TextNumbers } from './text-numbers';
import type { Turns } from './turns';

const perPart = 4_096;

type DomainOf = (text: string) => string | undefined;

/** What says which account a record is of: five numbers a record beside each other, since they are always read together. */
export class AccountEvidence {
	/** Web site, domain of the mailbox, company, street, relatives; domains of both kinds are numbered alike. */
	private readonly rows: Int32Array;

	private constructor(
		private readonly size: number,
		/** By number. */
		private readonly domains: readonly string[],
	) {
		this.rows = new Int32Array(size * rowLength).fill(missing);
	}

	/** Read once for each table; lets other work in between. */
	static of(table: LinkageTable, turns: Turns): Promise<AccountEvidence> {
		const known = evidenceByTable.get(table) ?? AccountEvidence.read(table, turns);
		evidenceByTable.set(table, known);
		return known;
	}

	/** Of companies: their web site, and their phone where people have their company. */
	static async ofSites({ columns, size }: LinkageTable, turns: Turns): Promise<AccountEvidence> {
		const evidence = new AccountEvidence(size, []);
		await evidence.fill(0, columns.get('domain')?.ids, turns);
		await evidence.fill(2, columns.get('phone')?.ids, turns);
		return evidence;
	}

	/** Of people at home: their street and number, their phone, and their last name together with where they live. */
	static async ofHouseholds(table: LinkageTable, turns: Turns): Promise<AccountEvidence> {
		const { columns, size } = table;
		const evidence = new AccountEvidence(size, []);
		const [inCity, inPostal, inHouse] = await relatives(table, turns);
		await evidence.fill(4, inHouse, turns);
		await evidence.fill(0, inCity, turns);
		await evidence.fill(1, inPostal, turns);
		await evidence.fill(2, columns.get('phone')?.ids, turns);
		await evidence.fill(3, columns.get('street')?.ids, turns);
		return evidence;
	}

	private static async read({ columns, size }: LinkageTable, turns: Turns): Promise<AccountEvidence> {
		const domains = new TextNumbers();
		const evidence = new AccountEvidence(size, domains.texts);
		const numbered = async (
			{ dictionary: { texts, size: values } }: Derived,
			domainOf: DomainOf,
		): Promise<Int32Array> => {
			const numbers = new Int32Array(values).fill(missing);
			await turns.inParts(values, perPart / 32, (from, to) => {
				for (let id = from; id < to; id += 1) {
					const domain = domainOf(texts[id]);
					if (domain !== undefined) numbers[id] = domains.add(domain);
				}
			});
			return numbers;
		};
		const [site, email] = [columns.get('domain'), columns.get('email')];
		if (site) await evidence.fill(0, site.ids, turns, await numbered(site, (text) => text));
		// Thousands of addresses have one domain: who it belongs to is asked once.
		const mail = email && (await derived(email, mailDomain, turns));
		if (mail) await evidence.fill(1, mail.ids, turns, await numbered(mail, (text) => companyDomainOf(`x@${text}`)));
		await evidence.fill(2, columns.get('company')?.ids, turns);
		await evidence.fill(3, columns.get('street')?.ids, turns);
		return evidence;
	}

	/** The domain of its web site, or else of its mailbox. */
	domainOf(record: number): string | undefined {
		const row = record * rowLength;
		const domain = this.rows[row] === missing ? this.rows[row + 1] : this.rows[row];
		return domain === missing ? undefined : this.domains[domain];
	}

	/** Whether a web site or a company is known. */
	isNamed(record: number): boolean {
		return this.rows[record * rowLength] !== missing || this.rows[record * rowLength + 2] !== missing;
	}

	/** Whether anything says that both are of one account. */
	isShared(one: number, other: number): boolean {
		const { rows } = this;
		const [a, b] = [one * rowLength, other * rowLength];
		const [site, mailbox] = [rows[a], rows[a + 1]];
		if (site !== missing && (site === rows[b] || site === rows[b + 1])) return true;
		if (mailbox !== missing && (mailbox === rows[b] || mailbox === rows[b + 1])) return true;
		if (rows[a + 2] !== missing && rows[a + 2] === rows[b + 2]) return true;
		if (rows[a + 3] !== missing && rows[a + 3] === rows[b + 3]) return true;
		return rows[a + 4] !== missing && rows[a + 4] === rows[b + 4];
	}

	/** Records of one domain, or of one company where they have none, in the order given; at least two each. */
	async groups(order: Int32Array, turns: Turns): Promise<Int32Array[]> {
		const one = new Int32Array(this.size).fill(missing);
		const other = new Int32Array(this.size);
		await turns.inParts(this.size, perPart, (from, to) => {
			for (let record = from; record < to; record += 1) {
				const row = record * rowLength;
				let at = 0;
				while (at < 2 && this.rows[row + at] === missing) at += 1;
				one[record] = this.rows[row + at];
				other[record] = at === 2 ? 1 : 0;
			}
		});
		const { lists, starts, members } = await blocksBy([{ one, other }], order, turns);
		const groups: Int32Array[] = [];
		await turns.inParts(order.length, perPart / 4, (from, to) => {
			for (let rank = from; rank < to; rank += 1) {
				const block = lists[0][order[rank]];
				if (block >= 0 && members[starts[block]] === order[rank])
					groups.push(members.subarray(starts[block], starts[block + 1]));
			}
		});
		return groups;
	}

	private async fill(at: number, ids: Int32Array | undefined, turns: Turns, numbers?: Int32Array): Promise<void> {
		if (!ids) return;
		await turns.inParts(ids.length, perPart, (from, to) => {
			for (let record = from; record < to; record += 1) {
				const id = ids[record];
				if (id !== missing) this.rows[record * rowLength + at] = numbers ? numbers[id] : id;
			}
		});
	}
}

const rowLength = 5;
const evidenceByTable = new WeakMap<LinkageTable, Promise<AccountEvidence>>();

/** The account of one record in the same words, by its normal forms; `companyOf` the domain of a mailbox, as `companyDomainOf` has it. */
export function accountNameOf(
	{ domain, mailDomain: mail, company }: Readonly<Partial<Record<'domain' | 'mailDomain' | 'company', string>>>,
	companyOf: (mailDomain: string) => string | undefined,
): string | undefined {
	const known = domain ?? (mail === undefined ? undefined : companyOf(mail));
	if (known !== undefined) return `0 ${known}`;
	return company === undefined ? undefined : `1 ${company}`;
}

/** The account of each record in words: the domain of its web site or mailbox, or its company where it has neither. */
export async function accountNames(table: LinkageTable, turns: Turns): Promise<(record: number) => string | undefined> {
	const evidence = await AccountEvidence.of(table, turns);
	const company = table.columns.get('company');
	return (record) => {
		const domain = evidence.domainOf(record);
		if (domain !== undefined) return `0 ${domain}`;
		if (!company || company.ids[record] === missing) return undefined;
		return `1 ${company.dictionary.texts[company.ids[record]]}`;
	};
}
