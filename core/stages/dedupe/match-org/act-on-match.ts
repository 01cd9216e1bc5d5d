import { EnrichmentError } from '../../../errors';
import { recordIdIn } from '../../../record/identity';
import {
	type OverwritePolicy,
	type RecordEnrichment,
	type RecordItem,
	withEnrichment,
} from '../../../record/record-item';
import type { SObjectDescription } from '../../../salesforce/schema';
import type { OrgMatch } from './found-match';

/** What becomes of an item that is in the org already: only told, pointed to its match, turned into it, or not created. */
export type MatchAction = 'report' | 'link' | 'update' | 'block';

/** An item as a next node gets it, with the place it had. */
export type PlacedItem = readonly [item: RecordItem, place: number];

/** How an item is pointed to its match. */
export interface MatchLink {
	/** API name of a field of the item's object. */
	readonly field: string;
	readonly policy: OverwritePolicy;
	/** ISO 8601. */
	readonly observedAt: string;
}

const enrichmentKept = ['proposals', 'scores', 'primaryModel', 'matches'] as const satisfies ReadonlyArray<
	keyof RecordEnrichment
>;

/** Objects that the field can point to, or `undefined` where it is a text that takes any Id; throws `missing_field` or `invalid_parameter` for one that cannot hold an Id. */
export function linkTargets(field: string, { name, fieldByName }: SObjectDescription): readonly string[] | undefined {
	const described = fieldByName.get(field);
	const remedy = 'Choose a lookup or a text field of at least 18 characters that the connected user may edit.';
	if (!described)
		throw new EnrichmentError('missing_field', `${name} has no field ${field}, or the connected user may not see it.`, {
			remedy,
		});
	if (described.type === 'reference' && described.updateable) return described.referenceTo;
	if (described.type === 'string' && described.length >= 18 && described.updateable) return undefined;
	throw new EnrichmentError('invalid_parameter', `${name}.${field} cannot take the ID of a record.`, { remedy });
}

/** The item with a suggestion to write the Id of its likeliest match into the field: one of an object that the field can point to; a lead or contact also by its match's account. */
export function linked(
	item: RecordItem,
	matches: readonly OrgMatch[],
	targets: readonly string[] | undefined,
	{ field, policy, observedAt }: MatchLink,
	origin: RecordEnrichment,
): RecordItem {
	for (const match of matches) {
		const value = idFor(match, targets);
		if (value === undefined || value === recordIdIn(item.Id)) continue;
		const { probability: confidence } = match;
		const proposal = { value, provider: 'match', source: 'mapping', confidence, observedAt, policy } as const;
		const known = item._enrichment ?? origin;
		return withEnrichment({ ...item, _enrichment: known }, { proposals: { [field]: proposal } });
	}
	return item;
}

function idFor({ sObject, id, accountId }: OrgMatch, targets: readonly string[] | undefined): string | undefined {
	if (targets === undefined || targets.includes(sObject)) return id;
	return targets.includes('Account') ? accountId : undefined;
}

/** The item held back: Bulk Write does not create it, and says what it matches. */
export function heldBack(item: RecordItem, matches: readonly OrgMatch[], origin: RecordEnrichment): RecordItem {
	const [{ sObject, name, id, probability }] = matches;
	const who = [sObject, name, id].filter((part) => part !== undefined && part !== '').join(' ');
	return withEnrichment(
		{ ...item, _enrichment: item._enrichment ?? origin },
		{
			isThere: true,
			duplicateOf: matches.map((match) => match.id),
			message: `It is in the org already: ${who} (match probability ${(probability * 100).toFixed(1)} %)`,
		},
	);
}

/**
 * Of each item one for every record that it is, with that record's Id, so that Bulk Write updates instead of creating. Items that are
 * the same record become one, whose blanks the later ones fill: a record is written once. Gives how many went into another, too.
 */
export function turnedIntoMatches(
	items: ReadonlyArray<readonly [item: RecordItem, place: number, matches: readonly OrgMatch[]]>,
	orgId: string,
): { readonly items: readonly PlacedItem[]; readonly joined: number } {
	const byId = new Map<string, PlacedItem>();
	let joined = 0;
	for (const [item, place, matches] of items) {
		for (const match of matches) {
			const own = asMatch(item, match, orgId);
			const known = byId.get(match.id);
			if (known) joined += 1;
			byId.set(match.id, known ? [filled(known[0], own), known[1]] : [own, place]);
		}
	}
	return { items: [...byId.values()], joined };
}

function asMatch(
	{ attributes: _attributes, ...item }: RecordItem,
	{ sObject, id }: OrgMatch,
	orgId: string,
): RecordItem {
	const own = recordIdIn(item.Id);
	const known = item._enrichment ?? {};
	const kept = Object.fromEntries(enrichmentKept.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
	return {
		...item,
		...(own !== undefined && { matchedFromId: own }),
		Id: id,
		matchObject: sObject,
		matchId: id,
		_enrichment: { orgId, sObject, ...kept },
	};
}

function filled(first: RecordItem, later: RecordItem): RecordItem {
	const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';
	const missing = Object.entries(later).filter(([name, value]) => isBlank(first[name]) && !isBlank(value));
	const proposals = { ...later._enrichment?.proposals, ...first._enrichment?.proposals };
	return {
		...first,
		...Object.fromEntries(missing),
		_enrichment: { ...first._enrichment, ...(Object.keys(proposals).length > 0 && { proposals }) },
	};
}
