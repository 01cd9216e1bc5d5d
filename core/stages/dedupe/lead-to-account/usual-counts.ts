import type { Column, LinkageTable } from '../linkage/columns';
import { missing } from '../linkage/columns';
import type { KnownCounts } from '../linkage/dictionary';
import type { LinkageField } from '../linkage/fields';
import { commonCompanyWords, fillingCompanyWords } from './company-words';

/** Names in a large org, and in how many of them a word stands: whether two are the same must not depend on who else was fetched. */
const usualNames: KnownCounts = {
	values: 20_000,
	ofWord: (word) => (fillingCompanyWords.has(word) ? 400 : commonCompanyWords.has(word) ? 60 : 2),
	ofDerived: () => undefined,
	people: () => 1,
};

/** In how many records of a large org a value stands that one account has, by field: two of them are as rare as usual. */
const usualRecords = 400_000;

/**
 * The same columns, as if of a large org: a value counts by how many of the accounts have it (records from `accountsFrom` on), which all
 * were fetched by it, and not by how many people came in from that one company.
 */
export function countedByAccounts(table: LinkageTable, accountsFrom: number): LinkageTable {
	const columns = new Map<LinkageField, Column>();
	for (const [field, column] of table.columns) {
		const { dictionary, ids } = column;
		dictionary.counts.fill(1, 0, dictionary.size);
		for (let record = accountsFrom; record < ids.length; record += 1)
			if (ids[record] !== missing) dictionary.counts[ids[record]] += 1;
		if (field === 'company') dictionary.known = usualNames;
		columns.set(field, { ...column, filled: usualRecords });
	}
	return { ...table, columns };
}
