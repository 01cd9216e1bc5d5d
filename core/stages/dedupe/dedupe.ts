import { type DuplicateMatch, type RecordItem, withEnrichment } from '../../record/record-item';
import { mapInTurns } from '../../record/turns';
import { loadMemoryOf, noMemory, type WriteMemory } from '../../record/write-memory';
import type { RunContext } from '../../run/run-context';
import type { HistoryStore } from '../../store/contract/history';
import { formatCount } from '../../run/verdict';
import { type Block, maxBlockSize } from './blocking';
import { amongInput, type CandidateSource } from './candidates';
import { Clusters } from './clustering';
import { compare } from './comparison';
import type { DedupeFields, DedupeKey } from './dedupe-presets';
import { keysOf, type RecordKeys } from './record-keys';

export interface DedupeRequest {
	readonly sObject: string;
	readonly keys: readonly DedupeKey[];
	readonly fields: DedupeFields;
	/** Whom the input is compared with; unless set, itself. */
	readonly candidates?: CandidateSource;
	/** Told, once, how the records fall into groups. */
	readonly tell?: (grouping: Grouping) => void;
}

export interface Grouping {
	/**
	 * By position in the input, the position of the record that is kept of its group: the one with the lowest Id, which is as a
	 * rule the oldest. A record without duplicates keeps itself; one that comes twice is kept once.
	 */
	readonly keptBy: number[];
	/** Records that have none of the values that are compared. */
	readonly incomparable: number;
}

export interface DedupeResult {
	/** In the order of the input; the duplicates of each are in its `matches`, likeliest first. */
	readonly items: RecordItem[];
	/** What was left uncompared or unlisted, and why. */
	readonly notes: string[];
	/** Records connected by duplicates, each group's Ids ascending. An end of a chain need not be a duplicate of the other. */
	readonly groups: string[][];
}

interface Compared extends RecordKeys {
	/** Where the record stands in the input. */
	readonly position: number;
}

/** Most duplicates listed on one record. */
export const maxMatches = 10;

/**
 * Finds the items that are the same person or company as a candidate, as a rule another item, by exact agreement of normal forms of
 * their effective values. The result does not depend on the order of the input. Without a run nobody knows which
 * values are ours, so that proposals over them do not count.
 */
export async function findDuplicates(
	items: readonly RecordItem[],
	request: DedupeRequest,
	context?: RunContext<HistoryStore>,
): Promise<DedupeResult> {
	const memory = context ? await loadMemoryOf(context.store, context.run.orgId, items) : noMemory;
	const records = await comparedRecords(items, request, memory);
	const source = request.candidates ?? amongInput(request.sObject);
	const { blocks, incomparable } = await source.find(records);
	const clusters = new Clusters(records.length);
	for (const [index, { id }] of records.entries()) {
		if (index > 0 && id !== undefined && id === records[index - 1].id) clusters.join(index - 1, index);
	}
	const matchesByIndex = new Map<number, Map<string, DuplicateMatch>>();
	const crowded = new Set<number>();

	for (const block of blocks) {
		const indexes = block.members.map(({ index }) => index).filter((index) => index !== undefined);
		for (const index of indexes) {
			clusters.join(indexes[0], index);
			if (block.members.length - 1 > maxMatches) crowded.add(index);
		}
		collectMatches(block, source.sObject, matchesByIndex);
	}
	const found = items.slice();
	for (const [index, matches] of matchesByIndex) {
		const { position } = records[index];
		found[position] = withMatches(items[position], [...matches.values()]);
	}
	request.tell?.({ keptBy: keptOf(records, clusters), incomparable });
	return { items: found, notes: notesOn(blocks, crowded.size), groups: groupsOf(records, clusters) };
}

/** Records are in ascending order of Id, so that the lowest index of a cluster is the one to keep. */
function keptOf(records: readonly Compared[], clusters: Clusters): number[] {
	const keptBy: number[] = [];
	for (const [index, { position }] of records.entries()) keptBy[position] = records[clusters.rootOf(index)].position;
	return keptBy;
}

async function comparedRecords(
	items: readonly RecordItem[],
	request: DedupeRequest,
	memory: WriteMemory,
): Promise<Compared[]> {
	const records = await mapInTurns(items, (item, position): Compared => {
		return { ...keysOf(item, request.fields, request.keys, memory), position };
	});
	return records.sort(byId);
}

/** Each member meets only the first few others by Id, so that a block costs its size and not its square. */
function collectMatches(
	{ rule, members }: Block,
	sObject: string,
	matchesByIndex: Map<number, Map<string, DuplicateMatch>>,
): void {
	for (const { index, keys } of members) {
		if (index === undefined) continue;
		for (const { keys: other } of members.slice(0, maxMatches + 1)) {
			const { id } = other;
			if (other === keys || id === undefined) continue;
			const matches = matchesByIndex.get(index) ?? new Map<string, DuplicateMatch>();
			matchesByIndex.set(index, matches);
			const match = { sObject, id, probability: compare(rule, keys, other), agreedOn: [rule] };
			matches.set(id, joined(matches.get(id), match));
		}
	}
}

/** Evidence of the same pair overlaps, so the strongest counts and none adds to it. */
function joined(known: DuplicateMatch | undefined, match: DuplicateMatch): DuplicateMatch {
	if (!known) return match;
	return {
		...match,
		probability: Math.max(known.probability, match.probability),
		agreedOn: withoutParts([...known.agreedOn, ...match.agreedOn]).sort(),
	};
}

/** `domain+company` says all that `domain` and `company` say. */
function withoutParts(names: readonly string[]): string[] {
	const parts = new Set(names.filter((name) => name.includes('+')).flatMap((name) => name.split('+')));
	return names.filter((name) => !parts.has(name));
}

function withMatches(item: RecordItem, matches: readonly DuplicateMatch[]): RecordItem {
	const found = new Set(matches.map((match) => `${match.sObject} ${match.id}`));
	const earlier = (item._enrichment?.matches ?? []).filter((match) => !found.has(`${match.sObject} ${match.id}`));
	const likeliest = [...matches].sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
	return withEnrichment(item, { matches: [...earlier, ...likeliest.slice(0, maxMatches)] });
}

function notesOn(blocks: readonly Block[], crowded: number): string[] {
	const capped = blocks.filter((block) => block.size > maxBlockSize);
	const notes = capped.map(
		({ rule, size }) =>
			`${formatCount(size)} records agree on ${rule}; only the first ${maxBlockSize} by Id were compared.`,
	);
	if (crowded > 0)
		notes.push(
			`${formatCount(crowded)} records have more than ${maxMatches} duplicates; at most ${maxMatches} are listed on each.`,
		);
	return notes.sort();
}

function groupsOf(records: readonly RecordKeys[], clusters: Clusters): string[][] {
	const idsByRoot = new Map<number, Set<string>>();
	for (const [index, { id }] of records.entries()) {
		if (id === undefined) continue;
		const root = clusters.rootOf(index);
		const ids = idsByRoot.get(root);
		if (ids) ids.add(id);
		else idsByRoot.set(root, new Set([id]));
	}
	return [...idsByRoot.values()].filter((ids) => ids.size > 1).map((ids) => [...ids]);
}

/** Items without an Id last, in the order of the input: nobody can refer to them. */
function byId(a: Compared, b: Compared): number {
	if (a.id === b.id) return a.position - b.position;
	if (a.id === undefined || b.id === undefined) return a.id === undefined ? 1 : -1;
	return a.id < b.id ? -1 : 1;
}
