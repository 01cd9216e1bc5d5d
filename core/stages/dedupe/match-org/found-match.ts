import type { RecordItem } from '../../../record/record-item';
import type { LinkageRecord } from '../linkage/fields';
import type { WeightPart } from '../linkage/weigher';

/** Who looks after a record. */
export interface RecordOwner {
	readonly id: string;
	/** Absent where the user may not see it; so are the others. */
	readonly name?: string;
	readonly email?: string;
	/** Absent for a queue. */
	readonly isActive?: boolean;
}

/** A record of the org that an item may be. */
export interface OrgMatch {
	readonly sObject: string;
	/** 18 characters. */
	readonly id: string;
	/** 0–1. */
	readonly probability: number;
	/** What speaks for and against it, in log2 odds. */
	readonly parts: readonly WeightPart[];
	/** The group of duplicates it is in, where a scan has numbered it. */
	readonly group?: number;
	/** The lead that was converted into this record, by which it was found. */
	readonly convertedFrom?: string;
	readonly name?: string;
	readonly accountId?: string;
	readonly ownerId?: string;
	readonly owner?: RecordOwner;
}

/** An item as it is compared with records of the org. */
export interface AskedItem {
	/** Its own Id, if it is a record of the org: 18 characters. */
	readonly id?: string;
	readonly record: LinkageRecord;
	readonly item: RecordItem;
}

/** The likeliest first; of several ways to one record the surest. */
export function mergeMatches(matches: readonly OrgMatch[], most: number): OrgMatch[] {
	const surest = new Map<string, OrgMatch>();
	for (const match of matches) {
		const known = surest.get(match.id);
		if (!known || match.probability > known.probability) surest.set(match.id, match);
	}
	return [...surest.values()].sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1)).slice(0, most);
}
