import type { RecordId } from '../../record/identity';
import type { ProviderVersion } from '../../record/attempt';
import type { OwnFieldNames } from '../../record/fields';
import type { HashInputs } from '../../record/record-item';
import type { WindowPolicy } from '../../run/window';
import type { FilterRow } from './filter-row';

/** Which records are due; closed, so that planning can switch over it. */
export type Selection =
	| {
			readonly kind: 'modified';
			readonly window: WindowPolicy;
			/** Asks Salesforce how far its changes are complete, for one call. */
			readonly useLatestDateCovered: boolean;
			/** Contacts whose Account changed in the window are due too. */
			readonly includeParentChanges?: boolean;
			readonly onlyNeverEnriched?: boolean;
	  }
	/** Changed since a moment, whatever any run has read before; moves no watermark. */
	| { readonly kind: 'recent'; readonly since: Date; readonly onlyNeverEnriched?: boolean }
	/** No attempt has been stamped on them. */
	| { readonly kind: 'never_enriched' }
	/** By the age of our own stamps; SystemModstamp would tell of anybody's change. */
	| {
			readonly kind: 'due_for_refresh';
			/** Days since the last attempt, of those that brought something. */
			readonly refreshAfterDays: number;
			/** Days since the last attempt, of those without a match, so that they do not head every queue. */
			readonly retryAfterDays: number;
			/** Days since the last attempt, of those that failed or were refused; 7 unless set. */
			readonly retryFailedAfterDays?: number;
			readonly includeNeverEnriched: boolean;
			/** Those whose score is empty, whatever their age: clearing the score asks for a new one. */
			readonly includeUnscored: boolean;
	  }
	/** Whatever the filter lets through. */
	| { readonly kind: 'filter' }
	| { readonly kind: 'ids'; readonly ids: readonly RecordId[] }
	/** Salesforce has told of them; where an attempt could not be stamped, only a change since makes them due again. */
	| { readonly kind: 'received'; readonly ids: readonly RecordId[] };

/**
 * What comes first, always total and therefore repeatable: `first_come` is the oldest change, `newest_created` serves
 * new records first, `scheduled` takes records without an attempt newest created first, then the oldest attempt.
 */
export type OrderPreset = 'first_come' | 'newest_created' | 'scheduled';

/** Filters that ops teams ask for by name, over our stamps. */
export type PresetFilter = 'never_sent' | 'errored' | 'sent_without_match';

/** Further conditions, all of which hold. */
export interface SelectionFilter {
	readonly rows?: readonly FilterRow[];
	/** Over the rows' numbers, e.g. `1 AND (2 OR NOT 3)`; blank means that all rows hold. */
	readonly logic?: string;
	/** SOQL as behind WHERE. */
	readonly rawWhere?: string;
	/** ID of a list view of the org, whose condition holds too. */
	readonly listView?: string;
	readonly preset?: PresetFilter;
	/** ISO 4217; of the amounts in the rows, in an org with several currencies. `undefined`: the corporate one. */
	readonly currency?: string;
	/** A checkbox; only ticked records are candidates. */
	readonly candidateField?: string;
}

/** A person of the org for whom records are enriched: only those that they may edit, and only so many. */
export interface OnBehalfOf {
	readonly userId: RecordId;
	/** Records per day, UTC, by all pipelines together. */
	readonly mostPerDay: number;
}

/** Everything that Get, Count and Plan need to know. */
export interface SelectionRequest {
	readonly sObject: string;
	/** Field paths beside the preset's. */
	readonly fields: readonly string[];
	readonly selection: Selection;
	readonly filter?: SelectionFilter;
	/** `undefined`: what suits the selection. */
	readonly order?: OrderPreset;
	/** Records in all, those due from the carry-over included. */
	readonly maxRecords: number;
	/** What happens when there are more: the first are taken, the default, or nothing is. */
	readonly beyondLimit?: 'take_first' | 'stop';
	/** Whether to read what a person has said on their Individual, so that Enrich can heed it before anything is asked. */
	readonly readsOptOuts?: boolean;
	/** Of a selection by Ids: who asks for the records, where that is somebody else than the connected user. */
	readonly onBehalfOf?: OnBehalfOf;
	/** A record whose stamped match hash is the hash of these inputs is left out; `undefined` leaves that to Enrich. */
	readonly unchangedBy?: HashInputs;
	/** What the org calls our own fields; `undefined`: as we ship them. */
	readonly fieldNames?: OwnFieldNames;
	/** The version that a source of a provider has now, e.g. the hash of a file; `undefined` where nobody can tell. */
	readonly versionOf?: (asked: ProviderVersion) => Promise<string | undefined>;
	/** In a run, leaves out records that another run has claimed, for this long; `undefined` claims nothing. */
	readonly claimMs?: number;
}

/** The order of a request that names none. */
export function orderOf({ order, selection }: Pick<SelectionRequest, 'order' | 'selection'>): OrderPreset {
	if (order) return order;
	if (selection.kind === 'due_for_refresh') return 'scheduled';
	return selection.kind === 'never_enriched' ? 'newest_created' : 'first_come';
}

/**
 * Whether the selection goes by the last attempt, so that a record that is merely looked at again has to be stamped: it
 * would otherwise be selected the next time too.
 */
export function isByAttempt({
	selection,
	filter,
	order,
}: Pick<SelectionRequest, 'selection' | 'filter' | 'order'>): boolean {
	switch (selection.kind) {
		case 'due_for_refresh':
		case 'never_enriched':
			return true;
		case 'filter':
			return filter?.preset !== undefined || order === 'scheduled';
		default:
			// A change moves on by itself, and a stamp on it would be the next one; what is listed is listed anew each time.
			return false;
	}
}
