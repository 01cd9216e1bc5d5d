import { mergeStagedRows, type StagedCreation, type StagedRow, type StagedSummary } from '../../record/staged-row';
import { type NamedValues, optionalText, type Row } from './row-values';

/** The values of the columns of a staged row, without its run's. */
export function stagedValues(row: StagedRow): NamedValues {
	return {
		record_id: row.recordId,
		// Never NULL, because rows are read in pages by what sorts behind the last one.
		parent_id: row.parentId ?? '',
		values_json: JSON.stringify(row.values),
		creation_json: row.creation === undefined ? null : JSON.stringify(row.creation),
	};
}

/** A staged row as the database has it. */
export function toStagedRow(row: Row): StagedRow {
	const parentId = String(row.parent_id);
	const creation = optionalText(row.creation_json);
	return {
		recordId: String(row.record_id),
		values: JSON.parse(String(row.values_json)),
		...(parentId !== '' && { parentId }),
		...(creation !== undefined && { creation: JSON.parse(creation) as StagedCreation }),
	};
}

/** One row per record: what is kept of it already, then the given ones in their order. */
export function mergedWith(known: readonly StagedRow[], given: readonly StagedRow[]): StagedRow[] {
	const rowById = new Map(known.map((row) => [row.recordId, row]));
	for (const row of given) {
		const earlier = rowById.get(row.recordId);
		rowById.set(row.recordId, earlier ? mergeStagedRows(earlier, row) : row);
	}
	return [...rowById.values()];
}

/** The rows without the fields that are withdrawn from them, and the Ids of those that have nothing left. */
export function withoutFields(
	known: readonly StagedRow[],
	withdrawn: ReadonlyMap<string, readonly string[]>,
): { readonly changed: StagedRow[]; readonly emptied: string[] } {
	const [changed, emptied]: [StagedRow[], string[]] = [[], []];
	for (const row of known) {
		const fields = withdrawn.get(row.recordId) ?? [];
		const values = Object.fromEntries(Object.entries(row.values).filter(([field]) => !fields.includes(field)));
		if (Object.keys(values).length === 0) emptied.push(row.recordId);
		else changed.push({ ...row, values });
	}
	return { changed, emptied };
}

/** What is staged by key field, from the rows that count it and those that name its columns; both are in the order of key fields. */
export function toStagedSummaries(counts: readonly Row[], columns: readonly Row[]): StagedSummary[] {
	return counts.map(({ key_field: keyField, row_count: rows }) => ({
		...(keyField !== '' && { keyField: String(keyField) }),
		columns: columns.filter((column) => column.key_field === keyField).map(({ name }) => String(name)),
		rows: Number(rows),
	}));
}
