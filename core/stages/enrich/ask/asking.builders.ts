import type { Run } from '../../../store/contract/runs';
import { aKeptRun, aPipeline, noon } from '../../../store/contract/store.builders';
import type { Store } from '../../../store/store';
import type { FieldMapping } from '../enrich-request';
import type {
	Billing,
	EnrichmentProvider,
	ProviderAnswer,
	ProviderFacts,
	ProviderQuery,
	ProviderReply,
} from '../provider';
import { someFacts } from '../provider.builders';
import { askProvider } from './ask-provider';
import type { AskingOptions } from './asking';
import type { Question } from './question';

/** In thousandths. */
export const credit = 1000;
const mapping: FieldMapping = { source: 'industry', target: 'Industry', policy: 'always', minConfidence: 0.5 };

/** A credit for each match. */
export const perMatch: Billing = {
	rule: '1 credit per match',
	pools: ['credits'],
	worstCase: () => ({ credits: credit }),
	costOf: (answers) => ({ credits: credit * answers.filter(({ outcome }) => outcome === 'matched').length }),
};

/** What a vendor knows of everybody. */
export function aMatch({ key }: ProviderQuery): ProviderAnswer {
	const values = { industry: 'Energy' };
	return { key, outcome: 'matched', confidence: 0.9, values, matchedOn: 'domain', observedAt: noon.toISOString() };
}

/** What a vendor says to a call. */
export type Said = (queries: readonly ProviderQuery[]) => ProviderReply;
/** Knows all. */
export const matchAll: Said = (queries) => ({ kind: 'answered', answers: queries.map(aMatch) });
/** Refuses all. */
export const refusal = (change: Partial<Extract<ProviderReply, { kind: 'refused' }>>): Said => {
	return () => ({ kind: 'refused', outcome: 'provider_failed', message: 'no', ...change });
};

/** A provider that says these one after another, the last again and again. */
export function aVendor(script: readonly Said[], facts: Partial<ProviderFacts> = {}, collected: readonly Said[] = []) {
	const asked: string[][] = [];
	let collects = 0;
	const provider: EnrichmentProvider = {
		id: 'vendor',
		facts: someFacts({ billing: perMatch, batchSize: 2, freeRepeatMs: undefined, uses: ['domain'], ...facts }),
		attributes: [{ name: 'industry', label: 'Industry', type: 'text' }],
		async ask(queries) {
			asked.push(queries.map(({ domain }) => domain ?? ''));
			return script[Math.min(asked.length, script.length) - 1](queries);
		},
		...(collected.length > 0 && {
			collect: async (_job: string, queries: readonly ProviderQuery[]) => {
				collects += 1;
				return collected[Math.min(collects, collected.length) - 1](queries);
			},
		}),
	};
	return { provider, asked };
}

/** A call whose reply never came. */
export const lost: Said = () => ({ kind: 'lost', message: 'timed out' });

/** A question for each domain, of a record of its own. */
export function questionsFor(...domains: string[]): Question[] {
	return domains.map((domain, key) => ({ query: { key, domain }, recordId: `00Q-${domain}`, mappings: [mapping] }));
}

/** A run in which providers are asked, with a clock that only waiting and the test move. */
export class Scene {
	now = noon.getTime();

	private constructor(
		readonly store: Store,
		readonly run: Run,
	) {}

	static async open(store: Store): Promise<Scene> {
		return new Scene(store, await aKeptRun(store, aPipeline()));
	}

	/** The outcomes, in the order of the domains; `context` null asks outside of any run. */
	async ask(
		provider: EnrichmentProvider,
		domains: readonly string[],
		{ money, context = this.run, ...options }: Partial<AskingOptions> & { context?: Run | null } = {},
	) {
		const wait = async (ms: number) => {
			this.now += ms;
		};
		const answers = await askProvider(
			provider,
			questionsFor(...domains),
			context ? { run: context, store: this.store, keepLease: async () => {} } : undefined,
			{ wanted: ['industry'], now: () => new Date(this.now), wait, money, ...options },
		);
		return domains.map((_, key) => answers.get(key)?.outcome);
	}

	/** Of the first provider and pool of the run. */
	async credits() {
		return (await this.store.creditsOf(this.run.orgId, this.run.runId))[0];
	}
}
