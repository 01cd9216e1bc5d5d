import { chunk } from 'lodash';
import { EnrichmentError } from '../../../errors';
import { effectiveRecord } from '../../../record/effective';
import { idOfRead, recordIdIn } from '../../../record/identity';
import type { RecordItem, SalesforceRecord } from '../../../record/record-item';
import type { AllowanceLevel } from '../../../run/allowance';
import type { SalesforceClient } from '../../../salesforce/client';
import type { LinkageRecord } from '../linkage/fields';
import { linkagePreset } from '../linkage/presets';
import { type IndexDocument, parseDocument } from '../match-index/index-document';
import type { IndexStore } from '../match-index/index-session';
import { addToIndex, matchWithIndex, removeFromIndex } from '../match-index/match-index';
import { linkageRecordOf } from '../linkage/linkage-records';
import { fetchAccountsOfPeople, fetchSameCompanies } from './fetch-accounts';
import type { FetchMeans } from './fetch-means';
import { fetchPeople } from './fetched-matches';
import { type AskedItem, mergeMatches, type OrgMatch } from './found-match';
import { checkMatches, completeMatches, withOwners } from './match-details';

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
	/** By item: whether it has anything that could be compared. */
	readonly isComparable: readonly boolean[];
	/** By item: all that were weighed, also those that are too unlikely. */
	readonly considered: ReadonlyArray<readonly OrgMatch[]>;
	readonly notes: readonly string[];
}

const perCall = 200;
const leastWeightKept = -4;
/** People below `leastWeightKept` are still told of, where nobody better is found: what speaks against them says why. */
const leastWeightTold = -10;
/** Changes between two matchings that are taken into the index; a scan takes more. */
const mostChanges = 2_000;
/** Salesforce shows some commits late. */
const lookbackMs = 10 * 60_000;
const hourMs = 60 * 60_000;

/**
 * Who the items are in the org: by the kept index of an object where there is one, brought up to date first, else by candidates that
 * are fetched by what they share with the items, 200 at a time. Near the limit of API calls it reports less and matches still.
 */
export async function matchOrg(means: MatchMeans, request: MatchRequest): Promise<MatchReport> {
	const preset = linkagePreset(request.sObject);
	const asked = request.items.map((item): AskedItem => {
		const id = recordIdIn(item.Id);
		return { ...(id !== undefined && { id }), record: linkageRecordOf(effectiveRecord(item), preset), item };
	});
	const notes: string[] = [];
	const found: OrgMatch[][] = asked.map(() => []);
	for (const target of targetsOf(request, preset.subject, notes)) {
		const matches = await matchTarget(means, request, asked, target, notes);
		matches.forEach((each, at) => each.forEach((match) => found[at].push(match)));
	}
	const heeded = await withDecisions(means, asked, found);
	const best = heeded.map((each) =>
		mergeMatches(
			each.filter(({ probability }) => probability >= request.leastProbability),
			request.mostMatches,
		),
	);
	const isFull = request.level === 'full';
	if (request.withOwner && !isFull) notes.push('Near the limit of API calls: owners were not looked up.');
	const named = await completeMatches(means.client, best, means.signal);
	return {
		matches: request.withOwner && isFull ? await withOwners(means.client, named, means.signal) : named,
		isComparable: asked.map(({ record }) => isComparable(record)),
		considered: found,
		notes,
	};
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

async function matchTarget(
	means: MatchMeans,
	request: MatchRequest,
	asked: readonly AskedItem[],
	target: string,
	notes: string[],
): Promise<OrgMatch[][]> {
	const { subject } = linkagePreset(request.sObject);
	const isPeoplesAccount = target === 'Account' && subject === 'person';
	const indexed =
		request.isFetchedOnly || isPeoplesAccount ? undefined : await matchIndexed(means, request, asked, target, notes);
	const crowded = new Set<string>();
	const fetchMeans: FetchMeans = { ...means, tellCrowded: (sObject) => crowded.add(sObject) };
	const found: OrgMatch[][] = [];
	// A kept index of leads has none that were converted before the scan.
	const asksConverted = indexed !== undefined && target === 'Lead' && request.level === 'full';
	if (indexed === undefined || asksConverted) {
		for (const part of chunk(asked, perCall)) {
			const matches =
				target !== 'Account'
					? await fetchPeople(fetchMeans, target, part, leastWeightTold, asksConverted)
					: isPeoplesAccount
						? await fetchAccountsOfPeople(fetchMeans, part)
						: await fetchSameCompanies(fetchMeans, part, leastWeightKept);
			for (const each of matches) found.push(each);
		}
	}
	for (const sObject of crowded)
		notes.push(
			`More than 2,000 records of ${sObject} share a name, an address or a domain with the items; only the first were compared. Run Scan Object to compare all.`,
		);
	if (indexed === undefined) return found;
	return indexed.map((each, at) => [...each, ...(found[at] ?? [])]);
}

async function matchIndexed(
	means: MatchMeans,
	request: MatchRequest,
	asked: readonly AskedItem[],
	target: string,
	notes: string[],
): Promise<OrgMatch[][] | undefined> {
	const { client, store, clock } = means;
	const key = { orgId: client.org.orgId, name: target };
	const head = await store.loadMatchIndex(key);
	if (!head) return undefined;
	notes.push(await bringUpToDate(means, target, parseDocument(head.document, target)));
	const leastWeight = target === 'Account' ? leastWeightKept : leastWeightTold;
	const options = { leastWeight, mostMatches: request.mostMatches };
	const inputs = asked.map(({ id, record }) => ({ record, ...(id !== undefined && { recordId: id }) }));
	const found = await matchWithIndex(store, key, inputs, options);
	if (!found) return undefined;
	const matches = found.map((each) =>
		each.map(({ recordId, probability, parts, cluster }): OrgMatch => {
			return { sObject: target, id: recordId, probability, parts, ...(cluster !== undefined && { group: cluster }) };
		}),
	);
	const checked = await checkMatches(client, target, matches, means.signal);
	if (checked.gone.length > 0) await removeFromIndex(store, key, checked.gone, clock());
	return checked.matches;
}

/** Reads what has changed since the index was read last; says how old it is. */
async function bringUpToDate(means: MatchMeans, target: string, document: IndexDocument): Promise<string> {
	const { client, store, clock } = means;
	const now = await client.fetchServerNow();
	const since = new Date(Date.parse(document.readUntil) - lookbackMs);
	const preset = linkagePreset(target);
	const changed: Array<{ readonly recordId: string; readonly record: LinkageRecord }> = [];
	for await (const page of means.changedSince(document, since, mostChanges + 1))
		for (const record of page) changed.push({ recordId: idOfRead(record), record: linkageRecordOf(record, preset) });
	const hours = Math.floor((now.getTime() - Date.parse(document.scannedAt)) / hourMs);
	const age = `The index of ${target} (${document.records.toLocaleString('en-US')} records) was scanned ${hours < 1 ? 'less than an hour' : `${hours.toLocaleString('en-US')} hours`} ago`;
	if (changed.length > mostChanges)
		return `${age}, and more than ${mostChanges.toLocaleString('en-US')} records have changed since it was read last: it was used as it is. Run Scan Object again.`;
	const key = { orgId: client.org.orgId, name: target };
	await addToIndex(store, key, changed, clock(), now.toISOString());
	return `${age}; ${changed.length.toLocaleString('en-US')} changed since were read.`;
}
