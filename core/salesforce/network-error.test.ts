import { errorFromFailure, mayHaveBeenApplied } from './network-error';
import { errorFromReply } from './salesforce-error';

const fetchFailed = (code: string) =>
	new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('errorFromFailure', () => {
	it.each([
		['ECONNREFUSED', false],
		['ENOTFOUND', false],
		['UND_ERR_CONNECT_TIMEOUT', false],
		['DEPTH_ZERO_SELF_SIGNED_CERT', false],
		['ERR_TLS_CERT_ALTNAME_INVALID', false],
		['ECONNRESET', true],
		['UND_ERR_SOCKET', true],
		['UND_ERR_BODY_TIMEOUT', true],
	])('knows whether Salesforce may have acted after %s: %s', (code, isOpen) => {
		const error = errorFromFailure(fetchFailed(code), 'acme.my.salesforce.com', 'update 3 records');
		expect(error).toMatchObject({ code: 'salesforce_unavailable', retryable: true, details: { failure: code } });
		expect(error.message).toContain('acme.my.salesforce.com');
		expect(mayHaveBeenApplied(error)).toBe(isOpen);
	});

	it('leaves open what a call that timed out has done', () => {
		const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
		expect(mayHaveBeenApplied(errorFromFailure(timeout, 'host', 'update'))).toBe(true);
	});
});

describe('mayHaveBeenApplied', () => {
	it.each([
		[500, true],
		[504, true],
		[429, false],
		[403, false],
	])('takes a reply with status %i for open: %s', (statusCode, isOpen) => {
		expect(mayHaveBeenApplied(errorFromReply({ statusCode, body: '' }, 'update'))).toBe(isOpen);
	});
});
