import type { RecordItem } from '../../record/record-item';
import { bakeOff, hiddenRecords } from './bake-off';
import type { ProviderAnswer, ProviderQuery } from './provider';
import { aProviderThat } from './provider.builders';

const now = new Date('2026-11-01T00:00:00Z');

function leads(count: number): RecordItem[] {
	return Array.from({ length: count }, (_, index) => ({
		Id: `00Q${index}`,
		Email: `a@acme${index}.com`,
		Website: `acme${index}.com`,
		Industry: index % 2 === 0 ? 'Energy' : 'Retail',
	}));
}

/** Knows three of four; is right where it is sure, which it is of every second one. */
function answer({ key, domain }: ProviderQuery): ProviderAnswer {
	const index = Number(/\d+/.exec(domain ?? '')?.[0]);
	if (index % 4 === 3) return { key, outcome: 'no_match' };
	const isSure = index % 2 === 0;
	return {
		key,
		outcome: 'matched',
		confidence: isSure ? 0.9 : 0.5,
		values: { industry: isSure ? 'energy' : 'Banking', domain },
		matchedOn: 'domain',
		observedAt: now.toISOString(),
	};
}

function aRequest() {
	const provider = aProviderThat(
		(queries) => ({ kind: 'answered', answers: queries.map(answer), charged: { credits: queries.length * 500 } }),
		{ batchSize: 50 },
	);
	const mapping = { policy: 'fill_blank', minConfidence: 0.8 } as const;
	const mappings = [
		{ source: 'industry', target: 'Industry', ...mapping },
		{ source: 'domain', target: 'Website', ...mapping },
	];
	return { sObject: 'Lead', provider, inputs: { website: 'Website' }, mappings, gate: true, now };
}

describe('bakeOff', () => {
	it('hides known values, asks, and tells how good the answers are and what they cost', async () => {
		const request = aRequest();
		const report = await bakeOff(leads(120), request, undefined);
		expect(request.provider.asked.flat()).toHaveLength(120);
		expect(report).toMatchObject({
			provider: 'fake',
			records: 120,
			matched: 90,
			calls: 3,
			charged: { credits: 60_000 },
			notJudged: ['Website'],
		});
		expect(report.fields).toEqual([
			expect.objectContaining({
				field: 'Industry',
				known: 120,
				filled: 90,
				right: 60,
				fillRate: 0.75,
				creditsPerRight: expect.closeTo(1, 6) as number,
			}),
		]);
		expect(report.sentence).toBe('fake knew 90 of 120 records, 67 % of 90 values right; 3 calls, 60 credits.');
	});

	it('measures what the confidence is worth', async () => {
		const { calibration } = await bakeOff(leads(120), aRequest(), undefined);
		expect(calibration).toMatchObject({ provider: 'fake', values: 90, madeAt: now.toISOString() });
		expect(calibration?.table.map(({ claimed, share }) => [claimed, share])).toEqual([
			[0.5, 0],
			[expect.closeTo(0.9, 6), 1],
		]);
	});

	it('asks about 200 records at most, and only about those of which something is known', async () => {
		const request = aRequest();
		const blank = leads(10).map((lead) => ({ ...lead, Industry: null }));
		const { records } = await bakeOff([...blank, ...leads(300)], request, undefined, { most: 1_000 });
		expect(records).toBe(200);
		expect((await bakeOff(blank, aRequest(), undefined)).sentence).toBe(
			'fake knew 0 of 0 records, none to compare; 0 calls, no credits.',
		);
	});

	it('hides what only narrows the answer down, too', () => {
		const inputs = { website: 'Website', country: 'Country', email: 'Email' };
		const request = { ...aRequest(), inputs };
		const mapping = { source: 'country', target: 'Country', policy: 'fill_blank', minConfidence: 0 } as const;
		const { items } = hiddenRecords([{ ...leads(1)[0], Country: 'France' }], { ...request, mappings: [mapping] });
		expect(items).toEqual([{ ...leads(1)[0], Country: null }]);
	});

	it('forgets what earlier providers have said', () => {
		const [lead] = leads(1);
		const proposal = {
			value: 'Energy',
			provider: 'x',
			confidence: 1,
			observedAt: '2026-01-01',
			policy: 'always',
		} as const;
		const item: RecordItem = {
			...lead,
			_enrichment: { orgId: '00D1', proposals: { Industry: proposal }, outcome: 'matched' },
		};
		expect(hiddenRecords([item], aRequest()).items).toEqual([
			{ ...lead, Industry: null, _enrichment: { orgId: '00D1' } },
		]);
	});
});
