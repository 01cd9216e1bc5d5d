import type { Outcome } from './outcome';

/** A Salesforce record as the REST API returns it: fields by API name, parents as nested objects. */
export type SalesforceRecord = Record<string, unknown>;

/**
 * Decides whether a proposal may replace what Salesforce holds; every policy fills a blank. `tracked` also replaces
 * what we wrote last, `clear` everything, also by a blank, `if_newer` what was seen earlier, `if_more_confident` what we wrote with less confidence.
 */
export type OverwritePolicy = (typeof overwritePolicies)[number];

const overwritePolicies = ['fill_blank', 'tracked', 'always', 'clear', 'if_newer', 'if_more_confident'] as const;

export function isOverwritePolicy(value: unknown): value is OverwritePolicy {
	return (overwritePolicies as readonly unknown[]).includes(value);
}

/** What a proposal does to a multi-select picklist: become its values, or add or remove some of them. */
export type MultiSelectMode = 'set' | 'add' | 'remove';

/** Says of an amount that it is in the currency of its record. */
export const ownCurrency = 'record';

/** Where a value comes from when no provider has given it. */
export type ValueSource = 'score' | 'mapping';

/** A value that a stage would like to write; only Bulk Write turns it into a Salesforce value. */
export interface Proposal {
	readonly value: unknown;
	/** Names where the value comes from, as the journal keeps it: a provider's id, `score:<model>`, or what a person calls a mapping. */
	readonly provider: string;
	/** What kind of origin that is; absent: a provider. */
	readonly source?: ValueSource;
	/** 0–1; how sure the provider is that the value belongs to this record. */
	readonly confidence: number;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt: string;
	readonly policy: OverwritePolicy;
	/** For multi-select picklists; absent means `set`. */
	readonly multiSelect?: MultiSelectMode;
	/** Of an amount: its ISO 4217 code, or `ownCurrency`; absent when nobody said. */
	readonly currency?: string;
}

/** One line of a score's explanation; the points of all lines add up to the score. */
export interface Contribution {
	readonly rule: string;
	readonly points: number;
	readonly reason: string;
}

export type Rank = 'A' | 'B' | 'C' | 'D' | 'F';

export interface ModelScore {
	/** 0–100. */
	readonly score: number;
	readonly rank: Rank;
	readonly contributions: readonly Contribution[];
	readonly modelVersion: string;
	/** 0–1, of winning; of models that were learnt. */
	readonly probability?: number;
}

export interface DuplicateMatch {
	readonly sObject: string;
	readonly id: string;
	/** 0–1. */
	readonly probability: number;
	/** The keys that agreed, e.g. `email`, `domain+company`. */
	readonly agreedOn: readonly string[];
}

/** What amounts of a record from an org with several currencies are worth. */
export interface AmountRates {
	/** Field paths that hold amounts. */
	readonly paths: readonly string[];
	/** Units of each currency for one of the org's own, by ISO 4217 code. */
	readonly rateByCode: Readonly<Record<string, number>>;
}

/** Which record values enter a hash: input name → field path such as `Website` or `Account.Name`. */
export interface HashInputs {
	readonly scheme: string;
	readonly fields: Readonly<Record<string, string>>;
}

interface Employer {
	readonly name?: string;
	readonly domain?: string;
}

/** With `changed_employer`: where the person was and is, and what shows it. */
export interface EmployerNote {
	readonly earlier: Employer;
	readonly current: Employer & { readonly title?: string; readonly email?: string };
	/** As precise as the provider says. */
	readonly since?: string;
	/** What shows that it is the same person, e.g. `name`. */
	readonly agrees: readonly string[];
	/** Who says so. */
	readonly provider: string;
	/** 0–1. */
	readonly confidence: number;
	/** ISO 8601. */
	readonly observedAt: string;
	/** The same for the same change, whoever tells of it. */
	readonly fingerprint: string;
}

