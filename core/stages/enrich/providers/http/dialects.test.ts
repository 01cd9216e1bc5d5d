import type { HttpReply } from '../../../../http/send-once';
import type { ProviderQuery } from '../../provider';
import { aReply, whatComesOf } from './answering.builders';
import type { HttpDefinition } from './definition';
import { apolloOrganizations } from './definitions/apollo-organizations';
import { apolloPeople } from './definitions/apollo-people';
import { companiesHouse } from './definitions/companies-house';
import { exploriumBusinesses } from './definitions/explorium-businesses';
import { gleif } from './definitions/gleif';
import { hunterCompanies } from './definitions/hunter-companies';
import { hunterPeople } from './definitions/hunter-people';
import { lushaContacts } from './definitions/lusha-contacts';
import { peopleDataLabsPerson } from './definitions/people-data-labs-person';
import { prospeoPeople } from './definitions/prospeo-people';
import { secEdgar } from './definitions/sec-edgar';
import { wikidata } from './definitions/wikidata';
import { zoominfoContacts } from './definitions/zoominfo-contacts';

type Asked = Omit<ProviderQuery, 'key'>;

const person: Asked = {
	email: 'ada@acme.com',
	firstName: 'Ada',
	lastName: 'Byron',
	company: 'Acme',
	domain: 'acme.com',
};
const company: Asked = { domain: 'acme.com', company: 'Acme', country: 'United Kingdom' };
const finderOnly: Asked = { firstName: 'Ada', lastName: 'Byron', domain: 'acme.com' };

const secondsLater = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1_000);
const noMatch = { kind: 'answered', answers: [{ key: 0, outcome: 'no_match' }] };

