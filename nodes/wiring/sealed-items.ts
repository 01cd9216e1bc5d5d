import { randomBytes } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { fromColumns, hasColumns, toColumns, withoutColumns } from '../../core/record/columns/item-columns';
import type { RecordItem, SalesforceRecord } from '../../core/record/record-item';
import { sealed, sealStatesOf } from '../../core/record/seal';
import { mapInTurns, nextTurn } from '../../core/record/turns';
import { recordsOf } from './record-items';
import { instanceStore } from './store';

/** For nodes that work alone where no store can be opened; it lasts as long as the process. */
const ownKey = randomBytes(32).toString('base64url');

/** The input with what it may be believed, and how many items lost a `_enrichment` that the pack has not made. */
export interface OpenedItems {
	readonly items: INodeExecutionData[];
	readonly stripped: number;
}

/** How the pack's word on a record leaves a node: as an object, or as columns that people read. */
export type ItemShape = 'nested' | 'columns';

/**
 * What a node may believe of its input, in whichever shape it left the node before. What comes without a seal is from
 * outside, e.g. of a webhook's body, and is taken off. One whose seal is broken was another record's or run's: throws
 * `invalid_input`, because without it the item would leave its run, dry runs too.
 */
export async function openItems(items: INodeExecutionData[]): Promise<OpenedItems> {
	if (!items.some(hasEnrichment)) return { items, stripped: 0 };
	const key = await sealKey();
	const records = await mapInTurns(recordsOf(items), (json) => (hasColumns(json) ? fromColumns(json) : json));
	const states = sealStatesOf(records, key);
	await nextTurn();
	const broken = records.map((_record, index) => index).filter((index) => states[index] === 'broken');
	if (broken.length > 0) throw changed(broken);
	let stripped = 0;
	const opened = items.map((item, index) => {
		if (states[index] === 'fits') return { ...item, json: asJson(records[index]) };
		if (!hasEnrichment(item)) return item;
		stripped += 1;
		return { ...item, json: asJson(withoutColumns(item.json)) };
	});
	return { items: opened, stripped };
}

/** The outputs with the seal of this n8n's store, so that the next node of the pack believes them. */
export async function sealOutputs(outputs: INodeExecutionData[][], shape: ItemShape): Promise<INodeExecutionData[][]> {
	if (!outputs.some((items) => items.some(hasEnrichment))) return outputs;
	const key = await sealKey();
	const sealedOutputs: INodeExecutionData[][] = [];
	for (const items of outputs) sealedOutputs.push(await sealItems(items, key, shape));
	return sealedOutputs;
}

async function sealItems(items: INodeExecutionData[], key: string, shape: ItemShape): Promise<INodeExecutionData[]> {
	const records = shape === 'columns' ? await sealedColumns(recordsOf(items), key) : sealed(recordsOf(items), key);
	return items.map((item, index) => (records[index] === item.json ? item : { ...item, json: asJson(records[index]) }));
}

/** A seal may be over all that is said of a record, so that it is made over what will be read back. */
async function sealedColumns(records: readonly RecordItem[], key: string): Promise<SalesforceRecord[]> {
	const readBack = await mapInTurns(records, (record) =>
		record._enrichment !== undefined && record.Id === undefined ? fromColumns(toColumns(record)) : record,
	);
	return await mapInTurns(sealed(readBack, key), ({ _enrichment }, index) => {
		const record = records[index];
		return _enrichment === undefined
			? record
			: toColumns({ ...record, _enrichment: { ...record._enrichment, seal: _enrichment.seal } });
	});
}

function hasEnrichment({ json }: INodeExecutionData): boolean {
	return hasColumns(json);
}

function asJson(record: SalesforceRecord): IDataObject {
	return record as IDataObject;
}

async function sealKey(): Promise<string> {
	try {
		return await (await instanceStore()).sealKey();
	} catch {
		return ownKey;
	}
}

function changed(itemIndexes: readonly number[]): EnrichmentError {
	const which =
		itemIndexes.length === 1
			? `item ${itemIndexes[0] + 1}`
			: `${itemIndexes.length} items, of which the first is item ${itemIndexes[0] + 1},`;
	return new EnrichmentError(
		'invalid_input',
		`The _enrichment of ${which} is not what the pack's nodes have noted of the record.`,
		{
			remedy:
				'Leave _enrichment and Id together as they come out of the nodes of the pack, and use one store for all processes of n8n.',
			details: { itemIndexes },
		},
	);
}
