import { ApiError, type RecordError } from '../api-error';
import type { ApiReply } from '../http/api-request';
import type { SaveResult } from '../writes/save-result';

/** A refusal of a single-record resource: 400, or 404 when the record is not there; `undefined` when it was saved. */
export function refusalReply(result: SaveResult): ApiReply | undefined {
	if (result.success) return undefined;
	const isGone = result.errors.some((error) => error.statusCode === 'ENTITY_IS_DELETED' && error.fields.length === 0);
	return { status: isGone ? 404 : 400, body: result.errors.map(errorEntry) };
}

function errorEntry({ statusCode, message, fields, duplicateResult }: RecordError) {
	// Salesforce misspells this key, and clients know it only so.
	if (duplicateResult) return { duplicateResut: duplicateResult, errorCode: statusCode, message };
	return { message, errorCode: statusCode, fields };
}

/** Throws the 404 for an id that names no row of the object. */
export function requireRow<T>(row: T | undefined): T {
	if (row === undefined) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
	return row;
}
