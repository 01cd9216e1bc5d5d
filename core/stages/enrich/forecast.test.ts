import type { RecordItem } from '../../record/record-item';
import type { EnrichRequest } from './enrich-request';
import { forecastLookUps } from './forecast';
import type { Billing, ProviderFacts } from './provider';
import { aProviderThat } from './provider.builders';

const byMatch: Billing = {
	rule: '1 credit per match',
	pools: ['credits'],
	worstCase: () => ({ credits: 1_000 }),
	costOf: () => ({}),
};

function aRequest(facts: Partial<ProviderFacts> = {}): EnrichRequest {
	return {
		sObject: 'Lead',
		provider: aProviderThat(
			() => {
				throw new Error('A forecast asks nobody.');
			},
			{ batchSize: 100, billing: byMatch, ...facts },
		),
		inputs: { email: 'Email', company: 'Company' },
		mappings: [{ source: 'industry', target: 'Industry', policy: 'fill_blank', minConfidence: 0.5 }],
		gate: true,
	};
}

function leads(count: number, change: Partial<RecordItem> = {}): RecordItem[] {
	return Array.from({ length: count }, (_, index) => ({
		Id: `00Q${index}`,
		Email: `a${index}@acme${index}.com`,
		Company: 'Acme',
		Industry: null,
		...change,
	}));
}

describe('forecastLookUps', () => {
	it('says what becomes of every record, and asks nobody', async () => {
		const items = [...leads(250), ...leads(3, { Industry: 'Energy' }), ...leads(2, { Email: null, Company: null })];
		const forecast = await forecastLookUps(
			items,
			{ ...aRequest(), suppressed: new Set([7]) },
			{
				keptOf: async (hashes) => new Set(hashes.slice(0, 9)),
			},
		);
		expect(forecast).toMatchObject({
			records: 255,
			asked: 240,
			filled: 3,
			unusable: 2,
			optedOut: 1,
			cached: 9,
			gated: 0,
			calls: 3,
			matches: 144,
			worst: { credits: 240_000 },
			expected: { credits: 144_000 },
			lookUps: 0,
		});
		expect(forecast.sentence).toBe(
			'fake: 240 of 255 records in 3 calls (3 filled already, 9 answered from memory, 1 opted out, 2 with nothing to match on); about 144 matches; 144 credits expected, 240 at most; at least 3 s (assuming that it knows 60 %, because it has not been asked before).',
		);
	});

	it('expects what this provider’s look-ups came to, and no other’s', async () => {
		const lookUp = {
			at: new Date(0),
			inputHash: 'h',
			asked: ['Industry'],
			filled: [],
			outcome: 'no_match',
			charged: {},
		} as const;
		const lookUps = Array.from({ length: 980 }, () => ({ ...lookUp, provider: 'fake' }));
		const forecast = await forecastLookUps(leads(100), aRequest(), {
			lookUps: [...lookUps, { ...lookUp, provider: 'other', outcome: 'matched', charged: { credits: 9_000 } }],
		});
		expect(forecast).toMatchObject({
			lookUps: 980,
			matches: 1,
			expected: { credits: 1_200 },
			worst: { credits: 100_000 },
		});
		expect(forecast.sentence).toContain('(by 980 look-ups so far)');
	});

	it('stands for more records than the items, in their proportions', async () => {
		const items = [...leads(8), ...leads(2, { Industry: 'Energy' })];
		const forecast = await forecastLookUps(items, aRequest(), { count: 50_000, perExecution: 2_000 });
		expect(forecast).toMatchObject({ records: 50_000, asked: 40_000, filled: 10_000, calls: 25 * 16 });
		expect(forecast.sentence).toContain('; at least 7 min (');
	});

	it('asks for all of a number of records that nothing is known of', async () => {
		expect(await forecastLookUps([], aRequest(), { count: 4_001, perExecution: 2_000 })).toMatchObject({
			asked: 4_001,
			calls: 3 * 14,
		});
	});

	it('counts a question that several records ask once', async () => {
		const twice = [...leads(40), ...leads(40)];
		const forecast = await forecastLookUps(twice, aRequest());
		expect(forecast).toMatchObject({ records: 80, asked: 40, shared: 40, worst: { credits: 40_000 } });
	});

	it('keeps to the provider’s limits', async () => {
		const rate = { scope: 'key', windows: [{ requests: 60, perMs: 60_000 }] } as const;
		const { durationMs, sentence } = await forecastLookUps(
			leads(601),
			aRequest({ batchSize: 1, concurrency: 10, rate }),
		);
		expect(durationMs).toBe(601_000);
		expect(sentence).toContain('at least 11 min');
	});

	it('is short about what costs nothing or asks nothing', async () => {
		const free = await forecastLookUps(
			leads(1),
			aRequest({ billing: { ...byMatch, pools: [], worstCase: () => ({}) } }),
		);
		expect(free.sentence).toContain('in 1 call; about 1 match; no credits;');
		const none = await forecastLookUps(leads(2, { Industry: 'Energy' }), aRequest());
		expect(none.sentence).toBe('fake: 0 of 2 records in 0 calls (2 filled already): nothing is spent.');
		expect(none).toMatchObject({ worst: { credits: 0 }, durationMs: 0 });
	});
});
