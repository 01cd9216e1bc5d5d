import { inThousandths } from '../../core/stages/enrich/providers/http/billing';
import type { HttpRequest } from '../../core/http/send-once';
import type { EnrichmentProvider, ProviderAnswer, ProviderQuery } from '../../core/stages/enrich/provider';
import { askOptions } from '../../core/stages/enrich/provider.builders';
import { shippedProvider } from '../../core/stages/enrich/providers/registry';
import { defaultKey, type ProvidersEmulator } from '../../emulators/providers/providers-emulator';
import type { FaultKind } from '../../emulators/providers/serve/faults';
import { startTestProviders } from '../../emulators/providers/test-providers';

type Vendor = keyof ProvidersEmulator['urls'];

const key = (header: string) => ({ [header]: defaultKey });

const ada: Omit<ProviderQuery, 'key'> = {
	email: 'ada@acme-rockets.example',
	firstName: 'Ada',
	lastName: 'Byron',
	company: 'Acme Rockets',
};
const acme: Omit<ProviderQuery, 'key'> = { domain: 'acme-rockets.example', company: 'Acme Rockets' };
const listed = { ...acme, lei: '529900ACMEROCKETS012', ticker: 'ACMR' };

/** Each definition, the vendor that was emulated from the same documentation by somebody else, and what it is opened with. */
const opened: Array<readonly [string, Vendor, Record<string, string>, Omit<ProviderQuery, 'key'>]> = [
	['apollo-people', 'apollo', key('x-api-key'), ada],
	['apollo-organizations', 'apollo', key('x-api-key'), acme],
	['explorium-prospects', 'explorium', key('api_key'), ada],
	['explorium-businesses', 'explorium', key('api_key'), acme],
	['gleif', 'gleif', {}, listed],
	['hunter-people', 'hunter', key('x-api-key'), ada],
	['hunter-companies', 'hunter', key('x-api-key'), acme],
	['lusha-contacts', 'lusha', key('api_key'), ada],
	['lusha-companies', 'lusha', key('api_key'), acme],
	['people-data-labs-person', 'people-data-labs', key('x-api-key'), ada],
	['people-data-labs-company', 'people-data-labs', key('x-api-key'), acme],
	['prospeo-people', 'prospeo', key('x-key'), ada],
	['sec-edgar', 'sec-edgar', { 'user-agent': 'Acme Corporation admin@acme.example' }, listed],
	['wikidata', 'wikidata', {}, acme],
];

let emulator: ProvidersEmulator;

beforeAll(async () => {
	emulator = await startTestProviders();
});

afterAll(async () => await emulator.close());

describe.each(opened)('%s at its emulated vendor', (id, vendor, headers, known) => {
	let provider: EnrichmentProvider;

	beforeAll(() => {
		emulator.reset();
		provider = open(id, emulator.urls[vendor], headers);
	});

	it('finds whom it knows, misses whom it does not, and settles what the vendor charges, to the credit', async () => {
		const nobody =
			known.email === undefined
				? { domain: 'nowhere.example', ticker: 'NONE', lei: '529900NOWHERE0000000' }
				: { email: 'nobody@nowhere.example' };
		const queries = [
			{ ...known, key: 4 },
			{ ...nobody, key: 9 },
		].map((query) => pick(query, provider));
		const { answers, charged } = await askAll(provider, queries);
		expect(answers.find((answer) => answer.key === 4)).toMatchObject({
			outcome: 'matched',
			confidence: expect.any(Number),
		});
		expect(answers.find((answer) => answer.key === 9)).toMatchObject({ outcome: 'no_match' });
		expect(charged).toBe(total(emulator.charged(vendor)));
	});

	it('is refused without its key', async () => {
		if (Object.keys(headers).length === 0) return; // Open to everybody.
		const stranger = open(id, emulator.urls[vendor], {});
		const reply = await stranger.ask([pick({ ...known, key: 0 }, stranger)], askOptions(stranger));
		// The SEC answers everybody whom it does not want to serve alike.
		expect(reply).toMatchObject({ kind: 'refused', outcome: id === 'sec-edgar' ? 'rate_limited' : 'auth' });
	});
});

const isPaid = ([id]: (typeof opened)[number]) => (shippedProvider(id)?.open({}).facts.billing.pools.length ?? 0) > 0;

