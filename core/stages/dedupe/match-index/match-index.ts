import { chunk } from 'lodash';
import type { MatchIndexKey } from '../../../store/contract/match-indexes';
import type { LinkageRecord } from '../linkage/fields';
import { probabilityOf } from '../linkage/model';
import type { WeightPart } from '../linkage/weigher';
import { ChangingIndex } from './changing-index';
import { regroup } from './cluster-changes';
import { findCandidates } from './find-candidates';
import { type IndexEntry, insertEntries, takeOut } from './index-changes';
import { IndexSession, type IndexStore } from './index-session';
import { indexValues } from './index-values';
import { type Candidate, weighCandidates } from './weigh-candidates';

/** A record that is new to an index, or has changed since it was put there. */
export interface IndexInput {
	/** 18 characters; absent for one that Salesforce has not. */
	readonly recordId?: string;
	readonly record: LinkageRecord;
}

/** A record of an index that may be the same as one that was asked for. */
export interface IndexMatch {
	readonly recordId: string;
	readonly probability: number;
	/** log2 odds; `parts` add up to it. */
	readonly weight: number;
	readonly parts: readonly WeightPart[];
	/** The group of duplicates that the record is in. */
	readonly cluster?: number;
}

/** Pairs above an even chance hold records together. */
const linkWeight = 0;
/** So many are put in together: their rows and what they change take about 20 ms to write. */
const perBatch = 500;

/**
 * The likely same ones of each record, likeliest first, among those that the index has, at this weight (log2 odds) or more and at
 * most so many; reads only what shares a blocking key with them. Nothing is kept of the records. `undefined` without an index.
 */
export async function matchWithIndex(
	store: IndexStore,
	key: MatchIndexKey,
	inputs: readonly IndexInput[],
	{ leastWeight, mostMatches }: { readonly leastWeight: number; readonly mostMatches: number },
): Promise<IndexMatch[][] | undefined> {
	const found: IndexMatch[][] = [];
	for (let start = 0; start < inputs.length; start += perBatch) {
		const part = inputs.slice(start, start + perBatch);
		const session = await IndexSession.open(store, key);
		if (!session) return undefined;
		const rows = await indexValues(
			part.map(({ record }) => record),
			session.document.fields,
		);
		const known = await session.findRecords(part.flatMap(({ recordId }) => (recordId === undefined ? [] : [recordId])));
		const own = part.map(({ recordId }) => (recordId === undefined ? undefined : known.get(recordId)?.number));
		const weighed = await weighCandidates(session, rows, await findCandidates(session, rows, own));
		for (const each of weighed) found.push(matchesOf(session, likeliest(each, leastWeight).slice(0, mostMatches)));
	}
	return found;
}

/** What became of records that were put into an index. */
export interface IndexAddition {
	readonly recordId: string;
	/** The group of duplicates it is in now. */
	readonly cluster?: number;
	readonly matches: readonly IndexMatch[];
}

/** Puts records in or replaces them, and groups anew what they touch. Throws `invalid_parameter` without an index. */
export async function addToIndex(
	store: IndexStore,
	key: MatchIndexKey,
	inputs: ReadonlyArray<IndexInput & { readonly recordId: string }>,
	now: Date,
	readUntil?: string,
): Promise<IndexAddition[]> {
	const additions: IndexAddition[] = [];
	const newest = [...new Map(inputs.map((input) => [input.recordId, input])).values()];
	const index = new ChangingIndex(store, key, now);
	for (let start = 0; start < newest.length; start += perBatch) {
		const part = newest.slice(start, start + perBatch);
		const isLast = start + perBatch >= newest.length;
		const added = await index.change((session) => addPart(session, part, isLast ? readUntil : undefined));
		for (const addition of added) additions.push(addition);
	}
	return additions;
}

/** Takes records out of an index and groups anew what is left of their groups; those it does not have are passed over. */
export async function removeFromIndex(
	store: IndexStore,
	key: MatchIndexKey,
	recordIds: readonly string[],
	now: Date,
): Promise<number> {
	let removed = 0;
	const index = new ChangingIndex(store, key, now);
	for (const part of chunk([...new Set(recordIds)], perBatch)) {
		removed += await index.change(async (session) => {
			const known = [...(await session.findRecords(part)).values()];
			await regroup(session, await takeOut(session, known));
			return known.length;
		});
	}
	return removed;
}

async function addPart(
	session: IndexSession,
	inputs: ReadonlyArray<IndexInput & { readonly recordId: string }>,
	readUntil: string | undefined,
): Promise<IndexAddition[]> {
	const rows = await indexValues(
		inputs.map(({ record }) => record),
		session.document.fields,
	);
	const entries = inputs.map(({ recordId }, at): IndexEntry => ({ recordId, values: rows[at] }));
	const { numbers, touched } = await insertEntries(session, entries);
	const weighed = await weighCandidates(session, rows, await findCandidates(session, rows, numbers));
	const likely = weighed.map((each) => likeliest(each, linkWeight));
	numbers.forEach((number, at) => likely[at].forEach((other) => link(session, number, other.number)));
	await regroup(session, [...numbers, ...touched]);
	if (readUntil !== undefined) session.document = { ...session.document, readUntil };
	return numbers.map((number, at) => {
		const { recordId, cluster } = session.record(number)!;
		return { recordId, ...(cluster !== undefined && { cluster }), matches: matchesOf(session, likely[at]) };
	});
}

function link(session: IndexSession, one: number, other: number): void {
	for (const [from, to] of [
		[one, other],
		[other, one],
	]) {
		const record = session.record(from)!;
		if (!record.links.includes(to)) session.putRecord({ ...record, links: [...record.links, to] });
	}
}

function likeliest(candidates: readonly Candidate[], above: number): Candidate[] {
	return candidates.filter(({ weight }) => weight > above).sort((a, b) => b.weight - a.weight || a.number - b.number);
}

function matchesOf(session: IndexSession, candidates: readonly Candidate[]): IndexMatch[] {
	return candidates.map(({ number, weight, explain }) => {
		const { recordId, cluster } = session.record(number)!;
		const found = { recordId, weight, probability: probabilityOf(weight), parts: explain() };
		return cluster === undefined ? found : { ...found, cluster };
	});
}
