import { hash } from 'node:crypto';
import type { RecordItem } from './record-item';

/** What is found of a seal: none, one of ours over what the item holds, or one over something else. */
export type SealState = 'none' | 'fits' | 'broken';

/** Enrichments of this process that are known to be as they were sealed, with the record each belongs to. */
const known = new WeakMap<object, unknown>();

/** What tells a run and nothing of a record: it may be put on any record, as when records are copied into another org. */
const keysOfRuns: ReadonlySet<string> = new Set(['orgId', 'sObject', 'runId', 'executionId', 'batchId', 'seal']);

/**
 * The item with `_enrichment` sealed for its record, by the store's key. An item without `_enrichment`, and one that still
 * is as it was sealed, is given back as it is.
 */
export function sealed<T extends RecordItem>(item: T, key: string): T {
	const { _enrichment } = item;
	if (typeof _enrichment !== 'object' || _enrichment === null || isKnown(item)) return item;
	const { seal: _old, ...content } = _enrichment;
	const enrichment = { ...content, seal: sealOf(content, item.Id, key) };
	known.set(enrichment, item.Id);
	return { ...item, _enrichment: enrichment };
}

/** Whether the item's `_enrichment` was made by the pack for this record, with this key. */
export function sealStateOf(item: RecordItem, key: string): SealState {
	const { _enrichment } = item;
	if (typeof _enrichment !== 'object' || _enrichment === null) return 'none';
	if (isKnown(item)) return 'fits';
	const { seal, ...content } = _enrichment;
	if (seal === undefined) return 'none';
	if (seal !== sealOf(content, item.Id, key)) return 'broken';
	known.set(_enrichment, item.Id);
	return 'fits';
}

/** n8n hands on the same object between two nodes, so most items are not looked at twice. */
function isKnown({ _enrichment, Id }: RecordItem): boolean {
	return _enrichment !== undefined && known.has(_enrichment) && known.get(_enrichment) === Id;
}

/**
 * SHA-512/256 of key and content: its state cannot be taken on from the value, as SHA-256's could, so the key in front
 * makes it a keyed hash, at half of what an HMAC takes.
 */
function sealOf(content: object, id: unknown, key: string): string {
	const record = Object.keys(content).every((name) => keysOfRuns.has(name)) ? null : (id ?? null);
	return hash('sha512-256', `${key}${JSON.stringify([record, content])}`, 'base64url');
}