describe.each(opened.filter(isPaid))('%s when its emulated vendor is in trouble', (id, vendor, headers, known) => {
	it.each<[FaultKind, object]>([
		['401', { kind: 'refused', outcome: 'auth' }],
		['429', { kind: 'refused', outcome: 'rate_limited', retryAt: expect.any(Date) }],
		['out-of-credits', { kind: 'refused', outcome: 'out_of_credits' }],
		['500', { kind: 'refused', outcome: 'provider_failed', retryable: true }],
		['503', { kind: 'refused', outcome: 'provider_failed', retryable: true }],
		['reset-after-send', { kind: 'lost' }],
		['cut-reply', { kind: 'lost' }],
		['garbage', { kind: 'lost' }],
	])('%s', async (kind, expected) => {
		emulator.reset();
		emulator.faults.set([{ vendor, kind, at: 1 }]);
		const provider = open(id, emulator.urls[vendor], headers);
		const reply = await provider.ask([pick({ ...known, key: 0 }, provider)], askOptions(provider));
		expect(reply).toMatchObject(expected);
		// What is refused has cost nothing; what is lost may have.
		if (reply.kind === 'refused') expect(total(emulator.charged(vendor))).toBe(0);
	});
});

describe.each([
	['zoominfo-contacts', ada, { email: 'nobody@nowhere.example' }, { company_name: 'Acme Rockets' }],
	['zoominfo-companies', acme, { domain: 'nowhere.example' }, { name: 'Acme Rockets', status: 'active' }],
] as const)('%s at its emulated vendor', (id, known, unknown, values) => {
	it('opens with a token, and settles what is charged', async () => {
		emulator.reset();
		const provider = open(id, emulator.urls.zoominfo, { authorization: `Bearer ${await zoominfoToken()}` });
		const queries = [
			{ ...known, key: 1 },
			{ ...unknown, key: 2 },
		];
		const { answers, charged } = await askAll(provider, queries);
		expect(answers).toMatchObject([
			{ key: 1, outcome: 'matched', values },
			{ key: 2, outcome: 'no_match' },
		]);
		expect(charged).toBe(total(emulator.charged('zoominfo')));
		expect(charged).toBe(inThousandths(1));
	});
});

async function zoominfoToken(): Promise<string> {
	const reply = await fetch(`${emulator.urls.zoominfo}/gtm/oauth/v1/token`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${defaultKey}:emulator-secret`).toString('base64')}`,
			'content-type': 'application/x-www-form-urlencoded',
		},
		body: 'grant_type=client_credentials',
	});
	return ((await reply.json()) as { access_token: string }).access_token;
}

function open(id: string, baseUrl: string, headers: Record<string, string>): EnrichmentProvider {
	const shipped = shippedProvider(id);
	if (!shipped) throw new Error(`No provider ${id} is shipped.`);
	return shipped.open({
		baseUrl,
		authenticate: async (request: HttpRequest) => ({ ...request, headers: { ...request.headers, ...headers } }),
	});
}

/** As the node does: of a record, what the provider uses. */
function pick(query: ProviderQuery, { facts }: EnrichmentProvider): ProviderQuery {
	return {
		key: query.key,
		...Object.fromEntries(
			facts.uses.filter((input) => query[input] !== undefined).map((input) => [input, query[input]]),
		),
	};
}

async function askAll(
	provider: EnrichmentProvider,
	queries: readonly ProviderQuery[],
): Promise<{ answers: ProviderAnswer[]; charged: number }> {
	const options = askOptions(provider);
	const answers: ProviderAnswer[] = [];
	let charged = 0;
	for (let start = 0; start < queries.length; start += provider.facts.batchSize) {
		const reply = await provider.ask(queries.slice(start, start + provider.facts.batchSize), options);
		if (reply.kind !== 'answered') throw new Error(`The call came to ${JSON.stringify(reply)}.`);
		for (const answer of reply.answers) answers.push(answer);
		charged += total(reply.charged ?? provider.facts.billing.costOf(reply.answers, options.wanted));
	}
	return { answers, charged };
}

function total(credits: Readonly<Record<string, number>>): number {
	return Object.values(credits).reduce((sum, amount) => sum + amount, 0);
}
