import { type Column, missing } from '../linkage/columns';
import type { LinkageField, LinkageRecord } from '../linkage/fields';
import { buildTable } from '../linkage/table';
import type { IndexedRecord } from '../../../store/contract/match-indexes';

/** Normal forms by field, in the order of the index's fields; `null` where a record has none. */
export type IndexValues = ReadonlyArray<string | null>;

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

/** The values of a record of an index; none once the person was forgotten. */
export function valuesOf({ values }: IndexedRecord): IndexValues {
	return values === undefined ? [] : (JSON.parse(values) as IndexValues);
}
