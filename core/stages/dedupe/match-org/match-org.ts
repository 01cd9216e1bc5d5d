import { EnrichmentError } from '../../../errors';
import { effectiveRecord } from '../../../record/effective';
import { recordIdIn } from '../../../record/identity';
import type { RecordItem } from '../../../record/record-item';
import { type LinkageField, type LinkageRecord } from '../linkage/fields';
import { type LinkagePreset, linkagePreset } from '../linkage/presets';
import { linkageRecordOf } from '../linkage/linkage-records';
import { type AskedItem, mergeMatches, type OrgMatch } from './found-match';
import { completeMatches, withOwners } from './match-details';
import type { MatchMeans, MatchReport, MatchRequest } from './match-request';
import { matchTarget } from './match-target';
import { QueryPool } from './query-pool';

/**
 * Who the items are in the org: by the kept index of an object where there is one, brought up to date first, else by candidates that
 * are fetched by what they share with the items, 200 at a time. Near the limit of API calls it reports less and matches still.
 */
export async function matchOrg(means: MatchMeans, request: MatchRequest): Promise<MatchReport> {
	const preset = linkagePreset(request.sObject);
	const failures = new Map<number, EnrichmentError>();
	const asked = request.items.map((item, place) => askedItem(item, place, preset, failures));
	const notes: string[] = [];
	const found: OrgMatch[][] = asked.map(() => []);
	const targets = targetsOf(request, preset.subject, notes);
	// What all of them are asked for at the same time travels in one call.
	await Promise.all(targets.map((target) => means.client.describe(target)));
	const pool = new QueryPool(means.client, means.signal);
	const all = await Promise.all(targets.map((target) => matchTarget(means, pool, request, asked, target)));
	for (const { found: matches, failures: lost, notes: said } of all) {
		matches.forEach((each, at) => each.forEach((match) => found[at].push(match)));
		lost.forEach((error, place) => failures.set(place, failures.get(place) ?? error));
		for (const note of said) notes.push(note);
	}
	const heeded = await withDecisions(means, asked, found);
	const best = heeded.map((each, at) =>
		failures.has(at)
			? []
			: mergeMatches(
					each.filter(({ probability }) => probability >= request.leastProbability),
					request.mostMatches,
				),
	);
	const isFull = request.level === 'full';
	if (request.withOwner && !isFull) notes.push('Near the limit of API calls: owners were not looked up.');
	const named = await unlessRefused(best, 'names', notes, () => completeMatches(means.client, best, means.signal));
	const owned = request.withOwner && isFull;
	return {
		matches: owned
			? await unlessRefused(named, 'owners', notes, () => withOwners(means.client, named, means.signal))
			: named,
		failures,
		isComparable: asked.map(({ record }) => isComparable(record)),
		considered: found,
		notes,
	};
}

/** An item as it is compared; one that holds a list or an object where a text belongs fails, and is compared with nobody. */
function askedItem(
	item: RecordItem,
	place: number,
	preset: LinkagePreset,
	failures: Map<number, EnrichmentError>,
): AskedItem {
	const id = recordIdIn(item.Id);
	const record = linkageRecordOf(effectiveRecord(item), preset);
	const odd = Object.entries(record).find(([, value]) => typeof value === 'object');
	if (odd) {
		const [path] = Object.entries(preset.fields).find(([, field]) => field === (odd[0] as LinkageField))!;
		failures.set(
			place,
			new EnrichmentError(
				'invalid_input',
				`${path} of the record holds ${Array.isArray(odd[1]) ? 'a list' : 'an object'}, and no text to compare.`,
				{
					remedy: 'Set the column to a text before this node, e.g. with Edit Fields.',
				},
			),
		);
	}
	return { ...(id !== undefined && { id }), record: odd ? {} : record, item };
}

/** What is told beside the matches is not worth losing them: where Salesforce refuses it, a note says so. */
async function unlessRefused<T>(otherwise: T, what: string, notes: string[], look: () => Promise<T>): Promise<T> {
	try {
		return await look();
	} catch (error) {
		if (!(error instanceof EnrichmentError) || error.code === 'canceled' || error.code === 'auth_failed') throw error;
		notes.push(`The ${what} of matches could not be looked up: ${error.message}`);
		return otherwise;
	}
}

/** What people said of an item and a match holds: the same for sure, or no match. */
async function withDecisions(
	{ client, store }: MatchMeans,
	asked: readonly AskedItem[],
	found: ReadonlyArray<readonly OrgMatch[]>,
): Promise<OrgMatch[][]> {
	const ids = asked.flatMap(({ id }) => id ?? []);
	const decisions = ids.length === 0 ? [] : await store.loadDecisions(client.org.orgId, ids);
	const verdicts = new Map(decisions.map(({ ids: pair, verdict }) => [[...pair].sort().join(' '), verdict]));
	return found.map((each, at) =>
		each.flatMap((match) => {
			const verdict = verdicts.get([asked[at].id ?? '', match.id].sort().join(' '));
			if (verdict === 'different') return [];
			return verdict === 'same' ? { ...match, probability: 1 } : match;
		}),
	);
}

/** A name alone tells nobody apart. */
function isComparable({ email, phone, lastName, company, domain, identifier }: LinkageRecord): boolean {
	return [email, phone, lastName, company, domain, identifier].some((value) => value !== undefined);
}

function targetsOf(
	{ sObject, targets, level }: MatchRequest,
	subject: 'person' | 'company' | 'document',
	notes: string[],
): readonly string[] {
	const isTight = level === 'skip_cross_object_matching' || level === 'stop';
	const possible = subject === 'person' ? targets : targets.filter((target) => target === 'Account');
	if (possible.length === 0)
		throw new EnrichmentError(
			'invalid_parameter',
			`Records of ${sObject} are companies, and none of the objects to match with holds companies.`,
			{
				remedy: 'Choose Account among the objects to match with.',
			},
		);
	const left = isTight ? possible.filter((target) => target === sObject) : possible;
	if (left.length < possible.length) notes.push(`Near the limit of API calls: matched with ${sObject} only.`);
	return left;
}
