import { createSign, generateKeyPairSync } from 'node:crypto';
import { postForm, type OrgSession, type RawAnswer } from './org-session';

/** Something about Salesforce that documentation leaves open, and a way to ask an org. */
export interface OrgFact {
	readonly name: string;
	/** What the org answers, without what differs from org to org. */
	readonly ask: (org: OrgSession) => Promise<string>;
}

const aLead = (fields: object) => ({ LastName: 'x', Company: 'x', ...fields });

/** What only a real org can settle; the emulator's README lists them by name. */
export const orgFacts: readonly OrgFact[] = [
	fact(
		'text where a number belongs',
		async (org) => await org.send('POST', 'sobjects/Lead', aLead({ NumberOfEmployees: 'many' })),
	),
	fact(
		'a number where text belongs',
		async (org) => await org.send('POST', 'sobjects/Lead', aLead({ Company: 5, Email: 'no address' })),
	),
	fact(
		'an object where text belongs',
		async (org) => await org.send('POST', 'sobjects/Lead', aLead({ Title: { a: 1 } })),
	),
	fact('a broken JSON body', async (org) => await org.send('POST', 'sobjects/Lead', '{"LastName": ')),
	fact('an unknown field in a save', async (org) => await org.send('POST', 'sobjects/Lead', aLead({ Nope__c: 1 }))),
	fact('an unknown field in a query', async (org) => await org.query('SELECT Id, Nope__c FROM Lead')),
	fact(
		'AND and OR without brackets',
		async (org) => await org.query("SELECT Id FROM Lead WHERE LastName = 'a' OR LastName = 'b' AND Company = 'c'"),
	),
	fact('an OFFSET above 2,000', async (org) => await org.query('SELECT Id FROM Lead OFFSET 2001')),
	fact('FIELDS(ALL) without a LIMIT', async (org) => await org.query('SELECT FIELDS(ALL) FROM Lead')),
	fact('an unknown query locator', async (org) => await org.send('GET', 'query/0r8000000000000AAA-2000')),
	fact(
		'201 records in a collection',
		async (org) => await org.send('PATCH', 'composite/sobjects', { records: emptyLeads(201) }),
	),
	fact('the same record twice in a collection', async (org) => {
		const [id] = await org.createLeads(1);
		return await org.send('PATCH', 'composite/sobjects', {
			records: [1, 2].map((n) => ({ attributes: { type: 'Lead' }, id, Title: `T${n}` })),
		});
	}),
	fact(
		'a malformed id in a collection',
		async (org) =>
			await org.send('PATCH', 'composite/sobjects', {
				records: [{ attributes: { type: 'Lead' }, id: '00Qx', Title: 'T' }],
			}),
	),
	{ name: 'the headers of a composite part', ask: compositeHeaders },
	fact('reading a deleted record', async (org) => {
		const [id] = await org.createLeads(1);
		await org.send('DELETE', `sobjects/Lead/${id}`);
		return await org.send('GET', `sobjects/Lead/${id}`);
	}),
	fact('deleting a deleted record', async (org) => {
		const [id] = await org.createLeads(1);
		await org.send('DELETE', `sobjects/Lead/${id}`);
		return await org.send('DELETE', `sobjects/Lead/${id}`);
	}),
	fact('a record changed since If-Unmodified-Since', async (org) => {
		const [id] = await org.createLeads(1);
		return await org.send(
			'PATCH',
			`sobjects/Lead/${id}`,
			{ Title: 'T' },
			{ 'If-Unmodified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' },
		);
	}),
	{ name: 'an upsert that several records fit', ask: ambiguousUpsert },
	fact(
		'getUpdated with end before start',
		async (org) => await org.send('GET', 'sobjects/Lead/updated?start=2026-11-02T00:00:00Z&end=2026-11-01T00:00:00Z'),
	),
	fact('a retired API version', async (org) => await org.send('GET', '/services/data/v20.0/limits')),
	fact('a method that a resource lacks', async (org) => await org.send('PUT', 'sobjects/Lead', {})),
	{
		name: 'the form of Sforce-Limit-Info',
		ask: async (org) => shorn((await org.send('GET', 'limits')).headers.get('sforce-limit-info') ?? 'none'),
	},
	{ name: 'a JWT for another audience', ask: wrongAudience },
	{
		name: 'an unknown client id',
		ask: async (org) => await refusedSignIn(org, { client_id: '3MVG9.nobody', client_secret: 'x' }),
	},
	{
		name: 'a wrong client secret',
		ask: async (org) => await refusedSignIn(org, { client_id: org.login.clientId, client_secret: 'wrong' }),
	},
	fact(
		'a session id that never was',
		async (org) => await org.send('GET', 'limits', undefined, { authorization: 'Bearer 00D000000000001!nobody' }),
	),
];

