import type { StagedCreation, StagedRow } from '../store';
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
