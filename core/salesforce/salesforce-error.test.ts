import { errorFromReply, parseApiErrors, rowError } from './salesforce-error';

const reply = (statusCode: number, errorCode: string, message = 'Said so') => ({
	statusCode,
	body: JSON.stringify([{ errorCode, message }]),
});

describe('errorFromReply', () => {
	it.each([
		[reply(403, 'REQUEST_LIMIT_EXCEEDED'), 'request_limit_exceeded', true],
		[reply(401, 'INVALID_SESSION_ID'), 'auth_failed', false],
		[reply(403, 'API_DISABLED_FOR_ORG'), 'auth_failed', false],
		[reply(400, 'INVALID_FIELD'), 'missing_field', false],
		[reply(400, 'INVALID_TYPE'), 'invalid_parameter', false],
		[reply(400, 'INVALID_QUERY_LOCATOR'), 'salesforce_refused', true],
		[reply(400, 'MALFORMED_QUERY'), 'salesforce_refused', false],
		[reply(503, 'SERVER_UNAVAILABLE'), 'salesforce_unavailable', true],
		[reply(429, 'TOO_MANY'), 'salesforce_unavailable', true],
		[{ statusCode: 502, body: '<html>Bad gateway</html>' }, 'salesforce_unavailable', true],
		[{ statusCode: 404, body: '' }, 'salesforce_refused', false],
	])('reads %j as %s, retryable %s', (failed, code, retryable) => {
		expect(errorFromReply(failed, 'describe Lead')).toMatchObject({ code, retryable, remedy: expect.any(String) });
	});

	it('says what was tried and what Salesforce answered, on one line', () => {
		const message =
			"\nSELECT Nope FROM Lead\n       ^\nERROR at Row:1:Column:8\nNo such column 'Nope' on entity 'Lead'.";
		expect(errorFromReply(reply(400, 'INVALID_FIELD', message), 'read Lead').message).toBe(
			"Salesforce could not read Lead: INVALID_FIELD: SELECT Nope FROM Lead ^ ERROR at Row:1:Column:8 No such column 'Nope' on entity 'Lead'.",
		);
	});
});

describe('rowError', () => {
	it.each([
		[{ statusCode: 'STRING_TOO_LONG', message: 'Name: data value too large', fields: ['Name'] }, false],
		[{ statusCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access', fields: [] }, true],
		[
			{
				statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
				message: 'Trigger: System.LimitException: Apex CPU time limit exceeded',
				fields: [],
			},
			true,
		],
		[{ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message: 'Trigger: null pointer', fields: [] }, false],
	])('keeps %j and tells whether it may pass: %s', (raw, retryable) => {
		expect(rowError(raw)).toEqual({ code: raw.statusCode, message: raw.message, fields: raw.fields, retryable });
	});

	it('treats an error without words as one that may pass', () => {
		expect(rowError({})).toEqual({ code: 'UNKNOWN_EXCEPTION', message: 'no message', fields: [], retryable: true });
	});
});

describe('parseApiErrors', () => {
	it.each([
		['[{"errorCode":"A","message":"b","fields":["C"]}]', [{ code: 'A', message: 'b', fields: ['C'] }]],
		[
			'{"error":"invalid_grant","error_description":"expired"}',
			[{ code: 'invalid_grant', message: 'expired', fields: [] }],
		],
		['<html>', []],
		['', []],
		['[null, 3]', []],
	])('reads %s', (body, errors) => {
		expect(parseApiErrors(body)).toEqual(errors);
	});
});
