import { EnrichmentError } from '../../../errors';
import { idOfRead, isSalesforceId, type RecordId, recordIdIn } from '../../../record/identity';
import type { RecordItem } from '../../../record/record-item';
import { Clusters } from '../clustering';
import type { GroupOfIds } from './read-groups';

/** Records that the duplicates found on the items connect, at this match probability or more; each group is called after its lowest Id. */
export function groupsOfMatches(items: readonly RecordItem[], sObject: string, leastProbability: number): GroupOfIds[] {
	const indexById = new Map<RecordId, number>();
	const indexOf = (id: RecordId): number => {
		const known = indexById.get(id);
		if (known !== undefined) return known;
		indexById.set(id, indexById.size);
		return indexById.size - 1;
	};
	const pairs: Array<readonly [number, number]> = [];
	for (const item of items) {
		const own = recordIdIn(item.Id);
		if (own === undefined) continue;
		for (const { sObject: of, id, probability } of item._enrichment?.matches ?? []) {
			const other = recordIdIn(id);
			if (of === sObject && other !== undefined && other !== own && probability >= leastProbability)
				pairs.push([indexOf(own), indexOf(other)]);
		}
	}
	const clusters = new Clusters(indexById.size);
	for (const [one, other] of pairs) clusters.join(one, other);
	const idsByRoot = new Map<number, RecordId[]>();
	for (const [id, index] of indexById) {
		const root = clusters.rootOf(index);
		idsByRoot.set(root, [...(idsByRoot.get(root) ?? []), id]);
	}
	return [...idsByRoot.values()].map((ids) => {
		const sorted = [...ids].sort();
		return { groupId: sorted[0], ids: sorted };
	});
}

/** Records with the same value in a column; those without one are in no group. */
export function groupsOfColumn(items: readonly RecordItem[], column: string): GroupOfIds[] {
	const idsByGroup = new Map<string, RecordId[]>();
	let known = 0;
	items.forEach((item, itemIndex) => {
		const value = item[column];
		if (value === undefined) return;
		known += 1;
		if (value === null || String(value).trim() === '') return;
		if (typeof item.Id !== 'string' || !isSalesforceId(item.Id)) throw noId(itemIndex);
		const group = String(value).trim();
		idsByGroup.set(group, [...(idsByGroup.get(group) ?? []), idOfRead(item)]);
	});
	if (known === 0) throw noColumn(column);
	return [...idsByGroup]
		.map(([groupId, ids]) => ({ groupId, ids: [...new Set(ids)].sort() }))
		.filter(({ ids }) => ids.length > 1);
}

function noId(itemIndex: number): EnrichmentError {
	return new EnrichmentError('invalid_input', 'The item has no Salesforce record ID in Id.', {
		remedy: 'Give each item of a group the Id of its record.',
		details: { itemIndex },
	});
}

function noColumn(column: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `No item has a column ${column}.`, {
		remedy: 'Name the column that says which group a record belongs to, in Group Column.',
	});
}
