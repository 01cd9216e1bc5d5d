import type { RecordItem } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import { enrichRecords } from './enrich';
import { matchInputPreset } from './enrich-presets';
import type { EnrichRequest } from './enrich-request';
import { aProviderThat } from './provider.builders';
import type { EnrichmentProvider, ProviderAnswer, ProviderQuery } from './provider';

function aMatch(key: number, confidence = 0.9): ProviderAnswer {
	return {
		key,
		outcome: 'matched',
		confidence,
		values: { industry: 'Energy' },
		matchedOn: 'domain',
		observedAt: '2026-01-01T00:00:00.000Z',
	};
}

function aProvider(answer: (query: ProviderQuery) => ProviderAnswer = ({ key }) => aMatch(key)): EnrichmentProvider {
	return aProviderThat((queries) => queries.map(answer));
}

function aRequest(change: Partial<EnrichRequest>): EnrichRequest {
	const mappings = [{ source: 'industry', target: 'Industry', policy: 'fill_blank' as const, minConfidence: 0.8 }];
	return { sObject: 'Lead', provider: aProvider(), inputs: matchInputPreset('Lead'), mappings, gate: true, ...change };
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

describe('the version of a provider', () => {
	const now = new Date('2026-11-28T12:00:00Z');

	/** What is noted when the pipeline has asked this version before. */
	async function noted(known: string | undefined, request: Partial<EnrichRequest> = {}): Promise<unknown> {
		const noteProviderVersion = jest.fn(async () => {});
		const versions = known === undefined ? [] : [{ provider: 'fake', source: 'items:Companies', version: known }];
		const store = { noteProviderVersion, loadProviderVersions: async () => versions };
		const context = { run: {}, store, keepLease: async () => {} } as unknown as RunContext;
		const asked = aProvider();
		// What is read on this machine needs no ledger.
		const provider = {
			...asked,
			facts: { ...asked.facts, asksOutside: false },
			source: 'items:Companies',
			version: 'b',
		};
		await enrichRecords([aLead()], aRequest({ provider, now, ...request }), context);
		return (noteProviderVersion.mock.calls as unknown[][])[0][1];
	}

	it('is noted as changed when it is another one, so that later selections ask again for what found no match', async () => {
		expect(await noted('a')).toEqual({ provider: 'fake', source: 'items:Companies', version: 'b', changedAt: now });
	});

	it.each([undefined, 'b'])('is noted as no change when the last one was %s', async (known) => {
		expect(await noted(known)).toEqual({ provider: 'fake', source: 'items:Companies', version: 'b' });
	});
});

it('tells of each record what became of it in this call', async () => {
	const told: unknown[] = [];
	const provider = aProvider(({ key }) =>
		key === 2 ? { key, outcome: 'no_match' } : aMatch(key, key === 0 ? 0.9 : 0.5),
	);
	const leads = [
		...['acme.com', 'globex.com', 'initech.com'].map((domain) => aLead({ Email: `ann@${domain}` })),
		aLead({ Industry: 'Retail' }),
		aLead({ Email: null, Company: null }),
	];
	await enrichRecords(leads, aRequest({ provider, tell: (result) => told.push(result) }), undefined);
	expect(told).toEqual([
		{ word: 'matched', suggested: ['Industry'] },
		{ word: 'low_confidence', suggested: [] },
		{ word: 'no_match', suggested: [] },
		{ word: 'filled', suggested: [] },
		{ word: 'unusable', suggested: [] },
	]);
});
