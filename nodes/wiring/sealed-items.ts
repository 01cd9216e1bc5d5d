import { randomBytes } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { sealed, sealStatesOf } from '../../core/record/seal';
import { recordsOf } from './record-items';
import { instanceStore } from './store';

/** For nodes that work alone where no store can be opened; it lasts as long as the process. */
const ownKey = randomBytes(32).toString('base64url');

/** The input with what it may be believed, and how many items lost a `_enrichment` that the pack has not made. */
export interface OpenedItems {
	readonly items: INodeExecutionData[];
	readonly stripped: number;
}

/**
 * What a node may believe of its input. `_enrichment` without a seal came in from outside, e.g. in a webhook's body, and is
 * taken off. One whose seal is broken was another record's or run's: throws `invalid_input`, because without it the item
 * would leave its run, dry runs too.
 */
export async function openItems(items: INodeExecutionData[]): Promise<OpenedItems> {
	if (!items.some(hasEnrichment)) return { items, stripped: 0 };
	const key = await sealKey();
	const states = sealStatesOf(recordsOf(items), key);
	const broken = items.map((_item, index) => index).filter((index) => hasEnrichment(items[index]) && states[index] === 'broken');
	if (broken.length > 0) throw changed(broken);
	let stripped = 0;
	const opened = items.map((item, index) => {
		if (!hasEnrichment(item) || states[index] === 'fits') return item;
		stripped += 1;
		const { _enrichment, ...json } = item.json;
		return { ...item, json };
	});
	return { items: opened, stripped };
}

/** The outputs with the seal of this n8n's store, so that the next node of the pack believes them. */
export async function sealOutputs(outputs: INodeExecutionData[][]): Promise<INodeExecutionData[][]> {
	if (!outputs.some((items) => items.some(hasEnrichment))) return outputs;
	const key = await sealKey();
	return outputs.map((items) => sealItems(items, key));
}

function sealItems(items: INodeExecutionData[], key: string): INodeExecutionData[] {
	const records = sealed(recordsOf(items), key);
	return items.map((item, index) => (records[index] === item.json ? item : { ...item, json: records[index] as INodeExecutionData['json'] }));
}

function hasEnrichment({ json }: INodeExecutionData): boolean {
	return json._enrichment !== undefined;
}

async function sealKey(): Promise<string> {
	try {
		return await (await instanceStore()).sealKey();
	} catch {
		return ownKey;
	}
}

function changed(itemIndexes: readonly number[]): EnrichmentError {
	const which = itemIndexes.length === 1 ? `item ${itemIndexes[0] + 1}` : `${itemIndexes.length} items, of which the first is item ${itemIndexes[0] + 1},`;
	return new EnrichmentError('invalid_input', `The _enrichment of ${which} is not what the pack's nodes have noted of the record.`, {
		remedy: 'Leave _enrichment and Id together as they come out of the nodes of the pack, and use one store for all processes of n8n.',
		details: { itemIndexes },
	});
}
