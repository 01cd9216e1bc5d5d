import { EnrichmentError } from '../../../../errors';
import type { HttpRequest } from '../../../../http/send-once';
import { askOptions } from '../../provider.builders';
import { aProviderOver, aReply, whatComesOf } from './answering.builders';
import { companiesHouse } from './definitions/companies-house';
import { exploriumBusinesses } from './definitions/explorium-businesses';
import { hunterCompanies } from './definitions/hunter-companies';
import { lushaContacts } from './definitions/lusha-contacts';
import { zoominfoContacts } from './definitions/zoominfo-contacts';
import { openHttpProvider } from './open-http-provider';

const acme = { key: 0, domain: 'acme.com' };

function failingWith(code: string) {
	return async () => {
		throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
	};
}

describe('a call that gets no reply', () => {
	it.each([
		['ECONNREFUSED', { kind: 'refused', outcome: 'provider_failed', retryable: true }],
		['ENOTFOUND', { kind: 'refused', outcome: 'provider_failed', retryable: true }],
		['CERT_HAS_EXPIRED', { kind: 'refused', outcome: 'provider_failed', retryable: false }],
		['ECONNRESET', { kind: 'lost' }],
		['UND_ERR_HEADERS_TIMEOUT', { kind: 'lost' }],
	])('%s', async (code, expected) => {
		const provider = openHttpProvider(hunterCompanies, { send: failingWith(code) });
		const reply = await provider.ask([acme], askOptions(provider));
		expect(reply).toMatchObject({ ...expected, message: expect.stringContaining(code) });
	});

	it('is lost when it is stopped under way, and never sent when it was stopped before', async () => {
		const stop = new AbortController();
		let sent = 0;
		const provider = openHttpProvider(hunterCompanies, {
			send: async () => {
				sent += 1;
				stop.abort();
				throw stop.signal.reason;
			},
		});
		const ask = async () => await provider.ask([acme], askOptions(provider, { signal: stop.signal }));
		expect(await ask()).toMatchObject({ kind: 'lost' });
		await expect(ask()).rejects.toMatchObject({ code: 'canceled' });
		expect(sent).toBe(1);
	});
});

describe('the credential', () => {
	const authenticate = async (request: HttpRequest): Promise<HttpRequest> => ({
		...request,
		url: `${request.url}&api_key=key-in-url-42`,
		headers: { ...request.headers, authorization: 'Bearer top-secret-token' },
	});

	it('is added to what is sent, and is in no message, not even when the service repeats it', async () => {
		const echo = aReply(401, { message: 'Unknown key top-secret-token or key-in-url-42' });
		const provider = aProviderOver(hunterCompanies, () => echo, { authenticate });
		const reply = await provider.ask([acme], askOptions(provider));
		expect(provider.requests[0].headers).toMatchObject({ authorization: 'Bearer top-secret-token' });
		expect(reply).toMatchObject({ kind: 'refused', outcome: 'auth' });
		expect(JSON.stringify(reply)).not.toMatch(/top-secret|key-in-url/);
	});
});

describe('a credential that cannot be used', () => {
	const refreshFailed = new EnrichmentError('auth_failed', 'The token of Hunter could not be renewed.');
	const broken = async (error: Error) => {
		const provider = aProviderOver(hunterCompanies, () => aReply(200, {}), {
			authenticate: async () => {
				throw error;
			},
		});
		await provider.ask([acme], askOptions(provider));
	};

	it('stops the look-up before anything is sent, without what it says in words of its own', async () => {
		await expect(broken(new Error('bad secret top-secret'))).rejects.toMatchObject({
			code: 'auth_failed',
			message: 'The credential of Hunter (Companies) could not be used for a request.',
		});
		await expect(broken(refreshFailed)).rejects.toBe(refreshFailed);
	});

	it('is no lost call either where the sender adds it', async () => {
		const provider = openHttpProvider(hunterCompanies, {
			send: async () => {
				throw refreshFailed;
			},
		});
		await expect(provider.ask([acme], askOptions(provider))).rejects.toBe(refreshFailed);
	});
});

describe('a request that is too large', () => {
	it('is not sent', async () => {
		const provider = aProviderOver({ ...lushaContacts, limits: { requestBytes: 50 } }, () => aReply(200, {}));
		expect(await provider.ask([{ key: 0, email: 'a@acme.com' }], askOptions(provider))).toMatchObject({
			kind: 'refused',
			outcome: 'provider_failed',
			retryable: false,
			message: expect.stringContaining('takes 50 at most'),
		});
		expect(provider.requests).toEqual([]);
		expect(provider.facts.maxRequestBytes).toBe(50);
	});
});

describe('a register of one country', () => {
	it('is not asked about a company of another', async () => {
		const provider = aProviderOver(companiesHouse, () => aReply(200, {}));
		const query = { key: 0, company: 'Acme', registrationNumber: '1', country: 'France' };
		expect(await provider.ask([query], askOptions(provider))).toMatchObject({ answers: [{ outcome: 'no_match' }] });
		expect(provider.requests).toEqual([]);
	});

	it('says what it is asked by where the record has nothing of it', async () => {
		const provider = aProviderOver(companiesHouse, () => aReply(200, {}));
		expect(await provider.ask([{ key: 0, email: 'a@acme.com' }], askOptions(provider))).toMatchObject({
			answers: [
				{
					outcome: 'invalid_input',
					message: expect.stringContaining('or by registration number, or by company and country'),
				},
			],
		});
	});
});

