import { EnrichmentError } from '../../../errors';
import type { MatchIndexHead, MatchIndexKey, MatchIndexStore } from '../../../store/contract/match-indexes';
import type { Subject } from '../linkage/fields';
import { Turns } from '../linkage/turns';
import { indexParts, type IndexSizes, type ScannedObject } from './build-index';
import { formatDocument, givenNumbers, type IndexDocument, withGivenNumbers } from './index-document';
import { clustersBefore, numberClusters } from './number-clusters';

/** What a scan says of itself. */
export interface ScanFacts {
	readonly sObject: string;
	readonly subject: Subject;
	/** Salesforce's clock when it began. */
	readonly scannedAt: Date;
	readonly selection: string;
}

/** A scanned object whose groups have no numbers yet. */
type GroupedObject = Omit<ScannedObject, 'clusters'> & {
	/** By record: the lowest record of its group. */
	readonly groups: Int32Array;
};

/** Others change the index in between, each time for a moment. */
const mostAttempts = 50;

/**
 * Keeps the index of a scanned object in the place of the one before, which serves until then and may be changed meanwhile;
 * the numbers of groups stay as far as groups do. A generation and the numbers of new groups are reserved first, so that two
 * scans never fill the same one; of two the later one ends, and the other throws `lease_lost`. Gives the numbers of groups, by
 * record, 0 for a record alone.
 */
export async function keepIndex(
	store: MatchIndexStore,
	key: MatchIndexKey,
	scanned: GroupedObject,
	facts: ScanFacts,
	now: Date,
	keepLease: () => Promise<void> = async () => undefined,
): Promise<Int32Array> {
	const turns = new Turns();
	const { clusters, generation, serving } = await reserve(store, key, scanned, now, turns);
	// What a scan that was killed has left there.
	await dropOthers(store, key, serving, turns, keepLease);
	const parts = indexParts({ ...scanned, clusters });
	let next = await parts.next();
	for (; !next.done; next = await parts.next()) {
		await store.fillMatchIndex(key, generation, next.value);
		await keepLease();
	}
	await switchTo(store, key, generation, now, documentOf(scanned, facts, next.value));
	await dropOthers(store, key, generation, turns, keepLease);
	return clusters;
}

interface Reserved {
	readonly clusters: Int32Array;
	readonly generation: number;
	/** The generation that serves meanwhile. */
	readonly serving: number;
}

async function reserve(
	store: MatchIndexStore,
	key: MatchIndexKey,
	scanned: GroupedObject,
	now: Date,
	turns: Turns,
): Promise<Reserved> {
	for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
		const head = (await store.loadMatchIndex(key)) ?? noHead(now);
		const numbers = givenNumbers(head.document);
		const before = await clustersBefore(store, key, head.generation, turns);
		const { clusters, nextCluster } = await numberClusters(scanned, before, numbers.nextCluster, turns);
		const generation = Math.max(head.generation, numbers.reserved) + 1;
		const document = withGivenNumbers(head.document, { nextCluster, reserved: generation });
		if (await change(store, key, { ...head, revision: head.revision + 1, document }))
			return { clusters, generation, serving: head.generation };
		await turns.next();
	}
	throw busy(key);
}

function noHead(keptAt: Date): MatchIndexHead {
	return { generation: 0, revision: 0, document: '', keptAt };
}

async function switchTo(
	store: MatchIndexStore,
	key: MatchIndexKey,
	generation: number,
	now: Date,
	document: Omit<IndexDocument, 'nextCluster' | 'reserved'>,
): Promise<void> {
	for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
		const head = await store.loadMatchIndex(key);
		const numbers = head && givenNumbers(head.document);
		if (numbers?.reserved !== generation) throw overtaken(key);
		const next = { generation, revision: head!.revision + 1, document: formatDocument({ ...document, ...numbers }) };
		if (await change(store, key, { ...next, keptAt: now })) return;
	}
	throw busy(key);
}

async function change(store: MatchIndexStore, key: MatchIndexKey, head: MatchIndexHead): Promise<boolean> {
	return await store.changeMatchIndex(key, head, { pages: [], records: [] });
}

async function dropOthers(
	store: MatchIndexStore,
	key: MatchIndexKey,
	generation: number,
	turns: Turns,
	keepLease: () => Promise<void>,
): Promise<void> {
	while ((await store.dropMatchGenerations(key, generation)) > 0) {
		await turns.next();
		await keepLease();
	}
}

function documentOf(
	{ linkage, recordIds }: GroupedObject,
	{ sObject, subject, scannedAt, selection }: ScanFacts,
	sizes: IndexSizes,
): Omit<IndexDocument, 'nextCluster' | 'reserved'> {
	return {
		...sizes,
		sObject,
		subject,
		models: linkage.models,
		accounts: linkage.accounts?.kind,
		records: recordIds.length,
		nextNumber: recordIds.length,
		scannedAt: scannedAt.toISOString(),
		readUntil: scannedAt.toISOString(),
		selection,
	};
}

function overtaken({ name }: MatchIndexKey): EnrichmentError {
	return new EnrichmentError('lease_lost', `Another scan of ${name} has begun to keep its index.`, {
		remedy: 'Nothing is lost: the other scan keeps the index.',
	});
}

function busy({ name }: MatchIndexKey): EnrichmentError {
	return new EnrichmentError('store_unavailable', `Others keep changing the index of ${name}.`, {
		retryable: true,
		remedy: 'Run again.',
	});
}
