/** One record's question to a provider; at least one of `email`, `domain` and `company` is set. */
export interface ProviderQuery {
	/** Names the query within the call; the answer repeats it. */
	readonly key: number;
	/** In normal form. */
	readonly email?: string;
	/** Registrable domain of the company, never a mail provider's. */
	readonly domain?: string;
	/** As the record spells it. */
	readonly company?: string;
	/** As the record spells it: a name or an ISO code. */
	readonly country?: string;
}

/** What a provider says about one query; `key` is the query's, whatever the order of the answers. */
export type ProviderAnswer =
	| {
			readonly key: number;
			readonly outcome: 'matched';
			/** 0–1; how sure the provider is that the answer belongs to the record. */
			readonly confidence: number;
			/** By attribute name; what the provider does not know is absent. */
			readonly values: Readonly<Record<string, unknown>>;
			/** What agreed, e.g. `domain`. */
			readonly matchedOn: string;
			/** ISO 8601. */
			readonly observedAt: string;
	  }
	| { readonly key: number; readonly outcome: 'no_match' }
	| {
			readonly key: number;
			readonly outcome: 'invalid_input' | 'provider_failed';
			/** For the person who runs the workflow; never a secret. */
			readonly message: string;
			readonly retryable: boolean;
	  };

/** A value that the provider can give; `name` is what a mapping's `source` says. */
export interface ProviderAttribute {
	readonly name: string;
	readonly label: string;
	readonly type: 'text' | 'number';
}

/** A source of data behind one contract; `provider.contract.ts` is the suite that every provider passes. */
export interface EnrichmentProvider {
	/** Stable, because proposals and the journal carry it. */
	readonly id: string;
	/** What people read at the beginning of a sentence; the id unless set. */
	readonly label?: string;
	/** Another one means that the provider may know what it did not know before, e.g. the hash of its file; absent where nobody can tell. */
	readonly version?: string;
	/** What tells it from another of the same id in one workflow, e.g. the path of its file; the id where absent. */
	readonly source?: string;
	/** Most queries per call. */
	readonly batchSize: number;
	readonly attributes: readonly ProviderAttribute[];
	/** What a person should know about the source, e.g. rows that were left out. */
	readonly notes?: readonly string[];
	/** Answers at most `batchSize` queries; throws `EnrichmentError` when none of them could be asked. */
	lookUp(queries: readonly ProviderQuery[], signal?: AbortSignal): Promise<readonly ProviderAnswer[]>;
}
