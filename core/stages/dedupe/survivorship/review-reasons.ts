import { isBlank, isSameValue } from '../../../record/field-value';
import type { SObjectDescription } from '../../../salesforce/schema';
import type { GroupRecord } from './group-record';

/** Why a person has to look at a group before it is merged, or why it cannot be merged at all. */
export type ReviewReason =
	| 'converted'
	| 'person_account'
	| 'portal_user'
	| 'external_ids'
	| 'record_types'
	| 'hierarchy'
	| 'individuals'
	| 'decided_different';

export interface Review {
	readonly reason: ReviewReason;
	/** For whoever decides, with the records it is about. */
	readonly sentence: string;
}

/** Everything about a group that no rule should decide; `ranked` begins with the master. */
export function reviewGroup(ranked: readonly GroupRecord[], description: SObjectDescription): Review[] {
	return [
		...converted(ranked),
		...personAccounts(ranked),
		...portalUsers(ranked),
		...externalIds(ranked, description),
		...recordTypes(ranked),
		...hierarchy(ranked),
		...individuals(ranked),
	];
}

function converted(ranked: readonly GroupRecord[]): Review[] {
	const ids = ranked.filter(({ values }) => values.IsConverted === true).map(({ id }) => id);
	if (ids.length === 0) return [];
	return [
		{ reason: 'converted', sentence: `${ids.join(', ')} was converted, and Salesforce merges no converted lead.` },
	];
}

function personAccounts(ranked: readonly GroupRecord[]): Review[] {
	if (!ranked.some(({ values }) => values.IsPersonAccount === true)) return [];
	return [{ reason: 'person_account', sentence: 'Person accounts are among them: an account and a contact in one.' }];
}

function portalUsers(ranked: readonly GroupRecord[]): Review[] {
	const ids = ranked
		.slice(1)
		.filter(({ hasPortalUser }) => hasPortalUser)
		.map(({ id }) => id);
	if (ids.length === 0) return [];
	const sentence = `Somebody logs in to a portal as ${ids.join(', ')}; Salesforce wants the portal user’s record to be the one that stays.`;
	return [{ reason: 'portal_user', sentence }];
}

function externalIds(ranked: readonly GroupRecord[], { fieldByName }: SObjectDescription): Review[] {
	return [...fieldByName.values()]
		.filter(({ externalId, updateable }) => externalId && updateable)
		.flatMap(({ name, type, label }) => {
			const held = ranked.filter(({ values }) => !isBlank(values[name]));
			if (held.every(({ values }) => isSameValue(values[name], held[0].values[name], type))) return [];
			const sentence = `They have different external IDs (${label}, ${name}): another system knows them as several.`;
			return [{ reason: 'external_ids', sentence } as const];
		});
}

function recordTypes(ranked: readonly GroupRecord[]): Review[] {
	const types = new Set(ranked.map(({ values }) => values.RecordTypeId).filter((type) => !isBlank(type)));
	if (types.size < 2) return [];
	return [{ reason: 'record_types', sentence: `They are of ${types.size} record types.` }];
}

/** One that reports to, or belongs below, another of the group: Salesforce refuses the circle that a merge would make. */
function hierarchy(ranked: readonly GroupRecord[]): Review[] {
	const ids = new Set<unknown>(ranked.map(({ id }) => id));
	for (const field of ['ParentId', 'ReportsToId'] as const) {
		const below = ranked.find(({ values }) => ids.has(values[field]));
		if (below) {
			const sentence = `${below.id} stands below ${String(below.values[field])} (${field}): the one is part of the other, or the field is wrong.`;
			return [{ reason: 'hierarchy', sentence }];
		}
	}
	return [];
}

function individuals(ranked: readonly GroupRecord[]): Review[] {
	const held = new Set(ranked.map(({ values }) => values.IndividualId).filter((id) => !isBlank(id)));
	if (held.size < 2) return [];
	return [
		{ reason: 'individuals', sentence: `They point to ${held.size} Individuals, each with its own wishes about data.` },
	];
}
