import { EnrichmentError } from '../../errors';
import { usualConsentRules } from '../../record/consent';
import { inputHash } from '../../record/input-hash';
import type { Proposal, RecordItem } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import type { EnrichRequest, FieldMapping } from './enrich-request';
import { enrichRecords } from './enrich';
import { matchInputPreset } from './enrich-presets';
import { matchHashInputs } from '../../record/match-gate';
import { aProviderThat } from './provider.builders';
import type { EnrichmentProvider, ProviderAnswer, ProviderQuery } from './provider';

const observedAt = '2026-01-01T00:00:00.000Z';
const leadInputs = matchInputPreset('Lead');

function aMatch(key: number, change: Partial<Extract<ProviderAnswer, { outcome: 'matched' }>> = {}): ProviderAnswer {
	return {
		key,
		outcome: 'matched',
		confidence: 0.9,
		values: { industry: 'Energy' },
		matchedOn: 'domain',
		observedAt,
		...change,
	};
}

function aProvider(
	answer: (queries: readonly ProviderQuery[]) => readonly ProviderAnswer[] = (queries) =>
		queries.map(({ key }) => aMatch(key)),
	batchSize = 10,
): ReturnType<typeof aProviderThat> {
	return aProviderThat(answer, { batchSize });
}

function aMapping(change: Partial<FieldMapping> = {}): FieldMapping {
	return { source: 'industry', target: 'Industry', policy: 'fill_blank', minConfidence: 0.8, ...change };
}

function aRequest(change: Partial<EnrichRequest> = {}): EnrichRequest {
	return { sObject: 'Lead', provider: aProvider(), inputs: leadInputs, mappings: [aMapping()], gate: true, ...change };
}

function aLead(change: RecordItem = {}): RecordItem {
	return {
		Id: '00Q1',
		Email: 'ann@acme.com',
		Website: null,
		Company: 'Acme',
		Country: null,
		Industry: null,
		...change,
	};
}

/** Of different companies: who asks the same is asked for once. */
function leads(count: number): RecordItem[] {
	return Array.from({ length: count }, (_, index) =>
		aLead({ Email: `ann@acme${index}.com`, Company: `Acme ${index}` }),
	);
}

function aProposal(change: Partial<Proposal> = {}): Proposal {
	return { value: 'Retail', provider: 'first', confidence: 0.9, observedAt, policy: 'fill_blank', ...change };
}

async function enrichOne(lead: RecordItem, change: Partial<EnrichRequest> = {}): Promise<RecordItem> {
	return (await enrichRecords([lead], aRequest(change), undefined))[0];
}

