import { chunk } from 'lodash';
import { type RecordId, toRecordId } from '../../record/identity';
import { maxIdsAtOnce } from '../../salesforce/collections';
import type { MergeStore } from '../../store/contract/merges';
import type { Hand } from '../hand';
import { keyOf } from './key-field';

/** What remembers the keys of records that were merged away. */
export type MergedKeyStore = Pick<MergeStore, 'findByMergedKey' | 'findSurvivors'>;

/** Keys that the store is asked for at once. */
const keysAtOnce = 5_000;

/**
 * The records that these keys lead to since theirs were merged away, through several merges, by `keyOf` the key; only records that
 * are still there. Costs a call for 10,000 of them, and none where the store knows no such key.
 */
export async function findSurvivorsByKey(
	{ client, description, books, signal }: Pick<Hand, 'client' | 'description' | 'books' | 'signal'>,
	store: MergedKeyStore,
	externalIdField: string,
	keys: readonly string[],
): Promise<ReadonlyMap<string, RecordId>> {
	const { orgId } = client.org;
	const keyField = description.fieldByName.get(externalIdField);
	const masters = new Map<string, string>();
	for (const part of chunk(keys, keysAtOnce)) {
		const asked = part.map((key) => keyOf(key, keyField));
		const found = await store.findByMergedKey(orgId, description.name, externalIdField, asked);
		for (const [key, id] of found) masters.set(key, id);
	}
	if (masters.size === 0) return new Map();
	const survivors = await store.findSurvivors(orgId, [...new Set(masters.values())]);
	const ids = new Map([...masters].map(([key, id]) => [key, toRecordId(survivors.get(id) ?? id)] as const));
	const alive = new Set<RecordId>();
	for (const some of chunk([...new Set(ids.values())], maxIdsAtOnce)) {
		await books.plan(1);
		const records = await client.retrieve(description.name, some, ['Id'], signal);
		some.forEach((id, index) => records[index] && alive.add(id));
	}
	return new Map([...ids].filter(([, id]) => alive.has(id)));
}
