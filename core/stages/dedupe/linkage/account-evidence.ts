import { companyDomainOf } from '../../../record/normal-forms';
import { blocksBy } from './blocks';
import { derived } from './derived';
import { Dictionary } from './dictionary';
import { type Column, type LinkageTable, missing } from './table';
import type { Turns } from './turns';

const perPart = 4_096;

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
		const domains = new Dictionary();
		const domainsOf = async (
			column: Column | undefined,
			domainOf: (text: string) => string | undefined,
			at: number,
		): Promise<void> => {
			if (!column) return;
			const { dictionary, ids } = await derived(column, domainOf, turns);
			const numbers = new Int32Array(dictionary.size);
			await turns.inParts(numbers.length, perPart / 16, (from, to) => {
				for (let id = from; id < to; id += 1) numbers[id] = domains.intern(dictionary.texts[id]);
			});
			await evidence.fill(at, ids, turns, numbers);
		};
		await domainsOf(columns.get('domain'), (text) => text, 0);
		await domainsOf(columns.get('email'), (text) => (text.includes('@') ? companyDomainOf(text) : undefined), 1);
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
		const { starts, members, count } = await blocksBy([{ one, other }], order, turns);
		return Array.from({ length: count }, (_, block) => members.subarray(starts[block], starts[block + 1]));
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
