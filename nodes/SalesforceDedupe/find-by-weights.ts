import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { RecordItem } from '../../core/record/record-item';
import { loadMemoryOf, noMemory } from '../../core/record/write-memory';
import { recordIdIn } from '../../core/record/identity';
import { findByLinkage, type FoundByLinkage } from '../../core/stages/dedupe/find/find-by-linkage';
import { doubtfulRows } from '../../core/stages/dedupe/find/doubtful-rows';
import { findSentence } from '../../core/stages/dedupe/find/find-sentence';
import { nearestOf, type Nearest } from '../../core/stages/dedupe/find/nearest';
import type { MatchDecision } from '../../core/store/contract/decisions';
import { readSObject } from '../wiring/object-parameter';
import { asItem, recordsOf } from '../wiring/record-items';
import { enrichmentOf, itemsRunContext } from '../wiring/run-context';
import { showNotes } from '../wiring/show-notes';
import { instanceStore } from '../wiring/store';
import { hasOutputOfDuplicates, hasOutputOfDoubt } from './outputs';
import { readWeighedFields, weighedFieldParameters } from './weighed-fields';

const show = { operation: ['findInInput'], findBy: ['weights'] };

interface FindOptions {
	readonly heedDecisions?: boolean;
	readonly sayWhyNot?: boolean;
}

/** Parameters of finding duplicates by match weights. */
export const weightsParameters: INodeProperties[] = [
	...weighedFieldParameters(show),
	{
		displayName: 'Pairs in Doubt Leave By an Output of Their Own',
		name: 'doubtOutput',
		type: 'boolean',
		noDataExpression: true, // the node's outputs hang on it, before there is any item
		default: true,
		description:
			'Whether the output To Review has one item per pair that a person should look at, with what speaks for it and against it; Remember Decision keeps the answer',
		displayOptions: { show },
	},
	{
		displayName: 'Options',
		name: 'findOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Heed Decisions',
				name: 'heedDecisions',
				type: 'boolean',
				default: true,
				description:
					'Whether records that a person has called the same or not the same stay so; of records that Fetch Modified has read',
			},
			{
				displayName: 'Say Why Not',
				name: 'sayWhyNot',
				type: 'boolean',
				default: false,
				description:
					'Whether each record without a duplicate tells in the column nearest which others come closest, and what speaks against them',
			},
		],
		displayOptions: { show },
	},
];

/** Finds the duplicates among the items; outputs as the parameters say. */
export async function findByWeights(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const preset = readWeighedFields.call(this, sObject);
	const options = this.getNodeParameter('findOptions', 0, {}) as FindOptions;
	const records = recordsOf(items);
	const context = await itemsRunContext(items);
	const memory = context ? await loadMemoryOf(context.store, context.run.orgId, records) : noMemory;
	const decisions = options.heedDecisions === false ? [] : await decisionsOn(items);
	const found = await findByLinkage(records, { sObject, preset, memory, decisions });
	showNotes.call(this, [findSentence(found), ...found.notes]);
	const nearest = options.sayWhyNot ? await nearestOf(found) : undefined;
	return leaveBy.call(this, found, items, sObject, nearest);
}

function leaveBy(
	this: IExecuteFunctions,
	found: FoundByLinkage,
	items: readonly INodeExecutionData[],
	sObject: string,
	nearest: ReadonlyMap<number, Nearest> | undefined,
): INodeExecutionData[][] {
	const rows = rowsOf(found, nearest);
	const isKept = (place: number): boolean => found.keptBy[place] === place;
	const parted = hasOutputOfDuplicates.call(this)
		? [rows.filter((_, place) => isKept(place)), rows.filter((_, place) => !isKept(place))]
		: [rows];
	if (!hasOutputOfDoubt.call(this)) return parted;
	const { orgId } = items.length > 0 ? enrichmentOf(items[0]) : {};
	const doubtful = doubtfulRows(found, recordsOf(items), sObject).map((row) =>
		asItem(orgId === undefined ? row : { ...row, _enrichment: { orgId, sObject } }, row.place),
	);
	return [...parted, doubtful.map(({ json: { place: _place, ...json }, ...item }) => ({ ...item, json }))];
}

/** The records, with the group of each and what ties it there. */
function rowsOf(found: FoundByLinkage, nearest: ReadonlyMap<number, Nearest> | undefined): INodeExecutionData[] {
	const sizes = new Map<number, number>();
	for (const kept of found.keptBy) sizes.set(kept, (sizes.get(kept) ?? 0) + 1);
	return found.items.map((item, place) => {
		const kept = found.keptBy[place];
		const groupSize = sizes.get(kept)!;
		const close = nearest?.get(place);
		if (groupSize === 1) return asItem(close ? { ...item, nearest: close.text } : item, place);
		const group = groupName(found.items[kept], kept);
		return asItem(
			{ ...item, group, groupSize, why: found.evidence.get(place)?.why ?? '' } satisfies IDataObject,
			place,
		);
	});
}

function groupName({ Id }: RecordItem, kept: number): string {
	return recordIdIn(Id) ?? `item ${kept + 1}`;
}

/** What people decided about these records; of records that name no org nobody has decided anything. */
async function decisionsOn(items: readonly INodeExecutionData[]): Promise<readonly MatchDecision[]> {
	const orgId = items.map((item) => enrichmentOf(item).orgId).find((each) => each !== undefined);
	const ids = items.flatMap(({ json }) => recordIdIn(json.Id) ?? []);
	if (orgId === undefined || ids.length === 0) return [];
	return await (await instanceStore()).loadDecisions(orgId, ids);
}
