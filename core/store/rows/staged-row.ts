import type { StagedCreation, StagedRow, StagedSummary } from '../../record/staged-row';
import { type NamedValues, optionalText, type Row } from './row-values';

/** The values of the columns of a staged row, without its run's. */
export function stagedValues(row: StagedRow): NamedValues {
	return {
		recordId: row.recordId,
		// Never NULL, because rows are read in pages by what sorts behind the last one.
		parentId: row.parentId ?? '',
		values: JSON.stringify(row.values),
		creation: row.creation === undefined ? null : JSON.stringify(row.creation),
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

/**
 * The rows as they have to be kept: each merged into what is staged of its record already, and into earlier rows of the
 * same call. A later value of a field wins; every other field stays, so that two writers of one record both come through.
 */
export function mergedWith(kept: readonly StagedRow[], rows: readonly StagedRow[]): StagedRow[] {
	const byId = new Map(kept.map((row) => [row.recordId, row]));
	for (const row of rows) {
		const earlier = byId.get(row.recordId);
		byId.set(row.recordId, earlier ? merged(earlier, row) : row);
	}
	return [...new Set(rows.map(({ recordId }) => recordId))].map((recordId) => byId.get(recordId) as StagedRow);
}

function merged(earlier: StagedRow, later: StagedRow): StagedRow {
	const creation = mergedCreation(earlier.creation, later.creation);
	return { ...earlier, ...later, values: { ...earlier.values, ...later.values }, ...(creation && { creation }) };
}

/** Who asked for an update of a record that has the key by then is not turned down by who asked for a creation only. */
function mergedCreation(earlier: StagedCreation | undefined, later: StagedCreation | undefined): StagedCreation | undefined {
	if (!earlier || !later) return later ?? earlier;
	return { ...later, isCreateOnly: earlier.isCreateOnly && later.isCreateOnly, sources: { ...earlier.sources, ...later.sources } };
}

/** What is staged by key field, from the rows that count it and those that name its columns; both are in the order of key fields. */
export function toStagedSummaries(counts: readonly Row[], columns: readonly Row[]): StagedSummary[] {
	return counts.map(({ key_field: keyField, row_count: rows }) => ({
		...(keyField !== '' && { keyField: String(keyField) }),
		columns: columns.filter((column) => column.key_field === keyField).map(({ name }) => String(name)),
		rows: Number(rows),
	}));
}
