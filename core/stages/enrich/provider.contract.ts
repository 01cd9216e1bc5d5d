import { EnrichmentError } from '../../errors';
import { attributeFacts } from './attributes';
import { answersOf, askOptions } from './provider.builders';
import type { EnrichmentProvider, ProviderAnswer, ProviderQuery } from './provider';

/** What a provider's own test supplies: queries whose answers are known, without their keys. */
export interface ProviderFixtures {
	/** Answered with `matched`. */
	readonly known: Omit<ProviderQuery, 'key'>;
	/** Some of what the provider gives for `known`. */
	readonly knownValues: Readonly<Record<string, unknown>>;
	/** Answered with `no_match`. */
	readonly unknown: Omit<ProviderQuery, 'key'>;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** The suite that every provider passes; `open` gives a provider that is ready to be asked. */
export function testProvider(name: string, open: () => Promise<EnrichmentProvider>, fixtures: ProviderFixtures): void {
	describe(`${name} as a provider`, () => {
		let provider: EnrichmentProvider;

		beforeAll(async () => {
			provider = await open();
		});

		it('has an id that can stand in a journal, and takes at least one query a call', () => {
			expect(provider.id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
			expect(Number.isInteger(provider.facts.batchSize) && provider.facts.batchSize > 0).toBe(true);
		});

		it('lists each attribute once', () => {
			const names = provider.attributes.map((attribute) => attribute.name);
			expect(names.length).toBeGreaterThan(0);
			expect(new Set(names).size).toBe(names.length);
		});

		it('can be asked by each of its alternatives, which use nothing that it does not list', () => {
			const { needs, uses, rate, concurrency = 1 } = provider.facts;
			expect(needs.length).toBeGreaterThan(0);
			expect(needs.every((inputs) => inputs.length > 0)).toBe(true);
			expect(needs.flat().filter((input) => !uses.includes(input))).toEqual([]);
			expect(new Set(uses).size).toBe(uses.length);
			expect((rate?.windows ?? []).every(({ requests, perMs }) => requests > 0 && perMs > 0)).toBe(true);
			expect(concurrency).toBeGreaterThan(0);
		});

		it('says what it rests on: the documentation of whom it asks, its scale, its price', () => {
			const { asksOutside, documentation, confidenceScale, billing } = provider.facts;
			expect(documentation.filter((page) => !/^https:\/\/\S+$/.test(page))).toEqual([]);
			expect(documentation.length > 0 || !asksOutside).toBe(true);
			expect([confidenceScale, billing.rule]).not.toContain('');
		});

		it('gives attributes of the vocabulary in its types, and labels its own', () => {
			for (const { name, label, type } of provider.attributes) {
				expect(label).not.toBe('');
				expect(type).toBe(attributeFacts(provider.facts.finds, name)?.type ?? type);
			}
		});

		it('prices in whole thousandths of its pools, and never above the worst case', async () => {
			const { billing } = provider.facts;
			const wanted = provider.attributes.map(({ name }) => name);
			const reply = await provider.ask([{ ...fixtures.known, key: 0 }], askOptions(provider));
			if (reply.kind !== 'answered') throw new Error(`The known query came to ${reply.kind}.`);
			const cost = reply.charged ?? billing.costOf(reply.answers, wanted);
			const worst = billing.worstCase(wanted);
			for (const credits of [worst, billing.worstCase([]), billing.perCall ?? {}, cost]) {
				expect(Object.keys(credits).filter((pool) => !billing.pools.includes(pool))).toEqual([]);
				expect(Object.values(credits).every((amount) => Number.isInteger(amount) && amount >= 0)).toBe(true);
			}
			for (const [pool, amount] of Object.entries(cost)) {
				expect(amount).toBeLessThanOrEqual((worst[pool] ?? 0) + (billing.perCall?.[pool] ?? 0));
			}
		});

		it('answers every query under its own key, whatever the keys and their order', async () => {
			const queries = [
				{ ...fixtures.unknown, key: 90 },
				{ ...fixtures.known, key: 7 },
				{ ...fixtures.known, key: 31 },
			];
			const answers = await answersInBatches(provider, queries);
			expect(answers).toHaveLength(3);
			const outcomeByKey = new Map(answers.map((answer) => [answer.key, answer.outcome]));
			expect(outcomeByKey).toEqual(
				new Map([
					[90, 'no_match'],
					[7, 'matched'],
					[31, 'matched'],
				]),
			);
		});

		it('gives what it knows with confidence, ground and time, under attributes that it lists', async () => {
			const [answer] = await answersOf(provider, [{ ...fixtures.known, key: 0 }]);
			if (answer.outcome !== 'matched') throw new Error(`The known query was answered with ${answer.outcome}.`);
			expect(answer.values).toMatchObject(fixtures.knownValues);
			expect(answer.confidence).toBeGreaterThan(0);
			expect(answer.confidence).toBeLessThanOrEqual(1);
			expect(answer.matchedOn).not.toBe('');
			expect(answer.observedAt).toMatch(instant);
			const listed = new Set(provider.attributes.map((attribute) => attribute.name));
			expect(Object.keys(answer.values).filter((attribute) => !listed.has(attribute))).toEqual([]);
		});

		it('gives the same answer twice', async () => {
			const ask = async () => await answersOf(provider, [{ ...fixtures.known, key: 1 }]);
			expect(await ask()).toEqual(await ask());
		});

		it('answers a full batch, and none with none', async () => {
			const full = Array.from({ length: provider.facts.batchSize }, (_, key) => ({ ...fixtures.unknown, key }));
			expect(await answersOf(provider, full)).toHaveLength(provider.facts.batchSize);
			expect(await answersOf(provider, [])).toEqual([]);
		});

		it('does not answer once it was told to stop', async () => {
			const refusal = answersOf(provider, [{ ...fixtures.known, key: 0 }], { signal: AbortSignal.abort() });
			await expect(refusal).rejects.toBeInstanceOf(EnrichmentError);
		});
	});
}

/** Of a provider that takes fewer queries a call, from several calls. */
async function answersInBatches(
	provider: EnrichmentProvider,
	queries: readonly ProviderQuery[],
): Promise<readonly ProviderAnswer[]> {
	const answers: ProviderAnswer[] = [];
	for (let start = 0; start < queries.length; start += provider.facts.batchSize) {
		const batch = queries.slice(start, start + provider.facts.batchSize);
		for (const answer of await answersOf(provider, batch)) answers.push(answer);
	}
	return answers;
}
