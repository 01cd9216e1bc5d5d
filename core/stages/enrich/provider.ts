import type { MatchInput, MatchValues } from '../../record/match-values';
import type { Credits } from '../../store/contract/ledger';
import type { AttributeName } from './attributes';

/** One record's question to a provider; what it holds serves at least one of the provider's `needs`. */
export interface ProviderQuery extends MatchValues {
	/** Names the query within the call; the answer repeats it. */
	readonly key: number;
}

/** What a provider says about one query; `key` is the query's, whatever the order of the answers. */
export type ProviderAnswer = MatchedAnswer | UnmatchedAnswer;

export interface MatchedAnswer {
	readonly key: number;
	readonly outcome: 'matched';
	/** 0–1, mapped from the provider's own scale; how sure it is that the answer belongs to the record. */
	readonly confidence: number;
	/** As the provider says it, e.g. `likelihood 8`; absent where it says nothing. */
	readonly rawConfidence?: string;
	/** By attribute name; what the provider does not know is absent. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Surer or less sure than the whole answer, by attribute name. */
	readonly confidenceOf?: Readonly<Record<string, number>>;
	/** What agreed, e.g. `domain`. */
	readonly matchedOn: string;
	/** ISO 8601, when the provider saw the values. */
	readonly observedAt: string;
	/** The provider's own ids, by which a later look-up finds the same person or company again. */
	readonly personId?: string;
	readonly companyId?: string;
}

export interface UnmatchedAnswer {
	readonly key: number;
	readonly outcome: 'no_match' | 'invalid_input' | 'legal_block' | 'provider_failed';
	/** For the person who runs the workflow; never a secret. */
	readonly message?: string;
	/** Whether a later run should ask again; absent means that the outcome alone decides. */
	readonly retryable?: boolean;
}

/** What a provider's call came to. Its body decides, then its status; a call is never repeated inside the provider. */
export type ProviderReply =
	| {
			readonly kind: 'answered';
			/** One for each query; a query without one counts as `provider_failed`. */
			readonly answers: readonly ProviderAnswer[];
			/** As the provider says it; absent: by its billing rule. */
			readonly charged?: Credits;
			readonly meter?: ProviderMeter;
	  }
	/** A job that works on: to be read back with `collect` at `dueAt`. */
	| {
			readonly kind: 'pending';
			readonly job: string;
			readonly dueAt: Date;
			/** Why it takes longer than it should, e.g. that the result could not be read. */
			readonly message?: string;
			readonly charged?: Credits;
			readonly meter?: ProviderMeter;
	  }
	/** The whole call was refused, and nothing was charged. */
	| {
			readonly kind: 'refused';
			readonly outcome: RefusedCall;
			readonly message: string;
			/** Of `rate_limited`, and of `provider_failed` when it passes: when to come back. */
			readonly retryAt?: Date;
			readonly retryable?: boolean;
			readonly meter?: ProviderMeter;
	  }
	/** Sent, and no reply that says whether it was charged. */
	| { readonly kind: 'lost'; readonly message: string };

export type RefusedCall =
	| 'out_of_credits'
	| 'rate_limited'
	| 'auth'
	| 'not_entitled'
	| 'legal_block'
	| 'invalid_input'
	| 'provider_failed';

/** What headers and body say of what is left; whatever is not said is absent. */
export interface ProviderMeter {
	readonly creditsLeft?: Credits;
	/** Requests that are still open in the narrowest window. */
	readonly requestsLeft?: number;
	/** When that window ends. */
	readonly resetsAt?: Date;
}

/** Requests per time; `calendar` windows begin with the minute, hour or day, `sliding` ones with each request. */
export interface RateWindow {
	readonly requests: number;
	readonly perMs: number;
	readonly kind?: 'calendar' | 'sliding';
}

