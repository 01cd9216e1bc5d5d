import { companyDomainOf } from '../../../record/normal-forms';
import { accountNameOf } from '../linkage/account-evidence';
import { mailDomain, soundex } from '../linkage/derived';
import type { LinkageField } from '../linkage/fields';
import type { Turns } from '../linkage/turns';
import type { IndexValues } from './index-values';

/** Fields that are compared word by word. */
const wordFields: ReadonlySet<LinkageField> = new Set<LinkageField>(['company', 'street', 'title', 'text']);

/** Fields of which it counts how many people share a value. */
export const sharedFields = ['email', 'phone'] as const satisfies readonly LinkageField[];

/** What is counted of all records: how often a value occurs. */
export function valueText(field: LinkageField, value: string): string {
	return `v ${field} ${value}`;
}

/** In how many different values of the field a word occurs. */
export function wordText(field: LinkageField, word: string): string {
	return `w ${field} ${word}`;
}

/** How many addresses have the domain. */
export function mailDomainText(domain: string): string {
	return `d ${domain}`;
}

/** How many people an account has, as `accountNames` names it. */
export function accountText(account: string): string {
	return `a ${account}`;
}

/** How many people share a value; nothing is counted where it is one. */
export function peopleText(field: LinkageField, value: string): string {
	return `p ${field} ${value}`;
}

/** How many records of one owner, as `ownersOf` tells owners apart, have what the text is of. */
export function ownerText(text: string, owner: string): string {
	return `o ${owner} ${text}`;
}

/** The different words of a value, as far as its field is compared by words. */
export function wordsOf(field: LinkageField, value: string): readonly string[] {
	return wordFields.has(field) ? [...new Set(value.split(' '))] : [];
}

/** A value that several people may have, and what is counted of it. */
export interface SharedTexts {
	/** Of the value itself; absent for an account. */
	readonly value?: string;
	readonly people: string;
	readonly owner: string;
}

/** What is looked up to compare a value: its words, or its domain. */
function comparedOf(field: LinkageField, value: string): string[] {
	if (field !== 'email') return wordsOf(field, value).map((word) => wordText(field, word));
	const domain = mailDomain(value);
	return domain === undefined ? [] : [mailDomainText(domain)];
}

const perPart = 128;

/** Reads rows of an index for what is counted of them. */
export class RowTexts {
	private readonly placeByField: ReadonlyMap<LinkageField, number>;

	private readonly comparedPlaces: readonly number[];

	/** By domain of a mailbox: whose it is. */
	private readonly companyDomains = new Map<string, string | undefined>();

	constructor(private readonly fields: readonly LinkageField[]) {
		this.placeByField = new Map(fields.map((field, place) => [field, place]));
		this.comparedPlaces = fields.flatMap((field, place) => (field === 'email' || wordFields.has(field) ? [place] : []));
	}

	/** What a record adds one to, beside its owner and the words of values that no record had before. */
	counted(row: IndexValues): string[] {
		const texts: string[] = [];
		this.fields.forEach((field, place) => {
			const value = row[place];
			if (value === null || value === undefined) return;
			texts.push(valueText(field, value));
			const domain = field === 'email' ? mailDomain(value) : undefined;
			if (domain !== undefined) texts.push(mailDomainText(domain));
		});
		return texts;
	}

	/** What it shares with other people. */
	shared(row: IndexValues): SharedTexts[] {
		const last = this.value(row, 'lastName');
		const owner = last === undefined ? undefined : soundex(last);
		const texts: SharedTexts[] = [];
		for (const field of sharedFields) {
			const value = this.value(row, field);
			if (value === undefined || owner === undefined) continue;
			const people = peopleText(field, value);
			texts.push({ value: valueText(field, value), people, owner: ownerText(people, owner) });
		}
		const account = this.account(row);
		if (account === undefined) return texts;
		const people = accountText(account);
		return [...texts, { people, owner: ownerText(people, owner ?? '') }];
	}

	/** What is looked up to compare records with others: words, domains and accounts, each once. */
	async compared(rows: readonly IndexValues[], turns: Turns): Promise<Set<string>> {
		const texts = new Set<string>();
		const seen = this.fields.map(() => new Set<string>());
		await turns.inParts(rows.length, perPart, (from, to) => {
			for (let row = from; row < to; row += 1) {
				for (const place of this.comparedPlaces) {
					const value = rows[row][place];
					if (value === null || value === undefined || seen[place].has(value)) continue;
					seen[place].add(value);
					for (const text of comparedOf(this.fields[place], value)) texts.add(text);
				}
				const account = this.account(rows[row]);
				if (account !== undefined) texts.add(accountText(account));
			}
		});
		return texts;
	}

	/** All that is read of records that are new, or compared with others by how rare their values are. */
	async all(rows: readonly IndexValues[], turns: Turns): Promise<Set<string>> {
		const texts = await this.compared(rows, turns);
		await turns.inParts(rows.length, perPart, (from, to) => {
			for (let row = from; row < to; row += 1) {
				for (const text of this.counted(rows[row])) texts.add(text);
				for (const { people, owner } of this.shared(rows[row])) texts.add(people).add(owner);
			}
		});
		return texts;
	}

	private account(row: IndexValues): string | undefined {
		const email = this.value(row, 'email');
		const values = {
			domain: this.value(row, 'domain'),
			mailDomain: email === undefined ? undefined : mailDomain(email),
			company: this.value(row, 'company'),
		};
		return accountNameOf(values, (domain) => {
			if (!this.companyDomains.has(domain)) this.companyDomains.set(domain, companyDomainOf(`x@${domain}`));
			return this.companyDomains.get(domain);
		});
	}

	private value(row: IndexValues, field: LinkageField): string | undefined {
		const place = this.placeByField.get(field);
		return place === undefined ? undefined : (row[place] ?? undefined);
	}
}
