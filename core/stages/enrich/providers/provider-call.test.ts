import { BodyTooLarge } from '../../../http/bounded-body';
import { EnrichmentError } from '../../../errors';
import { addressAt, callProvider, type ProviderAccess, saidIn } from './provider-call';

const request = { method: 'GET', url: 'https://api.acme.example/v1/x?q=1', headers: { accept: 'application/json' } };

/** An error as fetch throws it. */
function failure(code: string): Error {
	return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

function failing(error: Error): ProviderAccess {
	return { send: () => Promise.reject(error) };
}

describe('callProvider', () => {
	it('gives status, headers and what the body holds', async () => {
		const send = async () => ({ statusCode: 201, headers: { a: 'b' }, body: '{"id":1}' });
		expect(await callProvider({ send }, 'Acme', request, undefined)).toEqual({
			...{ kind: 'replied', status: 201, headers: { a: 'b' }, body: { id: 1 }, secrets: [] },
		});
	});

	it('holds no body that is no JSON', async () => {
		const send = async () => ({ statusCode: 502, headers: {}, body: '<html>' });
		expect(await callProvider({ send }, 'Acme', request, undefined)).toMatchObject({ status: 502, body: undefined });
	});

	it('sends what the credential added, and knows it as secret', async () => {
		const sent: unknown[] = [];
		const access: ProviderAccess = {
			authenticate: async (plain) => ({
				...plain,
				url: `${plain.url}&key=in-the-url`,
				headers: { ...plain.headers, authorization: 'Bearer in-the-header' },
			}),
			send: async (asked) => {
				sent.push(asked);
				return { statusCode: 200, headers: {}, body: '{}' };
			},
		};
		const reply = await callProvider(access, 'Acme', request, undefined);
		expect(sent).toMatchObject([{ url: 'https://api.acme.example/v1/x?q=1&key=in-the-url' }]);
		if (reply.kind !== 'replied') throw new Error(reply.kind);
		expect(reply.secrets).toEqual(['Bearer in-the-header', 'in-the-header', 'in-the-url']);
		expect(saidIn(reply, ' bad key\n in-the-url or in-the-header ')).toBe('bad key *** or ***');
		expect(saidIn(reply, '')).toBeUndefined();
		expect(saidIn(reply, { a: 1 })).toBeUndefined();
	});

	it.each<[string, Error, object]>([
		['never left', failure('ECONNREFUSED'), { kind: 'refused', outcome: 'provider_failed', retryable: true }],
		['met a wrong certificate', failure('CERT_HAS_EXPIRED'), { kind: 'refused', retryable: false }],
		['broke off', failure('ECONNRESET'), { kind: 'lost' }],
		['took too long', Object.assign(new Error('late'), { name: 'TimeoutError' }), { kind: 'lost' }],
		['was answered with too much', new BodyTooLarge(1_024), { kind: 'lost' }],
	])('tells what may have been paid for from what was not: it %s', async (_meaning, error, expected) => {
		expect(await callProvider(failing(error), 'Acme', request, undefined)).toMatchObject(expected);
	});

	it('throws before it sends when it was told to stop, and counts as lost what it was told behind', async () => {
		const stopped = callProvider(failing(failure('x')), 'Acme', request, AbortSignal.abort());
		await expect(stopped).rejects.toMatchObject({ code: 'canceled' });
		const stop = new AbortController();
		const send = async () => {
			stop.abort();
			throw new DOMException('aborted', 'AbortError');
		};
		expect(await callProvider({ send }, 'Acme', request, stop.signal)).toMatchObject({ kind: 'lost' });
	});

	it('passes on what is the pack’s own to say', async () => {
		const own = new EnrichmentError('invalid_parameter', 'The host is not allowed.');
		await expect(callProvider(failing(own), 'Acme', request, undefined)).rejects.toBe(own);
	});
});

describe('addressAt', () => {
	it.each([
		[undefined, 'https://api.acme.example/v1/x?q=1'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1/x?q=1'],
		['http://127.0.0.1:8080/acme/', 'http://127.0.0.1:8080/acme/v1/x?q=1'],
	])('at %p is %s', (baseUrl, address) => {
		expect(addressAt(request.url, { baseUrl })).toBe(address);
	});
});
