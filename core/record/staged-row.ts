import type { LeftOut } from './left-out';

/** Where a value comes from, and the policy that let it in. */
export interface ValueOrigin {
	readonly provider?: string;
	readonly confidence?: number;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
	readonly policy?: string;
}

/** A row that waits in the store until Finish sends all of them in one ingest job. */
export interface StagedRow {
	/** 18 characters; of a record that does not exist yet, whatever tells it from all others. */
	readonly recordId: string;
	/** What is sent: field values by API name, without the Id. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Rows of one parent are kept together, against row locks. */
	readonly parentId?: string;
	/** Set for a record that does not exist yet. */
	readonly creation?: StagedCreation;
}

/** How a staged row comes to be a record. */
export interface StagedCreation {
	/** External id field; the row has its value. */
	readonly keyField: string;
	/** Whether a record that has the key by then is left as it is; otherwise it is updated. */
	readonly isCreateOnly: boolean;
	/** Fields of a row that is not create-only as a whole, which are left out where the record exists by then. */
	readonly createOnlyFields?: readonly string[];
	/** By field, for the journal, which takes them once the record has its Id. */
	readonly sources: Readonly<Record<string, ValueOrigin>>;
	/** Fields that are not left out when Salesforce refuses their values: the record is refused with them. */
	readonly mustFit?: readonly string[];
	/** Values that were left out because they do not fit, and the message on them. */
	readonly leftOut?: { readonly values: readonly LeftOut[]; readonly message: string };
}

/** Staged rows that can be sent together. */
export interface StagedSummary {
	/** Of rows that are created under it; `undefined` for those of records that exist. */
	readonly keyField?: string;
	/** Every field that some row sets, without the Id, in the order of their names. */
	readonly columns: readonly string[];
	readonly rows: number;
}

/**
 * Both rows of one record in one: values field by field, the later one where both have the field. Where one step creates
 * and another one upserts, the row is upserted, and what only the first one sets is left out if the record exists by then.
 */
export function mergeStagedRows(earlier: StagedRow, later: StagedRow): StagedRow {
	const parentId = later.parentId ?? earlier.parentId;
	const creation = later.creation && mergeCreations(earlier, later, later.creation);
	return {
		recordId: later.recordId,
		values: { ...earlier.values, ...later.values },
		...(parentId !== undefined && { parentId }),
		...(creation && { creation }),
	};
}

function mergeCreations(earlier: StagedRow, later: StagedRow, creation: StagedCreation): StagedCreation {
	const { createOnlyFields: _fields, leftOut: _leftOut, ...shared } = creation;
	const sources = { ...earlier.creation?.sources, ...creation.sources };
	const mustFit = [...new Set([...(earlier.creation?.mustFit ?? []), ...(creation.mustFit ?? [])])];
	const leftOut = mergeLeftOut(
		[earlier, later].map((row) => row.creation?.leftOut),
		sources,
	);
	const all = { ...shared, sources, ...(mustFit.length > 0 && { mustFit }), ...(leftOut && { leftOut }) };
	const isCreateOnly = creation.isCreateOnly && (earlier.creation?.isCreateOnly ?? true);
	if (isCreateOnly) return { ...all, isCreateOnly };

	const upserted = new Set([earlier, later].flatMap(upsertedFields));
	const createOnlyFields = Object.keys(sources).filter((field) => !upserted.has(field));
	return { ...all, isCreateOnly, ...(createOnlyFields.length > 0 && { createOnlyFields }) };
}

function upsertedFields({ creation }: StagedRow): string[] {
	if (!creation || creation.isCreateOnly) return [];
	const { sources, createOnlyFields = [] } = creation;
	return Object.keys(sources).filter((field) => !createOnlyFields.includes(field));
}

/** What the other step has a fitting value for is not left out. */
function mergeLeftOut(
	parts: ReadonlyArray<StagedCreation['leftOut']>,
	sources: StagedCreation['sources'],
): StagedCreation['leftOut'] {
	const known = parts.filter((part) => part !== undefined);
	const values = known.flatMap((part) => part.values).filter(({ field }) => !Object.hasOwn(sources, field));
	const message = [...new Set(known.map((part) => part.message))].join('; ');
	return values.length > 0 ? { values, message } : undefined;
}
