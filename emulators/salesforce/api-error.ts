/** A refusal in Salesforce's own form; the server turns it into `[{message, errorCode, fields}]`. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly errorCode: string,
		message: string,
		readonly fields?: readonly string[],
	) {
		super(message);
	}
}

/** One reason why a record was not saved, as sObject Collections reports it. */
export interface RecordError {
	readonly statusCode: string;
	readonly message: string;
	readonly fields: readonly string[];
	/** What a duplicate rule found; only with DUPLICATES_DETECTED. */
	readonly duplicateResult?: unknown;
}

/** The 404 that Salesforce answers for an unknown resource, object or row. */
export function notFound(message = 'The requested resource does not exist'): ApiError {
	return new ApiError(404, 'NOT_FOUND', message);
}

/** A 400 for a request body that cannot be read as what the resource expects. */
export function unreadableBody(message: string): ApiError {
	return new ApiError(400, 'JSON_PARSER_ERROR', message);
}
