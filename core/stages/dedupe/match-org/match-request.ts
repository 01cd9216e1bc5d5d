import type { EnrichmentError } from '../../../errors';
import type { RecordItem, SalesforceRecord } from '../../../record/record-item';
import type { AllowanceLevel } from '../../../run/allowance';
import type { SalesforceClient } from '../../../salesforce/client';
import type { IndexDocument } from '../match-index/index-document';
import type { IndexStore } from '../match-index/index-session';
import type { OrgMatch } from './found-match';

/** What matching needs from outside. */
export interface MatchMeans {
	readonly client: SalesforceClient;
	readonly store: IndexStore;
	readonly clock: () => Date;
	/** Records of the object that changed since this moment, by the conditions of the scan; at most so many. */
	readonly changedSince: (
		document: IndexDocument,
		since: Date,
		most: number,
	) => AsyncIterable<readonly SalesforceRecord[]>;
	readonly signal?: AbortSignal;
}

export interface MatchRequest {
	/** The object of the items, one with a preset. */
	readonly sObject: string;
	readonly items: readonly RecordItem[];
	/** The objects that the items may be in: Lead, Contact, Account. */
	readonly targets: readonly string[];
	/** 0–1; what is less likely is not given. */
	readonly leastProbability: number;
	readonly mostMatches: number;
	readonly withOwner: boolean;
	/** Never by a kept index, always fetched. */
	readonly isFetchedOnly?: boolean;
	/** How much may still be asked of the org. */
	readonly level: AllowanceLevel;
}

export interface MatchReport {
	/** By item, the likeliest first. */
	readonly matches: ReadonlyArray<readonly OrgMatch[]>;
	/** By place: items that could not be looked up, or not as a whole, and why; they have no matches. */
	readonly failures: ReadonlyMap<number, EnrichmentError>;
	/** By item: whether it has anything that could be compared. */
	readonly isComparable: readonly boolean[];
	/** By item: all that were weighed, also those that are too unlikely. */
	readonly considered: ReadonlyArray<readonly OrgMatch[]>;
	readonly notes: readonly string[];
}
