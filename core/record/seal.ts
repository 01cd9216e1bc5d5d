import { hash } from 'node:crypto';
import type { RecordEnrichment, RecordItem } from './record-item';

/** What is found of a seal: none, one of ours for this record and run, or another. */
export type SealState = 'none' | 'fits' | 'broken';

/** What tells a run and nothing of a record: it may be put on any record, as when records are copied into another org. */
const keysOfRuns: ReadonlySet<string> = new Set(['orgId', 'sObject', 'runId', 'executionId', 'batchId', 'seal']);

/**
 * The item with `_enrichment` sealed by the store's key for its record and run. An item without `_enrichment`, and one that
 * carries its seal already, is given back as it is.
 */
export function sealed<T extends RecordItem>(item: T, key: string): T {
	const { _enrichment } = item;
	if (typeof _enrichment !== 'object' || _enrichment === null) return item;
	const seal = sealFor(item, _enrichment, key);
	return _enrichment.seal === seal ? item : { ...item, _enrichment: { ..._enrichment, seal } };
}

/** Whether the item's `_enrichment` was given by the pack to this record, in this run, with this key. */
export function sealStateOf(item: RecordItem, key: string): SealState {
	const { _enrichment } = item;
	if (typeof _enrichment !== 'object' || _enrichment === null || _enrichment.seal === undefined) return 'none';
	return _enrichment.seal === sealFor(item, _enrichment, key) ? 'fits' : 'broken';
}

/**
 * A record that exists is sealed by its Id and run: whoever has no key can make none, and one that leaked is of use for
 * that record only, and only until the run ends. A record that has no Id yet is sealed by all that is said of it.
 */
function sealFor({ Id }: RecordItem, enrichment: RecordEnrichment, key: string): string {
	const { runId = '' } = enrichment;
	if (isOfRunOnly(enrichment)) return keyedHash(key, `run|${runId}`);
	if (typeof Id === 'string') return sealOfRecord(key, String(runId), Id);
	const { seal: _seal, ...content } = enrichment;
	return keyedHash(key, `new|${JSON.stringify(content)}`);
}

function isOfRunOnly(enrichment: RecordEnrichment): boolean {
	for (const name in enrichment) if (!keysOfRuns.has(name)) return false;
	return true;
}

/** As many records as a large run reads at once. */
const mostRemembered = 100_000;

/** The seals of the run that is under way: each node of it asks for those of the same records. */
let remembered = { key: '', runId: '', seals: new Map<string, string>() };

function sealOfRecord(key: string, runId: string, id: string): string {
	if (remembered.key !== key || remembered.runId !== runId || remembered.seals.size >= mostRemembered) remembered = { key, runId, seals: new Map() };
	const known = remembered.seals.get(id);
	if (known !== undefined) return known;
	const seal = keyedHash(key, `record|${runId}|${id}`);
	remembered.seals.set(id, seal);
	return seal;
}

/**
 * SHA-512/256 of key and text: its state cannot be taken on from the value, as SHA-256's could, so a key of a fixed length
 * in front makes it a keyed hash, at half of what an HMAC takes.
 */
function keyedHash(key: string, text: string): string {
	return hash('sha512-256', key + text, 'base64url');
}
