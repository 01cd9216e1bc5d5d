import type { MatchIndexKey, MatchIndexStore } from '../../../store/contract/match-indexes';
import type { Subject } from '../linkage/fields';
import { indexParts, type ScannedObject } from './build-index';
import { numberGroups } from './cluster-changes';
import { formatDocument, type IndexDocument, parseDocument } from './index-document';

/** What a scan says of itself. */
export interface ScanFacts {
	readonly sObject: string;
	readonly subject: Subject;
	/** Salesforce's clock when it began. */
	readonly scannedAt: Date;
	readonly selection: string;
}

/** Two that scan at the same time end with one index. */
const mostAttempts = 5;

/**
 * Keeps the index of a scanned object in the place of the one before, which serves until then; the numbers of groups stay as
 * far as groups do. Gives the numbers, by record, 0 for a record alone.
 */
export async function keepIndex(
	store: MatchIndexStore,
	key: MatchIndexKey,
	scanned: Omit<ScannedObject, 'clusters'> & { readonly groups: Int32Array },
	facts: ScanFacts,
	now: Date,
	keepLease: () => Promise<void> = async () => undefined,
): Promise<Int32Array> {
	for (let attempt = 1; ; attempt += 1) {
		const head = await store.loadMatchIndex(key);
		const before = head && documentBefore(head.document, key.name);
		const { clusters, nextCluster } = numberedClusters(
			scanned,
			before ? await clustersBefore(store, key, head.generation) : new Map(),
			before?.nextCluster ?? 1,
		);
		const generation = (head?.generation ?? 0) + 1;
		// What a scan that was killed has left there.
		while ((await store.dropMatchGenerations(key, head?.generation)) > 0);
		const parts = indexParts({ ...scanned, clusters });
		let next = await parts.next();
		for (; !next.done; next = await parts.next()) {
			await store.fillMatchIndex(key, generation, next.value);
			await keepLease();
		}
		const document: IndexDocument = {
			...next.value,
			sObject: facts.sObject,
			subject: facts.subject,
			models: scanned.linkage.models,
			accounts: scanned.linkage.accounts?.kind,
			records: scanned.recordIds.length,
			nextNumber: scanned.recordIds.length,
			nextCluster,
			scannedAt: facts.scannedAt.toISOString(),
			readUntil: facts.scannedAt.toISOString(),
			selection: facts.selection,
		};
		const newHead = {
			generation,
			revision: (head?.revision ?? 0) + 1,
			document: formatDocument(document),
			keptAt: now,
		};
		const isKept = await store.changeMatchIndex(key, newHead, { pages: [], records: [] });
		if (isKept) while ((await store.dropMatchGenerations(key, generation)) > 0);
		if (isKept || attempt === mostAttempts) return clusters;
	}
}

/** What an older version of the pack has kept cannot be read, but it is replaced. */
function documentBefore(text: string, name: string): IndexDocument | undefined {
	try {
		return parseDocument(text, name);
	} catch {
		return undefined;
	}
}

async function clustersBefore(
	store: MatchIndexStore,
	key: MatchIndexKey,
	generation: number,
): Promise<Map<string, number>> {
	const clusters = new Map<string, number>();
	let after = -1;
	for (;;) {
		const records = await store.readMatchGroups(key, generation, after);
		if (records.length === 0) return clusters;
		for (const { recordId, cluster } of records) if (cluster !== undefined) clusters.set(recordId, cluster);
		after = records[records.length - 1].number;
	}
}

function numberedClusters(
	{ recordIds, groups }: { readonly recordIds: readonly string[]; readonly groups: Int32Array },
	before: ReadonlyMap<string, number>,
	first: number,
): { readonly clusters: Int32Array; readonly nextCluster: number } {
	const membersByGroup = new Map<number, number[]>();
	const sizes = new Uint32Array(groups.length);
	for (const group of groups) sizes[group] += 1;
	groups.forEach((group, record) => {
		if (sizes[group] < 2) return;
		const members = membersByGroup.get(group);
		if (members) members.push(record);
		else membersByGroup.set(group, [record]);
	});
	const members = [...membersByGroup.values()];
	let nextCluster = first;
	const numbers = numberGroups(
		members.map((group) => group.map((record) => ({ cluster: before.get(recordIds[record]) }))),
		(count) => {
			nextCluster += count;
			return nextCluster - count;
		},
	);
	const clusters = new Int32Array(groups.length);
	members.forEach((group, at) => group.forEach((record) => (clusters[record] = numbers[at]!)));
	return { clusters, nextCluster };
}