/** What the pack knows about a record; stages only add to it. */
export interface RecordEnrichment {
	readonly orgId?: string;
	readonly sObject?: string;
	readonly runId?: string;
	/** The execution that held the run when the item came out of it; the run is lost to the item once another holds it. */
	readonly executionId?: string;
	/** In whose name batches of the run are taken; absent: in that of the execution that holds the run. */
	readonly batchHolder?: string;
	/** The batch of the run's frozen selection that the record was claimed with. */
	readonly batchId?: number;
	/** The `SystemModstamp` the record was read at. */
	readonly version?: string;
	/**
	 * `due`: selected by its last attempt, so that it is looked up whatever its inputs, and stamped whatever comes of it.
	 * Absent: selected for another reason, such as a change.
	 */
	readonly selectedAs?: 'due';
	/** The match hash of an attempt that the record could not be stamped with; read in place of the stamps. */
	readonly askedHash?: string;
	/** What Bulk Write has written to the record since it was read, by field. */
	readonly written?: SalesforceRecord;
	/** Only of orgs with several currencies; one object for all records of a fetch. */
	readonly amounts?: AmountRates;
	/** By target field. */
	readonly proposals?: Readonly<Record<string, Proposal>>;
	/** By model name. */
	readonly scores?: Readonly<Record<string, ModelScore>>;
	/** Of several scores the one that counts; the first unless said. */
	readonly primaryModel?: string;
	readonly matches?: readonly DuplicateMatch[];
	/** With `duplicate`: the records that a duplicate rule of the org found, by Id; empty where it named none. */
	readonly duplicateOf?: readonly string[];
	/** Nobody looked for duplicates in Salesforce, e.g. to save calls; such a record must not be created. */
	readonly isUnmatched?: boolean;
	/** It was found in the org, `duplicateOf` by Id, and whoever looked wants it not to be created. */
	readonly isThere?: boolean;
	/** The last stage's word on the record. */
	readonly outcome?: Outcome;
	/** Why, in words, when the outcome alone does not say it. */
	readonly message?: string;
	/** With `provider_failed`: whether a later run should try again; absent means that the outcome alone decides. */
	readonly retryable?: boolean;
	/** With `changed_employer`. */
	readonly employer?: EmployerNote;
	/** Of the best provider answer, 0–1; absent when nobody answered. */
	readonly confidence?: number;
	/** What Bulk Write hashes over the values after its write, so that our own write is not a change. */
	readonly hashInputs?: { readonly match?: HashInputs };
	/** By the store's key, for this record and run; `_enrichment` without it is not the pack's and counts for nothing. */
	readonly seal?: string;
	/** Of the values and the scorecard that the score comes from; `null` when no input has a value. */
	readonly modelHash?: string | null;
}

/** What travels as an n8n item's `json`: the record, and the one key the pack owns. */
export interface RecordItem extends SalesforceRecord {
	Id?: string;
	_enrichment?: RecordEnrichment;
}

/** A copy of the item with the additions merged into `_enrichment`; proposals, scores, hash inputs and what was written are merged by key. */
export function withEnrichment(item: RecordItem, additions: RecordEnrichment): RecordItem {
	const known = item._enrichment ?? {};
	const enrichment: Record<string, unknown> = { ...known, ...additions };
	for (const key of mergedKeys) {
		// With nothing to merge into it, what is known stays the object that it is.
		if (known[key] && additions[key]) enrichment[key] = { ...known[key], ...additions[key] };
		else if (known[key]) enrichment[key] = known[key];
	}
	return { ...item, _enrichment: enrichment };
}

/** Whether the value comes from a score of ours, and not from what is known of the record. */
export function isScore({ source }: { readonly source?: ValueSource }): boolean {
	return source === 'score';
}

/** The score that counts where a record has several; `undefined` when it has none. */
export function primaryScore({
	scores = {},
	primaryModel,
}: Pick<RecordEnrichment, 'scores' | 'primaryModel'>): ModelScore | undefined {
	const named = primaryModel === undefined ? undefined : scores[primaryModel];
	return named ?? Object.values(scores)[0];
}

const mergedKeys = ['proposals', 'scores', 'hashInputs', 'written'] as const;
