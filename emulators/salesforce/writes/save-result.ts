import type { RecordError } from '../api-error';

/** What became of one record; `created` tells an upsert's insert from its update. */
export type SaveResult =
	| { readonly success: true; readonly id: string; readonly created: boolean; readonly errors: readonly [] }
	| { readonly success: false; readonly id: string | null; readonly errors: readonly RecordError[] };

/** A saved record. */
export function saved(id: string, created: boolean): SaveResult {
	return { success: true, id, created, errors: [] };
}

/** A record that was refused for one or more reasons. */
export function rejected(...errors: RecordError[]): SaveResult {
	return { success: false, id: null, errors };
}

/** One reason for a refusal. */
export function recordError(statusCode: string, message: string, fields: readonly string[] = []): RecordError {
	return { statusCode, message, fields };
}
