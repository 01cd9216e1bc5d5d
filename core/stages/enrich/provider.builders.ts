import { freeFacts } from './free-facts';
import type {
	AskOptions,
	EnrichmentProvider,
	ProviderAnswer,
	ProviderFacts,
	ProviderQuery,
	ProviderReply,
} from './provider';

/** Facts of a provider that is asked by anything and costs nothing, changed where a test is about them. */
export function someFacts(change: Partial<ProviderFacts> = {}): ProviderFacts {
	return {
		...freeFacts,
		finds: 'company',
		needs: [['email'], ['domain'], ['company']],
		uses: ['email', 'domain', 'company', 'country'],
		batchSize: 10,
		confidenceScale: '0–1',
		asksOutside: true,
		documentation: [],
		...change,
	};
}

/** A provider that answers with what `answer` gives, and remembers what it was asked. */
export function aProviderThat(
	answer: (queries: readonly ProviderQuery[]) => readonly ProviderAnswer[] | ProviderReply,
	facts: Partial<ProviderFacts> = {},
): EnrichmentProvider & { asked: ProviderQuery[][] } {
	const asked: ProviderQuery[][] = [];
	return {
		id: 'fake',
		facts: someFacts(facts),
		attributes: [{ name: 'industry', label: 'Industry', type: 'text' }],
		asked,
		async ask(queries) {
			asked.push([...queries]);
			const said = answer(queries);
			return 'kind' in said ? said : { kind: 'answered', answers: said };
		},
	};
}

/** At a fixed time, for everything that the provider has. */
export function askOptions(provider: EnrichmentProvider, change: Partial<AskOptions> = {}): AskOptions {
	return {
		wanted: provider.attributes.map(({ name }) => name),
		now: () => new Date('2026-01-01T00:00:00Z'),
		...change,
	};
}

/** The provider's answers; fails where the call came to anything else. */
export async function answersOf(
	provider: EnrichmentProvider,
	queries: readonly ProviderQuery[],
	change: Partial<AskOptions> = {},
): Promise<readonly ProviderAnswer[]> {
	const reply = await provider.ask(queries, askOptions(provider, change));
	if (reply.kind !== 'answered') throw new Error(`The call came to ${JSON.stringify(reply)}.`);
	return reply.answers;
}
