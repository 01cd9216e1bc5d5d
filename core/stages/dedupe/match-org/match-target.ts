import type { EnrichmentError } from '../../../errors';
import { linkagePreset } from '../linkage/presets';
import { askInParts } from './ask-in-parts';
import { fetchAccountsOfPeople, fetchSameCompanies } from './fetch-accounts';
import type { FetchMeans } from './fetch-means';
import { fetchPeople } from './fetched-matches';
import type { AskedItem, OrgMatch } from './found-match';
import { matchByIndex } from './match-by-index';
import type { MatchMeans, MatchRequest } from './match-request';
import type { QueryPool } from './query-pool';

/** Who the items are among the records of one object. */
export interface TargetMatches {
	/** By item. */
	readonly found: ReadonlyArray<readonly OrgMatch[]>;
	/** By place of the item that could not be looked up. */
	readonly failures: ReadonlyMap<number, EnrichmentError>;
	readonly notes: readonly string[];
}

const perCall = 200;
const leastWeightKept = -4;
/** People below `leastWeightKept` are still told of, where nobody better is found: what speaks against them says why. */
const leastWeightTold = -10;

/** By the kept index where there is one, else by candidates that are fetched, 200 items at a time. */
export async function matchTarget(
	means: MatchMeans,
	pool: QueryPool,
	request: MatchRequest,
	asked: readonly AskedItem[],
	target: string,
): Promise<TargetMatches> {
	const notes: string[] = [];
	const isPeoplesAccount = target === 'Account' && linkagePreset(request.sObject).subject === 'person';
	const leastWeight = target === 'Account' ? leastWeightKept : leastWeightTold;
	const options = { leastWeight, mostMatches: request.mostMatches };
	const isIndexed = !request.isFetchedOnly && !isPeoplesAccount;
	const indexed = isIndexed ? await matchByIndex(means, asked, target, options, notes) : undefined;
	// A kept index of leads has none that were converted before the scan.
	const asksConverted = indexed !== undefined && target === 'Lead' && request.level === 'full';
	if (indexed && !asksConverted) return { found: indexed, failures: new Map(), notes };
	const crowded = new Set<string>();
	const fetchMeans: FetchMeans = { client: means.client, pool, tellCrowded: (sObject) => crowded.add(sObject) };
	const { answers, failures } = await askInParts(asked, perCall, (part) => {
		if (target !== 'Account') return fetchPeople(fetchMeans, target, part, leastWeightTold, asksConverted);
		return isPeoplesAccount
			? fetchAccountsOfPeople(fetchMeans, part)
			: fetchSameCompanies(fetchMeans, part, leastWeightKept);
	});
	for (const sObject of crowded) notes.push(crowdedNote(sObject));
	return { found: asked.map((_, at) => [...(indexed?.[at] ?? []), ...(answers[at] ?? [])]), failures, notes };
}

function crowdedNote(sObject: string): string {
	return `More than 2,000 records of ${sObject} share a name, an address or a domain with the items; only the first were compared. Run Scan Object to compare all.`;
}
