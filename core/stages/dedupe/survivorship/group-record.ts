import type { RecordId } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';

/** Where a value came from, as the journal remembers it of what we wrote ourselves. */
export interface Provenance {
	readonly provider?: string;
	/** 0–1. */
	readonly confidence?: number;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
}

/** A record of a group of duplicates with everything that the choice between them needs. */
export interface GroupRecord {
	readonly id: RecordId;
	/** All fields that the connection may read. */
	readonly values: SalesforceRecord;
	/** How many records point to it, as far as they can be seen. */
	readonly relatedRecords: number;
	readonly isOwnerActive: boolean;
	/** Somebody logs in to a portal as this contact, or as a contact of this account. */
	readonly hasPortalUser: boolean;
	/** By field; absent where we did not write the value. */
	readonly provenance: Readonly<Record<string, Provenance>>;
}

/** Records that are the same person or company. */
export interface MergeGroup {
	/** Stands for the group in every table and message. */
	readonly groupId: string;
	/** At least two. */
	readonly records: readonly GroupRecord[];
}

/** Milliseconds of a time as Salesforce or a provider writes it; `undefined` where there is none. */
export function timeOf(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : NaN;
	return Number.isNaN(time) ? undefined : time;
}