describe('enrichRecords', () => {
	it('proposes what the provider knows, with where it comes from', async () => {
		const lead = await enrichOne(aLead());
		expect(lead._enrichment).toMatchObject({
			outcome: 'matched',
			confidence: 0.9,
			message: 'fake matched on domain with confidence 0.9.',
			proposals: { Industry: { value: 'Energy', provider: 'fake', confidence: 0.9, observedAt, policy: 'fill_blank' } },
			hashInputs: { match: { fields: { email: 'Email', website: 'Website', company: 'Company', country: 'Country' } } },
		});
		expect(lead.Industry).toBeNull();
	});

	it('asks with normal forms, and with the company domain behind the address', async () => {
		const provider = aProvider();
		await enrichOne(aLead({ Email: ' Ann@Acme.COM', Company: ' Acme Inc ', Country: 'US' }), { provider });
		expect(provider.asked).toEqual([
			[{ key: 0, email: 'ann@acme.com', domain: 'acme.com', company: 'Acme Inc', country: 'US' }],
		]);
	});

	it('asks with what an earlier provider filled in', async () => {
		const provider = aProvider();
		const proposals = { Website: aProposal({ value: 'https://www.globex.com' }) };
		await enrichOne(aLead({ Email: 'ann@gmail.com', _enrichment: { proposals } }), { provider });
		expect(provider.asked[0][0]).toMatchObject({ domain: 'globex.com', email: 'ann@gmail.com' });
	});

	it('puts each answer to its own record, however the provider orders them', async () => {
		const provider = aProvider((queries) =>
			queries.map(({ key, company }) => aMatch(key, { values: { industry: `of ${company}` } })).reverse(),
		);
		const leads = ['A1', 'B1', 'C1', 'D1'].map((Company) => aLead({ Company }));
		const enriched = await enrichRecords(leads, aRequest({ provider }), undefined);
		expect(enriched.map((lead) => lead._enrichment?.proposals?.Industry.value)).toEqual([
			'of A1',
			'of B1',
			'of C1',
			'of D1',
		]);
	});

	it('ignores answers to queries that it did not put, and second answers', async () => {
		const provider = aProvider(() => [aMatch(99), { key: 0, outcome: 'no_match' }, aMatch(0)]);
		expect((await enrichOne(aLead(), { provider }))._enrichment?.outcome).toBe('no_match');
	});

	it('reports a record that the provider left out as failed, to be tried again', async () => {
		const provider = aProvider((queries) => queries.filter(({ key }) => key !== 1).map(({ key }) => aMatch(key)));
		const enriched = await enrichRecords(leads(3), aRequest({ provider }), undefined);
		expect(enriched.map((lead) => lead._enrichment?.outcome)).toEqual(['matched', 'provider_failed', 'matched']);
		expect(enriched[1]._enrichment).toMatchObject({
			retryable: true,
			message: expect.stringContaining('left this record out'),
		});
		expect(enriched[1]._enrichment).not.toHaveProperty('hashInputs');
	});

	it('says which inputs are blank when there is nothing to match on', async () => {
		const provider = aProvider();
		const lead = await enrichOne(
			{ Email: 'none', Website: null, Company: '[not provided]', Country: 'US' },
			{ provider },
		);
		expect(lead._enrichment).toMatchObject({
			outcome: 'invalid_input',
			message: 'Nothing to match on: Email is not usable, Website is blank, Company is not usable.',
		});
		expect(provider.asked).toEqual([]);
	});

	it('is as sure as values of that confidence were right, where that has been measured', async () => {
		const points = [
			{ confidence: 0.5, share: 0.2 },
			{ confidence: 0.9, share: 0.7 },
		];
		const measured = { scheme: 'calibration-1', provider: 'fake', madeAt: observedAt, values: 40, points } as const;
		const calibration = { ...measured, table: [], errorBefore: 0.2, errorAfter: 0.1 };
		const lead = await enrichOne(aLead(), { calibration, mappings: [aMapping({ minConfidence: 0.6 })] });
		expect(lead._enrichment?.proposals?.Industry.confidence).toBeCloseTo(0.7, 9);
		expect((await enrichOne(aLead(), { calibration }))._enrichment?.outcome).toBe('low_confidence');
	});

	describe('with confidence', () => {
		it('proposes nothing below the least that a mapping asks for', async () => {
			const mappings = [aMapping({ minConfidence: 0.95 }), aMapping({ target: 'Sector__c', minConfidence: 0.9 })];
			const lead = await enrichOne(aLead(), { mappings });
			expect(Object.keys(lead._enrichment?.proposals ?? {})).toEqual(['Sector__c']);
			expect(lead._enrichment?.outcome).toBe('matched');
		});

		it('ends in low confidence when every mapping asks for more', async () => {
			const lead = await enrichOne(aLead(), { mappings: [aMapping({ minConfidence: 0.95 })] });
			expect(lead._enrichment).toMatchObject({ outcome: 'low_confidence', confidence: 0.9 });
			expect(lead._enrichment?.proposals).toBeUndefined();
		});

		it('does not propose a blank', async () => {
			const provider = aProvider((queries) => queries.map(({ key }) => aMatch(key, { values: { industry: ' ' } })));
			const lead = await enrichOne(aLead(), { provider });
			expect(lead._enrichment).toMatchObject({ outcome: 'matched', proposals: {} });
		});
	});

	it('fills a target from the first of its mappings that has a value', async () => {
		const provider = aProvider((queries) =>
			queries.map(({ key }) => aMatch(key, { values: { industry: 'Energy', sector: 'Oil' } })),
		);
		const mappings = ['field', 'industry', 'sector'].map((source) => aMapping({ source }));
		expect((await enrichOne(aLead(), { provider, mappings }))._enrichment?.proposals?.Industry.value).toBe('Energy');
	});

	describe('as a later node of a waterfall', () => {
		const earlier = { outcome: 'matched', confidence: 0.9, message: 'by first' } as const;

		it('leaves alone what an earlier provider filled with enough confidence', async () => {
			const provider = aProvider();
			const lead = aLead({ _enrichment: { ...earlier, proposals: { Industry: aProposal() } } });
			const enriched = await enrichOne(lead, { provider });
			expect(provider.asked).toEqual([]);
			expect(enriched._enrichment).toMatchObject({ ...earlier, proposals: { Industry: { provider: 'first' } } });
		});

		it('asks for the rest only', async () => {
			const mappings = [aMapping(), aMapping({ target: 'Sector__c' })];
			const lead = aLead({ _enrichment: { ...earlier, proposals: { Industry: aProposal() } } });
			const enriched = await enrichOne(lead, { mappings });
			expect(enriched._enrichment?.proposals).toMatchObject({
				Industry: { provider: 'first' },
				Sector__c: { provider: 'fake' },
			});
		});

		it('replaces a value that the earlier provider was not sure enough of', async () => {
			const lead = aLead({ _enrichment: { ...earlier, proposals: { Industry: aProposal({ confidence: 0.5 }) } } });
			expect((await enrichOne(lead))._enrichment?.proposals?.Industry.provider).toBe('fake');
		});

		it('does not count an earlier value that will not be written', async () => {
			const lead = aLead({ Industry: 'Mining', _enrichment: { ...earlier, proposals: { Industry: aProposal() } } });
			const enriched = await enrichOne(lead, { mappings: [aMapping({ policy: 'always' })] });
			expect(enriched._enrichment?.proposals?.Industry.provider).toBe('fake');
		});

		it('keeps the earlier match when it knows nothing itself', async () => {
			const provider = aProvider((queries) => queries.map(({ key }) => ({ key, outcome: 'no_match' })));
			expect((await enrichOne(aLead({ _enrichment: earlier }), { provider }))._enrichment).toMatchObject(earlier);
		});

		it('clears the earlier failure when it matches', async () => {
			const failed = { outcome: 'provider_failed', retryable: true, message: 'down' } as const;
			const enriched = await enrichOne(aLead({ _enrichment: failed }));
			expect(enriched._enrichment?.outcome).toBe('matched');
			expect(enriched._enrichment).not.toHaveProperty('retryable');
		});
	});

	it('does not pay for values that the policy would refuse', async () => {
		const provider = aProvider();
		const lead = await enrichOne(aLead({ Industry: 'Retail' }), { provider });
		expect(provider.asked).toEqual([]);
		expect(lead._enrichment).toMatchObject({
			outcome: 'skipped_unchanged',
			message: 'Every mapped field is filled already.',
		});
	});

	it.each(['always', 'tracked', 'if_newer', 'if_more_confident'] as const)(
		'asks for a filled field whose policy is %s',
		async (policy) => {
			const lead = await enrichOne(aLead({ Industry: 'Retail' }), { mappings: [aMapping({ policy })] });
			expect(lead._enrichment?.proposals?.Industry.value).toBe('Energy');
		},
	);

	it('does not ask for a record that the gate holds back', async () => {
		const provider = aProvider();
		const hash = inputHash(matchHashInputs(leadInputs), aLead());
		const stamped = aLead({ Enrichment_Match_Hash__c: hash, Enrichment_Last_Activity__c: observedAt });
		const enriched = await enrichOne(stamped, { provider });
		expect(enriched._enrichment?.outcome).toBe('skipped_unchanged');
		expect(provider.asked).toEqual([]);
	});

	describe('with a failing provider', () => {
		const outage = new EnrichmentError('provider_failed', 'service is down', { retryable: true });

		function failingFor(...failing: number[]): EnrichmentProvider & { asked: ProviderQuery[][] } {
			return aProvider((queries) => {
				if (queries.some(({ key }) => failing.includes(key))) throw outage;
				return queries.map(({ key }) => aMatch(key));
			}, 2);
		}

		it('fails the records of the batch and goes on', async () => {
			const enriched = await enrichRecords(leads(5), aRequest({ provider: failingFor(2) }), undefined);
			expect(enriched.map((lead) => lead._enrichment?.outcome)).toEqual([
				'matched',
				'matched',
				'provider_failed',
				'provider_failed',
				'matched',
			]);
			expect(enriched[2]._enrichment).toMatchObject({
				retryable: true,
				message: 'fake could not answer: service is down',
			});
		});

		it('throws when no batch could be asked', async () => {
			const run = enrichRecords([aLead(), aLead(), aLead()], aRequest({ provider: failingFor(0, 2) }), undefined);
			await expect(run).rejects.toMatchObject({ code: 'provider_failed', retryable: true });
		});

		it('does not repeat the words of a foreign error, which may hold a key', async () => {
			const provider = aProvider(() => {
				throw new TypeError('GET https://api.example/?key=s3cret failed');
			});
			const run = enrichOne(aLead(), { provider });
			await expect(run).rejects.toMatchObject({
				code: 'provider_failed',
				retryable: false,
				message: expect.not.stringContaining('s3cret'),
			});
		});
	});

	it('stops between batches when canceled', async () => {
		const abort = new AbortController();
		const provider = aProvider((queries) => {
			abort.abort();
			return queries.map(({ key }) => aMatch(key));
		}, 1);
		const run = enrichRecords([aLead(), aLead()], aRequest({ provider }), undefined, abort.signal);
		await expect(run).rejects.toMatchObject({ code: 'canceled' });
		expect(provider.asked).toHaveLength(1);
	});

	it('is canceled, and not failed, when the provider breaks off a call for the signal', async () => {
		const abort = new AbortController();
		const provider = aProvider(() => {
			abort.abort();
			throw new DOMException('This operation was aborted', 'AbortError');
		});
		const run = enrichRecords([aLead()], aRequest({ provider }), undefined, abort.signal);
		await expect(run).rejects.toMatchObject({ code: 'canceled' });
	});

	it('keeps the lease before every batch, and asks nobody once it is lost', async () => {
		let left = 2;
		const keepLease = async () => {
			left -= 1;
			if (left < 0) throw new EnrichmentError('lease_lost', 'another run has taken over');
		};
		const provider = aProvider(undefined, 1);
		const context = { keepLease } as RunContext;
		const run = enrichRecords(leads(3), aRequest({ provider }), context);
		await expect(run).rejects.toMatchObject({ code: 'lease_lost' });
		expect(provider.asked).toHaveLength(2);
	});

	it('asks nobody about a person who does not want it, and others all the same', async () => {
		const provider = aProvider();
		const consentRules = { ...usualConsentRules, doNotProcessField: 'Do_Not_Process__c' };
		const leads = [false, true].map((Do_Not_Process__c) => aLead({ Do_Not_Process__c }));
		const enriched = await enrichRecords(leads, aRequest({ provider, consentRules }), undefined);
		expect(enriched.map(({ _enrichment }) => _enrichment?.outcome)).toEqual(['matched', 'opted_out']);
		expect(enriched[1]._enrichment?.message).toContain('Do_Not_Process__c');
		expect(provider.asked.flat()).toHaveLength(1);
	});

	it('refuses mappings none of which the provider serves', async () => {
		await expect(enrichOne(aLead(), { mappings: [aMapping({ source: 'Industrie' })] })).rejects.toMatchObject({
			code: 'invalid_parameter',
			message: expect.stringContaining('Industrie'),
		});
	});
});
