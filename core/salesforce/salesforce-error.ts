import { EnrichmentError, type ErrorCode } from '../errors';
import { isAboutConcurrency } from './busy-org';
import { matchedIdsOf, withMatches } from './duplicate-result';
import type { RowError } from './row-result';
import { codeOf, redact } from '../http/redact';

/** The part of an HTTP reply that tells what went wrong. */
export interface FailedReply {
	readonly statusCode: number;
	readonly body: string;
}

interface ApiError {
	readonly code: string;
	readonly message: string;
	readonly fields: readonly string[];
}

interface Verdict {
	readonly code: ErrorCode;
	readonly retryable: boolean;
	readonly remedy: string;
}

/** Row errors that may be gone the next time the same row is sent. */
const retryableRowCodes = new Set([
	'UNABLE_TO_LOCK_ROW',
	'SERVER_UNAVAILABLE',
	'UNKNOWN_EXCEPTION',
	'QUERY_TIMEOUT',
	'REQUEST_RUNNING_TOO_LONG',
	'REQUEST_LIMIT_EXCEEDED',
	'LIMIT_EXCEEDED',
	'PROCESSING_HALTED',
	'ALL_OR_NONE_OPERATION_ROLLED_BACK',
]);

/** A lock or a governor limit met inside a trigger arrives as CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY and is named only in the text. */
const retryableTriggerText = /UNABLE_TO_LOCK_ROW|Apex CPU time limit exceeded|System\.LimitException/;

/** Asking the same again takes as long again. */
const tooLong: Verdict = {
	code: 'query_timeout',
	retryable: false,
	remedy: 'Narrow the selection, or filter by an indexed field.',
};

const busy: Verdict = {
	code: 'salesforce_unavailable',
	retryable: true,
	remedy: 'Try again in a few minutes; see which integrations keep long calls open at the same time.',
};

const verdictByCode: Readonly<Record<string, Verdict>> = {
	REQUEST_LIMIT_EXCEEDED: {
		code: 'request_limit_exceeded',
		retryable: true,
		remedy: 'Wait until the use of the last 24 hours has dropped, or ask Salesforce for a larger API allowance.',
	},
	API_DISABLED_FOR_ORG: {
		code: 'auth_failed',
		retryable: false,
		remedy: 'Use an edition with API access, and give the integration user the permission "API Enabled".',
	},
	API_CURRENTLY_DISABLED: {
		code: 'auth_failed',
		retryable: false,
		remedy: 'Give the integration user the permission "API Enabled".',
	},
	INVALID_FIELD: {
		code: 'missing_field',
		retryable: false,
		remedy: 'Check the spelling, and that the integration user may see the field (field-level security).',
	},
	INVALID_TYPE: {
		code: 'invalid_parameter',
		retryable: false,
		remedy: 'Check the API name of the object, and that the integration user may read it.',
	},
	QUERY_TIMEOUT: tooLong,
	REQUEST_RUNNING_TOO_LONG: tooLong,
	INVALID_QUERY_LOCATOR: {
		code: 'salesforce_refused',
		retryable: true,
		remedy: 'The query result was given up by Salesforce; run the query again.',
	},
};

const unavailable: Verdict = {
	code: 'salesforce_unavailable',
	retryable: true,
	remedy: 'Try again in a few minutes; see status.salesforce.com when it lasts.',
};

const sessionRefused: Verdict = {
	code: 'auth_failed',
	retryable: false,
	remedy: 'Check that the connected user is active and that its app and IP restrictions allow API access.',
};

const refused: Verdict = {
	code: 'salesforce_refused',
	retryable: false,
	remedy: 'Correct what Salesforce names, then run again.',
};

/** What Salesforce's refusal of a whole call means; `what` says what was tried, e.g. `describe Lead`. None of the secrets is repeated, should the reply echo one. */
export function errorFromReply(reply: FailedReply, what: string, secrets: readonly string[] = []): EnrichmentError {
	const [first] = parseApiErrors(reply.body);
	const isConcurrency = first?.code === 'REQUEST_LIMIT_EXCEEDED' && isAboutConcurrency(first.message);
	const verdict = isConcurrency ? busy : verdictOf(reply.statusCode, first?.code);
	const said = first ? `${first.code}: ${redact(oneLine(first.message), secrets)}` : `HTTP status ${reply.statusCode}`;
	return new EnrichmentError(verdict.code, `Salesforce could not ${what}: ${said}.`.replace('..', '.'), {
		retryable: verdict.retryable,
		remedy: verdict.remedy,
		details: { statusCode: reply.statusCode, errorCode: first?.code, ...(isConcurrency && { isConcurrency }) },
	});
}

/** Whether Salesforce ended a query, or a bulk query's job, because it ran for too long: a smaller part may get through. */
export function isQueryTimeout(error: unknown): boolean {
	return error instanceof EnrichmentError && error.code === 'query_timeout';
}

/** A row's error as Collections report it (`statusCode`) or single calls do (`errorCode`). */
export function rowError(raw: unknown): RowError {
	const error = apiErrorOf(raw);
	const isRetryable = retryableRowCodes.has(error.code) || retryableTriggerText.test(error.message);
	const matchedIds = matchedIdsOf(raw);
	return {
		...error,
		message: withMatches(error.message, matchedIds),
		retryable: isRetryable,
		...(matchedIds.length > 0 && { matchedIds }),
	};
}

/** The errors of a body as those of each row it carried; empty when it holds none. */
export function rowErrors(body: unknown): RowError[] {
	return rawErrors(body).map(rowError);
}

/** The errors of a body in any of Salesforce's shapes; empty when it holds none. */
export function parseApiErrors(body: unknown): ApiError[] {
	return rawErrors(body).map(apiErrorOf);
}

function rawErrors(body: unknown): unknown[] {
	const parsed = typeof body === 'string' ? parseJson(body) : body;
	const list: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
	return list.filter(isErrorShape);
}

function verdictOf(statusCode: number, errorCode: string | undefined): Verdict {
	if (errorCode && Object.hasOwn(verdictByCode, errorCode)) return verdictByCode[errorCode];
	if (statusCode === 401) return sessionRefused;
	if (statusCode >= 500 || statusCode === 420 || statusCode === 429) return unavailable;
	return refused;
}

function isErrorShape(entry: unknown): boolean {
	return (
		typeof entry === 'object' && entry !== null && ('errorCode' in entry || 'statusCode' in entry || 'error' in entry)
	);
}

function apiErrorOf(raw: unknown): ApiError {
	const entry = (raw ?? {}) as Record<string, unknown>;
	return {
		code: codeOf(entry.statusCode ?? entry.errorCode ?? entry.error) ?? 'UNKNOWN_EXCEPTION',
		message: redact(String(entry.message ?? entry.error_description ?? 'no message')),
		fields: Array.isArray(entry.fields) ? entry.fields.map(String) : [],
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Query errors quote the statement over several lines with a caret; the sentence at the end is what helps. */
function oneLine(message: string): string {
	return message.replace(/\s+/g, ' ').trim();
}
