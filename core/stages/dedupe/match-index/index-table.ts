import { Accounts } from '../linkage/accounts';
import { ownersOf } from '../linkage/owners';
import { type BlockingRule, blockingRules } from '../linkage/blocking-rules';
import { comparisonsOf } from '../linkage/comparisons';
import { Dictionary } from '../linkage/dictionary';
import type { LinkageField, LinkageRecord } from '../linkage/fields';
import { type Column, type LinkageTable, missing } from '../linkage/columns';
import { buildTable } from '../linkage/table';
import { Turns } from '../linkage/turns';
import { Weigher } from '../linkage/weigher';
import { accountText, mailDomainText, valueText, wordText } from './counted-texts';
import type { IndexDocument } from './index-document';

/** Normal forms by field, in the order of the index's fields; `null` where a record has none. */
export type IndexValues = ReadonlyArray<string | null>;

/** How often what `counted-texts` names occurs in the whole index; `undefined` where that was not looked up. */
export type CountOf = (text: string) => number | undefined;

const somebody: LinkageRecord = { firstName: 'Ada', lastName: 'Byron', email: 'ada.byron@example.com' };

/** The normal forms of records in the fields of an index. */
export async function indexValues(
	records: readonly LinkageRecord[],
	fields: readonly LinkageField[],
): Promise<IndexValues[]> {
	// What is read of one field into another, as a first name of a mailbox, is so only where somebody has both.
	const { columns } = await buildTable([...records, somebody]);
	return records.map((_, record) => fields.map((field) => textIn(columns.get(field), record)));
}

/** The normal form of a record in a column. */
export function textIn(column: Column | undefined, record: number): string | null {
	if (!column || column.ids[record] === missing) return null;
	return column.dictionary.texts[column.ids[record]];
}

/** Some records of an index as a table that counts as the whole index does. */
export function indexTable(
	rows: readonly IndexValues[],
	{ fields, counts }: Pick<IndexDocument, 'fields' | 'counts'>,
	countOf: CountOf,
): LinkageTable {
	const columns = new Map<LinkageField, Column>();
	fields.forEach((field, at) => {
		const dictionary = new Dictionary();
		dictionary.known = {
			values: counts[field]?.values ?? 0,
			ofWord: (word) => countOf(wordText(field, word)) ?? 0,
			ofDerived: (text) => (field === 'email' ? countOf(mailDomainText(text)) : undefined),
		};
		const ids = Int32Array.from(rows, (row) => {
			const text = row[at];
			return text === null || text === undefined ? missing : dictionary.add(text);
		});
		dictionary.texts.forEach((text, id) => {
			dictionary.counts[id] = Math.max(1, countOf(valueText(field, text)) ?? dictionary.counts[id]);
		});
		columns.set(field, { field, dictionary, ids, filled: Math.max(1, counts[field]?.filled ?? 0) });
	});
	return { size: rows.length, columns };
}

/** The index's own way to weigh records of such a table. */
export async function indexWeigher(table: LinkageTable, document: IndexDocument, countOf: CountOf): Promise<Weigher> {
	const turns = new Turns();
	const owners = await ownersOf(table, turns);
	const accounts = document.models.length > 1 ? await indexAccounts(table, document, countOf, owners) : undefined;
	const isAccountKnown = accounts?.kind === 'colleagues';
	const comparisons = await comparisonsOf(table, document.subject, isAccountKnown, owners, turns);
	return new Weigher(comparisons, document.models, accounts);
}

/** Where people have no account their streets are compared, and were learnt from. */
async function indexAccounts(
	table: LinkageTable,
	{ accounts }: IndexDocument,
	countOf: CountOf,
	owners: Int32Array,
): Promise<Accounts> {
	const turns = new Turns();
	if (accounts === 'sites') return Accounts.anySites(table, turns);
	if (accounts === 'households') return Accounts.anyHouseholds(table, turns);
	return Accounts.counted(table, owners, (account) => countOf(accountText(account)) ?? 1, turns);
}

/** The index's blocking rules over such a table. */
export async function indexRules(table: LinkageTable, { subject, rules }: IndexDocument): Promise<BlockingRule[]> {
	return (await blockingRules(table, subject)).filter(({ name }) => rules.includes(name));
}