describe('the address', () => {
	it('is that of the definition, or below what the operator names', async () => {
		const ask = async (baseUrl?: string) => {
			const provider = aProviderOver(hunterCompanies, () => aReply(404, {}), baseUrl === undefined ? {} : { baseUrl });
			await provider.ask([{ key: 0, domain: 'a&b=c.com' }], askOptions(provider));
			return provider.requests[0].url;
		};
		expect(await ask()).toBe('https://api.hunter.io/v2/companies/find?domain=a%26b%3Dc.com');
		expect(await ask('http://127.0.0.1:4711/hunter/')).toBe(
			'http://127.0.0.1:4711/hunter/v2/companies/find?domain=a%26b%3Dc.com',
		);
	});
});

describe('a batch', () => {
	const person = (key: number, email: string) => ({ key, email });

	it('asks for what is wanted and for nothing else', async () => {
		const provider = aProviderOver(lushaContacts, () => aReply(200, { results: [] }));
		await provider.ask([person(3, 'a@acme.com')], askOptions(provider, { wanted: ['email'] }));
		await provider.ask([person(3, 'a@acme.com')], askOptions(provider, { wanted: ['mobile_phone'] }));
		expect(provider.requests.map(({ body }) => JSON.parse(body ?? '').reveal)).toEqual([
			['emails'],
			['emails', 'phones'],
		]);
		expect(JSON.parse(provider.requests[0].body ?? '').contacts).toEqual([
			{ clientReferenceId: '3', email: 'a@acme.com' },
		]);
	});

	it('finds rows in any order, gives nothing to a query without a row, and a foreign row to nobody', async () => {
		const row = (clientReferenceId: string) => ({ clientReferenceId, id: `l-${clientReferenceId}` });
		const reply = await whatComesOf(
			lushaContacts,
			[{ email: 'a@a.com' }, { email: 'b@b.com' }, { email: 'c@c.com' }],
			[aReply(200, { results: [row('2'), row('77'), row('0')] })],
		);
		expect(reply).toMatchObject({
			answers: [
				{ key: 0, outcome: 'matched', personId: 'l-0' },
				{ key: 1, outcome: 'no_match' },
				{ key: 2, outcome: 'matched', personId: 'l-2' },
			],
		});
	});

	it('gives nobody an answer whose row repeats the inputs of another query', async () => {
		const row = (emailAddress: string) => ({
			id: '1',
			meta: { input: { emailAddress }, matchStatus: 'FULL_MATCH' },
			attributes: { firstName: 'Ada' },
		});
		const reply = await whatComesOf(
			zoominfoContacts,
			[{ email: 'a@a.com' }, { email: 'b@b.com' }],
			[aReply(200, { data: [row('b@b.com'), row('B@b.com')] })],
		);
		expect(reply).toMatchObject({
			answers: [
				{ key: 0, outcome: 'provider_failed', retryable: false },
				{ key: 1, outcome: 'matched' },
			],
		});
	});
});

describe('two steps', () => {
	const matched = aReply(200, { matched_businesses: [{ business_id: 'b1' }, { business_id: null }] });
	const enriched = aReply(200, { data: [{ business_id: 'b1', data: { name: 'acme', website: 'acme.com' } }] });
	const both = [{ domain: 'acme.com' }, { domain: 'nobody.example' }];

	it('asks the second only about what the first has found', async () => {
		const provider = aProviderOver(exploriumBusinesses, (_, call) => [matched, enriched][call]);
		const reply = await provider.ask(
			both.map((query, key) => ({ ...query, key })),
			askOptions(provider),
		);
		expect(JSON.parse(provider.requests[1].body ?? '')).toEqual({ business_ids: ['b1'] });
		expect(reply).toMatchObject({
			kind: 'answered',
			answers: [
				{ key: 1, outcome: 'no_match' },
				{ key: 0, outcome: 'matched', values: { name: 'Acme' }, companyId: 'b1', confidence: 0.95 },
			],
			charged: { credits: 2_000 },
		});
	});

	it('leaves the first out where the ID is known', async () => {
		const provider = aProviderOver(exploriumBusinesses, () => enriched);
		expect(await provider.ask([{ key: 0, companyId: 'b1' }], askOptions(provider))).toMatchObject({
			answers: [{ outcome: 'matched', confidence: 0.97 }],
			charged: { credits: 1_000 },
		});
		expect(provider.requests.map(({ url }) => new URL(url).pathname)).toEqual([
			'/v1/businesses/firmographics/bulk_enrich',
		]);
	});

	it('tells what the first has cost when the second is refused', async () => {
		const throttled = aReply(429, { detail: 'Slow down' }, { 'retry-after': '9' });
		expect(await whatComesOf(exploriumBusinesses, both, [matched, throttled])).toMatchObject({
			kind: 'answered',
			// One was matched, and not enriched yet.
			charged: { credits: 1_000 },
			answers: [
				{ key: 1, outcome: 'no_match' },
				{ key: 0, outcome: 'provider_failed', retryable: true, message: expect.stringContaining('Slow down') },
			],
		});
	});

	it('is refused as a whole when the first is, and lost as a whole when either is', async () => {
		expect(await whatComesOf(exploriumBusinesses, both, [aReply(429, {})])).toMatchObject({ kind: 'refused' });
		expect(await whatComesOf(exploriumBusinesses, both, [matched, aReply(504, '')])).toMatchObject({ kind: 'lost' });
	});
});
