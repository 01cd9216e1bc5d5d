import { Accounts } from '../linkage/accounts';
import { ownersOf } from '../linkage/owners';
import { type BlockingRule, blockingRules } from '../linkage/blocking-rules';
import { comparisonsOf } from '../linkage/comparisons';
import { Dictionary } from '../linkage/dictionary';
import type { LinkageField } from '../linkage/fields';
import { type Column, type LinkageTable, missing } from '../linkage/columns';
import type { Turns } from '../linkage/turns';
import { Weigher } from '../linkage/weigher';
import { accountText, mailDomainText, peopleText, valueText, wordText } from './counted-texts';
import { assertWeights, type IndexDocument } from './index-document';
import type { IndexValues } from './index-values';

/** How often what `counted-texts` names occurs in the whole index; `undefined` where that was not looked up. */
export type CountOf = (text: string) => number | undefined;

const perPart = 512;

/**
 * Some records of an index as a table that counts as the whole index does. Values that only stand behind the first `asked` rows
 * are not looked up: how rare a value is, is asked of the record that is compared with others.
 */
export async function indexTable(
	rows: readonly IndexValues[],
	{ fields, counts }: Pick<IndexDocument, 'fields' | 'counts'>,
	countOf: CountOf,
	turns: Turns,
	asked = rows.length,
): Promise<LinkageTable> {
	const columns = new Map<LinkageField, Column>();
	for (const [at, field] of fields.entries()) {
		const dictionary = new Dictionary();
		const ids = new Int32Array(rows.length).fill(missing);
		let lookedUp = 0;
		await turns.inParts(rows.length, perPart, (from, to) => {
			for (let row = from; row < to; row += 1) {
				const text = rows[row][at];
				if (text === null || text === undefined) continue;
				ids[row] = dictionary.add(text);
				if (row < asked) lookedUp = dictionary.size;
			}
		});
		const { texts } = dictionary;
		await turns.inParts(lookedUp, perPart, (from, to) => {
			for (let id = from; id < to; id += 1)
				dictionary.counts[id] = Math.max(1, countOf(valueText(field, texts[id])) ?? dictionary.counts[id]);
		});
		dictionary.known = {
			values: counts[field]?.values ?? 0,
			ofWord: (word) => countOf(wordText(field, word)) ?? 0,
			ofDerived: (text) => (field === 'email' ? countOf(mailDomainText(text)) : undefined),
			people: (text) => Math.max(1, countOf(peopleText(field, text)) ?? 1),
		};
		columns.set(field, { field, dictionary, ids, filled: Math.max(1, counts[field]?.filled ?? 0) });
	}
	return { size: rows.length, columns };
}

/** The index's own way to weigh records of such a table; throws `invalid_input` where its weights are of other comparisons. */
export async function indexWeigher(
	table: LinkageTable,
	document: IndexDocument,
	countOf: CountOf,
	turns: Turns,
): Promise<Weigher> {
	const owners = await ownersOf(table, turns);
	const accounts =
		document.models.length > 1 ? await indexAccounts(table, document, countOf, owners, turns) : undefined;
	const isAccountKnown = accounts?.kind === 'colleagues';
	const comparisons = await comparisonsOf(table, document.subject, isAccountKnown, owners, turns);
	assertWeights(document, comparisons);
	return new Weigher(comparisons, document.models, accounts);
}

/** Where people have no account their streets are compared, and were learnt from. */
async function indexAccounts(
	table: LinkageTable,
	{ accounts }: IndexDocument,
	countOf: CountOf,
	owners: Int32Array,
	turns: Turns,
): Promise<Accounts> {
	if (accounts === 'sites') return Accounts.anySites(table, turns);
	if (accounts === 'households') return Accounts.anyHouseholds(table, turns);
	return Accounts.counted(table, owners, (account) => countOf(accountText(account)) ?? 1, turns);
}

/** The index's blocking rules over such a table. */
export async function indexRules(
	table: LinkageTable,
	{ subject, rules }: IndexDocument,
	turns: Turns,
): Promise<BlockingRule[]> {
	return (await blockingRules(table, subject, turns)).filter(({ name }) => rules.includes(name));
}