function fact(name: string, request: (org: OrgSession) => Promise<RawAnswer>): OrgFact {
	return { name, ask: async (org) => summarize(await request(org)) };
}

/** Status and errors of an answer, in one line. */
function summarize({ status, body }: RawAnswer): string {
	const rows = Array.isArray(body) ? body : [body];
	const parts = rows.flatMap((row) =>
		row?.success === true ? ['saved'] : Array.isArray(row?.errors) ? row.errors : [row],
	);
	const texts = parts.map((error) =>
		typeof error === 'object' && error !== null
			? `${error.errorCode ?? error.statusCode ?? error.error ?? 'no error'}: ${error.message ?? error.error_description ?? ''}`
			: String(error),
	);
	return shorn(`${status} ${texts.join(' | ')}`);
}

/** Without ids, counts and line ends. */
function shorn(text: string): string {
	return text
		.replace(/\b[a-zA-Z0-9]{15}(?:[A-Z0-9]{3})?\b(?=[^a-z]|$)/g, (word) => (/\d/.test(word) ? '{id}' : word))
		.replace(/\d+\/\d+/g, '{used}/{max}')
		.replace(/\s+/g, ' ')
		.trim();
}

function emptyLeads(count: number): object[] {
	return Array.from({ length: count }, () => ({ attributes: { type: 'Lead' }, id: '00Q000000000001AAA' }));
}

async function compositeHeaders(org: OrgSession): Promise<string> {
	const { body } = await org.send('POST', 'composite', {
		compositeRequest: [
			{
				method: 'POST',
				url: '/services/data/v68.0/sobjects/Lead',
				referenceId: 'made',
				body: { LastName: `${org.marker} composite`, Company: org.marker },
			},
			{ method: 'GET', url: '/services/data/v68.0/sobjects/Lead/@{made.id}?fields=Id', referenceId: 'read' },
		],
	});
	const parts = body.compositeResponse as Array<{ httpStatusCode: number; httpHeaders: object }>;
	return parts
		.map((part) => `${part.httpStatusCode} ${Object.keys(part.httpHeaders).join(', ') || 'no headers'}`)
		.join(' | ');
}

async function ambiguousUpsert(org: OrgSession): Promise<string> {
	const described = await org.send('GET', 'sobjects/Lead/describe');
	const field = (
		described.body.fields as Array<{ name: string; externalId: boolean; unique: boolean; type: string }>
	).find((each) => each.externalId && !each.unique && each.type === 'string');
	if (!field) return 'not asked: the org has no external id field on Lead that allows the same value twice';
	for (const id of await org.createLeads(2))
		await org.send('PATCH', `sobjects/Lead/${id}`, { [field.name]: org.marker });
	const path = encodeURIComponent(org.marker);
	const single = await org.send('PATCH', `sobjects/Lead/${field.name}/${path}`, { Title: 'T' });
	const many = await org.send('PATCH', `composite/sobjects/Lead/${field.name}`, {
		records: [{ attributes: { type: 'Lead' }, [field.name]: org.marker, Title: 'T' }],
	});
	return `${single.status} with ${Array.isArray(single.body) ? typeof single.body[0] : typeof single.body}s; in a collection ${summarize(many)}`;
}

async function wrongAudience({ login }: OrgSession): Promise<string> {
	const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
	const claims = {
		iss: login.clientId,
		sub: 'nobody@example.com',
		aud: 'https://test.salesforce.com',
		exp: Math.floor(Date.now() / 1_000) + 180,
	};
	const signed = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const assertion = `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
	const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
	return summarize(await postForm(`${login.loginUrl}/services/oauth2/token`, { grant_type: grant, assertion }));
}

async function refusedSignIn({ login }: OrgSession, client: Record<string, string>): Promise<string> {
	return summarize(
		await postForm(`${login.loginUrl}/services/oauth2/token`, { grant_type: 'client_credentials', ...client }),
	);
}