/** Who pays what. Amounts in thousandths of a credit. */
export interface Billing {
	/** As the guide and the node say it, e.g. “1 credit per match”. */
	readonly rule: string;
	/** The pools that credits are taken from, the usual one first; empty: free. */
	readonly pools: readonly string[];
	/** The most that one query can cost when these attributes are asked for. */
	worstCase(wanted: readonly string[]): Credits;
	/** What the answers of one call cost by the rule, for providers that do not say it themselves. */
	costOf(answers: readonly ProviderAnswer[], wanted: readonly string[]): Credits;
	/** The least that a call costs, whatever it answers. */
	readonly perCall?: Credits;
}

/** What can be known of a provider without asking it; the guide's table and the forecast are made from it. */
export interface ProviderFacts {
	readonly finds: 'person' | 'company';
	/** Alternatives, the best first: a query that holds all inputs of one of them can be asked. */
	readonly needs: ReadonlyArray<readonly MatchInput[]>;
	/** All inputs that change the answer; a query holds these and no others, and the cache goes by them. */
	readonly uses: readonly MatchInput[];
	/** Most queries per call. */
	readonly batchSize: number;
	/** Of one call. */
	readonly maxRequestBytes?: number;
	/** `job`: an answer is read back later. */
	readonly mode: 'immediate' | 'job';
	readonly rate?: { readonly scope: 'key' | 'account' | 'endpoint'; readonly windows: readonly RateWindow[] };
	/** Most calls at the same time; 1 unless said. */
	readonly concurrency?: number;
	readonly billing: Billing;
	/** For how long the same question costs nothing again; a lost call may be repeated within it. Absent: never. `Infinity`: free. */
	readonly freeRepeatMs?: number;
	/** In words, and how it is mapped onto 0–1. */
	readonly confidenceScale: string;
	/** Told with every value, e.g. `CC0`. */
	readonly licence?: string;
	/** Whether questions leave this machine; opt-outs are checked before they do. */
	readonly asksOutside: boolean;
	/** Pages of the provider's documentation that the adapter was made from. */
	readonly documentation: readonly string[];
	/** Whether somebody has tried it against the provider itself. */
	readonly isTriedLive: boolean;
}

/** A value that the provider can give; `name` is what a mapping's `source` says. */
export interface ProviderAttribute {
	/** One of the vocabulary's where it has one; a provider may give others. */
	readonly name: AttributeName | (string & {});
	readonly label: string;
	readonly type: 'text' | 'number' | 'boolean' | 'date' | 'list';
	/** As the provider spells it. */
	readonly example?: string;
}

/** What a call may use. */
export interface AskOptions {
	/** The attributes that somebody reads; a provider that charges by field asks for no others. */
	readonly wanted: readonly string[];
	readonly now: () => Date;
	readonly signal?: AbortSignal;
}

/** A source of data behind one contract; `provider.contract.ts` is the suite that every provider passes. */
export interface EnrichmentProvider {
	/** Stable, because proposals, the journal and the ledger carry it. */
	readonly id: string;
	/** What people read at the beginning of a sentence; the id unless set. */
	readonly label?: string;
	/** Another one means that the provider may know what it did not know before, e.g. the hash of its file; absent where nobody can tell. */
	readonly version?: string;
	/** What tells it from another of the same id in one workflow, e.g. the path of its file; the id where absent. */
	readonly source?: string;
	/** Which of the provider's accounts pays, as a hash; ceilings and rates are kept by it. Absent: the provider has none. */
	readonly account?: string;
	readonly facts: ProviderFacts;
	readonly attributes: readonly ProviderAttribute[];
	/** What a person should know about the source, e.g. rows that were left out. */
	readonly notes?: readonly string[];
	/**
	 * Sends one call with at most `facts.batchSize` queries. Everything that the provider can say is a reply; throws
	 * `EnrichmentError` when nothing can be asked at all (a file that cannot be read, `canceled`).
	 */
	ask(queries: readonly ProviderQuery[], options: AskOptions): Promise<ProviderReply>;
	/** Reads back what a job has come to; asking is free, and may be repeated. */
	collect?(job: string, queries: readonly ProviderQuery[], options: AskOptions): Promise<ProviderReply>;
}
