import { companyDomainOf } from '../../../record/normal-forms';
import { blocksBy } from './blocks';
import { type Derived, derived, mailDomain } from './derived';
import { type LinkageTable, missing } from './table';
import { TextNumbers } from './text-numbers';
import type { Turns } from './turns';

const perPart = 4_096;

type DomainOf = (text: string) => string | undefined;

/** What says which account a record is of: four numbers a record beside each other, since they are always read together. */
export class AccountEvidence {
	/** Web site, domain of the mailbox, company, street; domains of both kinds are numbered alike. */
	private readonly rows: Int32Array;

	private constructor(private readonly size: number) {
		this.rows = new Int32Array(size * rowLength).fill(missing);
	}

	/** Lets other work in between. */
	static async of({ columns, size }: LinkageTable, turns: Turns): Promise<AccountEvidence> {
		const evidence = new AccountEvidence(size);
		const domains = new TextNumbers();
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
		return rows[a + 3] !== missing && rows[a + 3] === rows[b + 3];
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

const rowLength = 4;
