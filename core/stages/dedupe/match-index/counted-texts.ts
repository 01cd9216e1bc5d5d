import { accountNames } from '../linkage/account-evidence';
import type { LinkageField } from '../linkage/fields';
import type { LinkageTable } from '../linkage/columns';
import { Turns } from '../linkage/turns';

/** Fields that are compared word by word. */
const wordFields: ReadonlySet<LinkageField> = new Set<LinkageField>(['company', 'street', 'title', 'text']);

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

/** The different words of a value, as far as its field is compared by words. */
export function wordsOf(field: LinkageField, value: string): readonly string[] {
	return wordFields.has(field) ? [...new Set(value.split(' '))] : [];
}

export function mailDomainOf(email: string): string | undefined {
	return email.split('@')[1];
}

/** By record: what it adds one to, beside the words of values that no record had before. */
export async function countedTexts(table: LinkageTable): Promise<(record: number) => string[]> {
	const nameOf = await accountNames(table, new Turns());
	return (record) => {
		const texts: string[] = [];
		for (const [field, { ids, dictionary }] of table.columns) {
			if (ids[record] < 0) continue;
			const value = dictionary.texts[ids[record]];
			texts.push(valueText(field, value));
			const domain = field === 'email' ? mailDomainOf(value) : undefined;
			if (domain !== undefined) texts.push(mailDomainText(domain));
		}
		const account = nameOf(record);
		if (account !== undefined) texts.push(accountText(account));
		return texts;
	};
}

/** What is looked up to compare a record with others: words and domains. */
export function comparedTexts({ columns }: LinkageTable, record: number): string[] {
	const texts: string[] = [];
	for (const [field, { ids, dictionary }] of columns) {
		if (ids[record] < 0) continue;
		const value = dictionary.texts[ids[record]];
		for (const word of wordsOf(field, value)) texts.push(wordText(field, word));
		const domain = field === 'email' ? mailDomainOf(value) : undefined;
		if (domain !== undefined) texts.push(mailDomainText(domain));
	}
	return texts;
}
