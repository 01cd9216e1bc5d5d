import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../api-error';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { StoredRecord } from '../storage/record-store';

const preconditionFailed: ApiReply = { status: 412 };
const notModified: ApiReply = { status: 304 };

/** The 304 or 412 that a row's conditional headers call for, or `undefined`; entity tags are for Accounts only. */
export function unmetCondition(
	{ headers, method }: ApiRequest,
	typeName: string,
	record: StoredRecord,
): ApiReply | undefined {
	const isRead = method === 'GET' || method === 'HEAD';
	// Dates in these headers have no fractions of seconds, and neither have Salesforce's stamps.
	const modifiedAt = Math.floor(Date.parse(String(record.LastModifiedDate)) / 1000) * 1000;
	if (typeName === 'Account') {
		const unmet = unmetTag(headers, entityTag(record), isRead);
		if (unmet) return unmet;
	}
	const unmodifiedSince = readDate(headers['if-unmodified-since'], isRead);
	if (unmodifiedSince !== undefined && modifiedAt > unmodifiedSince) return preconditionFailed;
	const modifiedSince = isRead ? readDate(headers['if-modified-since'], true) : undefined;
	return modifiedSince !== undefined && modifiedAt <= modifiedSince ? notModified : undefined;
}

/** What a row's reply tells of its version. */
export function versionHeaders(typeName: string, record: StoredRecord): Record<string, string> {
	const modified = new Date(String(record.LastModifiedDate)).toUTCString();
	return { 'Last-Modified': modified, ...(typeName === 'Account' ? { ETag: `"${entityTag(record)}"` } : {}) };
}

function unmetTag(headers: IncomingHttpHeaders, tag: string, isRead: boolean): ApiReply | undefined {
	const [match, noneMatch] = [headers['if-match'], headers['if-none-match']];
	if (match !== undefined && !namesTag(match, tag)) return preconditionFailed;
	if (noneMatch === undefined || !namesTag(noneMatch, tag)) return undefined;
	return isRead ? notModified : preconditionFailed;
}

function namesTag(header: string, tag: string): boolean {
	if (header.trim() === '*') return true;
	// Behind a compressing proxy tags come back with its suffix.
	return header.split(',').some(
		(each) =>
			each
				.trim()
				.replace(/^W\//, '')
				.replace(/"/g, '')
				.replace(/-gzip$/, '') === tag,
	);
}

function entityTag(record: StoredRecord): string {
	return createHash('sha1').update(JSON.stringify(record)).digest('base64');
}

/** A date that cannot be read is refused where something would be written, and left aside where not. */
function readDate(text: string | undefined, isRead: boolean): number | undefined {
	if (text === undefined) return undefined;
	const time = Date.parse(text);
	if (!Number.isNaN(time)) return time;
	if (isRead) return undefined;
	throw new ApiError(400, 'INVALID_HEADER', `Not a date: ${text}`);
}
