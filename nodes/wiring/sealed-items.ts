import { randomBytes } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { sealed, sealStateOf } from '../../core/record/seal';
import type { RecordItem } from '../../core/record/record-item';
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
 * taken off. One whose seal is broken was ours and has been changed: throws `invalid_input`, because without it the item
 * would leave its run, dry runs too.
 */
export async function openItems(items: INodeExecutionData[]): Promise<OpenedItems> {
	if (!items.some(hasEnrichment)) return { items, stripped: 0 };
	const key = await sealKey();
	let stripped = 0;
	const opened = items.map((item, index) => {
		if (!hasEnrichment(item)) return item;
		const state = sealStateOf(item.json as RecordItem, key);
		if (state === 'broken') throw changed(index);
		if (state === 'fits') return item;
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
	return outputs.map((items) => items.map((item) => (hasEnrichment(item) ? { ...item, json: sealed(item.json as RecordItem, key) as INodeExecutionData['json'] } : item)));
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

function changed(itemIndex: number): EnrichmentError {
	return new EnrichmentError('invalid_input', `The _enrichment of item ${itemIndex + 1} is not as the pack's nodes have left it.`, {
		remedy: 'Leave _enrichment as it is between the nodes of the pack (a Merge node may mix that of two items), and use one store for all processes of n8n.',
		details: { itemIndex },
	});
}