/** What a vendor's documentation says it answers, in our own figures, and what the call comes to. */
const documented: Array<readonly [string, string, HttpDefinition, Asked, HttpReply, object]> = [
	[
		'People Data Labs',
		'no match',
		peopleDataLabsPerson,
		person,
		aReply(200, [{ status: 404, error: { type: 'not_found' }, metadata: { key: '0' } }], {
			'x-call-credits-spent': '0',
		}),
		{ ...noMatch, charged: { person: 0 } },
	],
	[
		'People Data Labs',
		'out of credits',
		peopleDataLabsPerson,
		person,
		aReply(402, { status: 402, error: { type: 'payment_required', message: 'You have hit your account maximum' } }),
		{ kind: 'refused', outcome: 'out_of_credits', message: expect.stringContaining('account maximum') },
	],
	[
		'People Data Labs',
		'throttled, with the stamp of the reset and limits in JSON',
		peopleDataLabsPerson,
		person,
		aReply(
			429,
			{ status: 429, error: { message: 'Too many requests' } },
			{
				'x-ratelimit-remaining': "{'minute': 0}",
				'x-ratelimit-reset': '2026-01-01T00:00:42Z',
				'x-totallimit-remaining': '12',
			},
		),
		{
			kind: 'refused',
			outcome: 'rate_limited',
			retryAt: secondsLater(42),
			meter: { requestsLeft: 0, resetsAt: secondsLater(42), creditsLeft: { person: 12_000 } },
		},
	],
	[
		'People Data Labs',
		'a wrong key',
		peopleDataLabsPerson,
		person,
		aReply(401, { status: 401, error: { message: 'Request contained a missing or invalid key' } }),
		{ kind: 'refused', outcome: 'auth' },
	],
	[
		'Apollo',
		'no match: null in its place',
		apolloPeople,
		person,
		aReply(
			200,
			{ status: 'success', matches: [null], missing_records: 1, credits_consumed: 0 },
			{ 'x-minute-requests-left': '19', 'x-hourly-requests-left': '150' },
		),
		{ ...noMatch, charged: { credits: 0 }, meter: { requestsLeft: 19 } },
	],
	[
		'Apollo',
		'out of credits',
		apolloPeople,
		person,
		aReply(422, { error: 'You have insufficient credits.' }),
		{ kind: 'refused', outcome: 'out_of_credits' },
	],
	[
		'Apollo',
		'throttled',
		apolloPeople,
		person,
		aReply(
			429,
			{ message: 'The maximum number of api calls allowed' },
			{ 'retry-after': '1800', 'x-hourly-requests-left': '0' },
		),
		{
			kind: 'refused',
			outcome: 'rate_limited',
			retryAt: secondsLater(1_800),
			meter: { requestsLeft: 0, resetsAt: secondsLater(3_600) },
		},
	],
	[
		'Apollo',
		'a key without this endpoint',
		apolloPeople,
		person,
		aReply(403, { error: 'api/v1/people/bulk_match is not accessible', error_code: 'API_INACCESSIBLE' }),
		{ kind: 'refused', outcome: 'not_entitled' },
	],
	[
		'Apollo',
		'an organization that it does not know',
		apolloOrganizations,
		company,
		aReply(200, { status: 'success', missing_records: 1, organizations: [] }),
		noMatch,
	],
	[
		'ZoomInfo',
		'no match',
		zoominfoContacts,
		person,
		aReply(200, {
			data: [{ id: '0', type: 'NoMatch', meta: { matchStatus: 'NO_MATCH', input: { emailAddress: 'ada@acme.com' } } }],
		}),
		noMatch,
	],
	[
		'ZoomInfo',
		'somebody who has opted out, of the type of those whom it does not know',
		zoominfoContacts,
		person,
		aReply(200, {
			data: [{ id: '0', type: 'NoMatch', meta: { matchStatus: 'OPT_OUT', input: { emailAddress: 'ada@acme.com' } } }],
		}),
		{ kind: 'answered', answers: [{ key: 0, outcome: 'legal_block' }] },
	],
	[
		'ZoomInfo',
		'an input that it cannot use, of the same type',
		zoominfoContacts,
		person,
		aReply(200, {
			data: [
				{ id: '0', type: 'NoMatch', meta: { matchStatus: 'INVALID_INPUT', input: { emailAddress: 'ada@acme.com' } } },
			],
		}),
		{ kind: 'answered', answers: [{ key: 0, outcome: 'invalid_input' }] },
	],
	[
		'ZoomInfo',
		'out of credits',
		zoominfoContacts,
		person,
		aReply(400, { errors: [{ code: 'PFAPI0011', title: 'Credit limit reached', retryable: false }] }),
		{ kind: 'refused', outcome: 'out_of_credits', message: expect.stringContaining('Credit limit reached') },
	],
	[
		'ZoomInfo',
		'throttled',
		zoominfoContacts,
		person,
		aReply(
			429,
			{ errors: [{ code: 'ZI0004', title: 'Too many requests', retryable: true }] },
			{
				'retry-after': '7',
				'x-ratelimit-remaining-second': '0',
				'x-ratelimit-remaining-hour': '-1',
				'x-ratelimit-rejected-bucket': 'second',
			},
		),
		{
			kind: 'refused',
			outcome: 'rate_limited',
			retryAt: secondsLater(7),
			meter: { requestsLeft: 0, resetsAt: secondsLater(1) },
		},
	],
	[
		'ZoomInfo',
		'somebody who has opted out',
		zoominfoContacts,
		person,
		aReply(200, { data: [{ id: '1', type: 'Contact', meta: { matchStatus: 'OPT_OUT' } }] }),
		{ kind: 'answered', answers: [{ key: 0, outcome: 'legal_block' }] },
	],
	[
		'Lusha',
		'no match',
		lushaContacts,
		person,
		aReply(200, {
			results: [{ clientReferenceId: '0', error: { code: 'NOT_FOUND' } }],
			billing: { creditsCharged: 1 },
		}),
		{ ...noMatch, charged: { credits: 1_000 } },
	],
	[
		'Lusha',
		'out of credits',
		lushaContacts,
		person,
		aReply(402, { statusCode: 402, message: 'Not enough credits' }),
		{
			kind: 'refused',
			outcome: 'out_of_credits',
			message: 'Lusha (Contacts) answered with HTTP 402: Not enough credits.',
		},
	],
	[
		'Lusha',
		'throttled, without saying for how long',
		lushaContacts,
		person,
		aReply(429, { statusCode: 429, message: 'Too many requests' }, { 'x-minute-requests-left': '0' }),
		{ kind: 'refused', outcome: 'rate_limited', retryAt: secondsLater(60) },
	],
	[
		'Lusha',
		'withheld by law, as a whole',
		lushaContacts,
		person,
		aReply(451, { statusCode: 451, message: 'Unavailable for legal reasons' }),
		{ kind: 'refused', outcome: 'legal_block' },
	],
	[
		'Lusha',
		'withheld by law, one of them',
		lushaContacts,
		person,
		aReply(200, { results: [{ clientReferenceId: '0', error: { code: 'COMPLIANCE_RESTRICTED' } }] }),
		{ kind: 'answered', answers: [{ key: 0, outcome: 'legal_block' }] },
	],
	[
		'Explorium',
		'data that the plan does not include',
		exploriumBusinesses,
		company,
		aReply(403, { details: 'You are not entitled to the requested data', correlation_id: '0af3' }),
		{ kind: 'refused', outcome: 'not_entitled', message: expect.stringContaining('not entitled') },
	],
	[
		'Explorium',
		'no match, which ends before the second step',
		exploriumBusinesses,
		company,
		aReply(200, {
			total_results: 1,
			total_matches: 0,
			matched_businesses: [{ input: { domain: 'acme.com' }, business_id: null }],
		}),
		noMatch,
	],
	[
		'Explorium',
		'out of credits',
		exploriumBusinesses,
		company,
		aReply(403, { detail: 'Insufficient credits' }),
		{ kind: 'refused', outcome: 'out_of_credits' },
	],
	[
		'Explorium',
		'throttled',
		exploriumBusinesses,
		company,
		aReply(429, { detail: 'Rate limit exceeded' }, { 'retry-after': '13', 'x-ratelimit-remaining': '0' }),
		{ kind: 'refused', outcome: 'rate_limited', retryAt: secondsLater(13) },
	],
	[
		'Hunter',
		'nobody behind the address',
		hunterPeople,
		person,
		aReply(404, { errors: [{ id: 'not_found', code: 404, details: 'No person found' }] }),
		noMatch,
	],
	[
		'Hunter',
		'no address found',
		hunterPeople,
		finderOnly,
		aReply(200, { data: { first_name: 'Ada', email: null, score: null } }),
		noMatch,
	],
	[
		'Hunter',
		'quota used up, by 429',
		hunterCompanies,
		company,
		aReply(429, { errors: [{ id: 'usage_limit', code: 429, details: 'You have reached your usage limit' }] }),
		{ kind: 'refused', outcome: 'out_of_credits' },
	],
	[
		'Hunter',
		'throttled, by 403',
		hunterCompanies,
		company,
		aReply(403, { errors: [{ id: 'rate_limit', code: 403, details: 'Too many requests' }] }),
		{ kind: 'refused', outcome: 'rate_limited', retryAt: secondsLater(1) },
	],
	[
		'Hunter',
		'claimed by the person',
		hunterPeople,
		person,
		aReply(451, { errors: [{ id: 'claimed_email', code: 451, details: 'The person asked us not to' }] }),
		{ kind: 'refused', outcome: 'legal_block' },
	],
	[
		'Prospeo',
		'no match',
		prospeoPeople,
		person,
		aReply(200, { error: false, total_cost: 0, matched: [], not_matched: ['0'], invalid_datapoints: [] }),
		{ ...noMatch, charged: { credits: 0 } },
	],
	[
		'Prospeo',
		'out of credits',
		prospeoPeople,
		person,
		aReply(400, { error: true, error_code: 'INSUFFICIENT_CREDITS' }),
		{ kind: 'refused', outcome: 'out_of_credits' },
	],
	[
		'Prospeo',
		'throttled',
		prospeoPeople,
		person,
		aReply(
			429,
			{ error: true, error_code: 'RATE_LIMITED' },
			{ 'x-minute-request-left': '0', 'x-minute-reset-seconds': '25', 'x-daily-request-left': '900' },
		),
		{
			kind: 'refused',
			outcome: 'rate_limited',
			retryAt: secondsLater(25),
			meter: { requestsLeft: 0, resetsAt: secondsLater(25) },
		},
	],
	[
		'Prospeo',
		'a wrong key',
		prospeoPeople,
		person,
		aReply(401, { error: true, error_code: 'INVALID_API_KEY' }),
		{ kind: 'refused', outcome: 'auth' },
	],
	['GLEIF', 'no match', gleif, company, aReply(200, { data: [], meta: {} }), noMatch],
	[
		'GLEIF',
		'throttled',
		gleif,
		company,
		aReply(429, { errors: [{ title: 'Too Many Requests' }] }, { 'retry-after': '30' }),
		{ kind: 'refused', outcome: 'rate_limited', retryAt: secondsLater(30) },
	],
	[
		'Companies House',
		'no match',
		companiesHouse,
		{ registrationNumber: '445790' },
		aReply(404, { errors: [{ error: 'company-profile-not-found' }] }),
		noMatch,
	],
	[
		'Companies House',
		'throttled, without a header',
		companiesHouse,
		{ registrationNumber: '445790' },
		aReply(429, ''),
		{ kind: 'refused', outcome: 'rate_limited', retryAt: secondsLater(300) },
	],
	['SEC EDGAR', 'no match', secEdgar, { companyId: '320193' }, aReply(404, '<html>No such key</html>'), noMatch],
	[
		'SEC EDGAR',
		'blocked',
		secEdgar,
		{ companyId: '320193' },
		aReply(403, '<html>Request rate threshold exceeded</html>'),
		{ kind: 'refused', outcome: 'rate_limited' },
	],
	['Wikidata', 'no match', wikidata, company, aReply(200, { results: { bindings: [] } }), noMatch],
	[
		'Wikidata',
		'throttled',
		wikidata,
		company,
		aReply(429, 'Rate limit exceeded', { 'retry-after': '55' }),
		{ kind: 'refused', outcome: 'rate_limited', retryAt: secondsLater(55) },
	],
];

describe('what vendors answer', () => {
	it.each(documented)('%s, %s', async (_, __, definition, query, reply, expected) => {
		expect(await whatComesOf(definition, [query], [reply])).toMatchObject(expected);
	});

	const everyVendor = documented.filter(
		([vendor], index) => documented.findIndex(([other]) => other === vendor) === index,
	);

	it.each(everyVendor)(
		'%s: trouble of its own may be asked again, a gateway in between leaves it open',
		async (_, __, definition, query) => {
			expect(await whatComesOf(definition, [query], [aReply(500, { message: 'oops' })])).toMatchObject({
				kind: 'refused',
				outcome: 'provider_failed',
				retryable: true,
			});
			expect(await whatComesOf(definition, [query], [aReply(504, '')])).toMatchObject({ kind: 'lost' });
			expect(await whatComesOf(definition, [query], [aReply(200, '<html>')])).toMatchObject({ kind: 'lost' });
			expect(await whatComesOf(definition, [query], [aReply(302, '')])).toMatchObject({
				kind: 'refused',
				retryable: false,
			});
		},
	);
});
