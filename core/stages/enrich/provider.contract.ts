import { EnrichmentError } from '../../errors';
import { answersOf } from './provider.builders';
import type { EnrichmentProvider, ProviderQuery } from './provider';

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

		it('answers every query under its own key, whatever the keys and their order', async () => {
			const queries = [
				{ ...fixtures.unknown, key: 90 },
				{ ...fixtures.known, key: 7 },
				{ ...fixtures.known, key: 31 },
			];
			const answers = await answersOf(provider, queries);
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
