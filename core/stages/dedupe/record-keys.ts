import { effectiveRecord } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isSameValue } from '../../record/field-value';
import { recordIdIn } from '../../record/identity';
import { companyDomainOf, normalizeCompanyName, normalizePersonName, ownEmailOf } from '../../record/normal-forms';
import type { RecordItem, SalesforceRecord } from '../../record/record-item';
import type { WriteMemory } from '../../record/write-memory';
import type { DedupeFields, DedupeKey } from './dedupe-presets';

/** A normal form and how far it can be trusted: 1 when Salesforce holds it, else the confidence of its proposal. */
interface Key {
	readonly value: string;
	readonly trust: number;
}

/** What one record is compared on. */
export interface RecordKeys {
	/** 18 characters; `undefined` for an item that is not in Salesforce yet. */
	readonly id: string | undefined;
	readonly email?: Key;
	readonly domain?: Key;
	readonly company?: Key;
	/** First and last name; `undefined` unless both are known and neither is a placeholder. */
	readonly person?: Key;
}

/** The record's keys, from its effective values; only those that were asked for. */
export function keysOf(
	item: RecordItem,
	fields: DedupeFields,
	keys: readonly DedupeKey[],
	memory: WriteMemory,
): RecordKeys {
	const record = effectiveRecord(item, memory);
	const email = keys.includes('email') ? keyOf(item, record, [fields.email], ownEmailOf) : undefined;
	const domain = keys.includes('domain')
		? keyOf(item, record, [fields.website, fields.email], companyDomainOf)
		: undefined;
	const company = keys.includes('company') ? keyOf(item, record, [fields.company], normalizeCompanyName) : undefined;
	return { id: idOf(item), email, domain, company, person: personOf(record, fields) };
}

/** The first path with a usable value. A value that a provider filled in was itself inferred, so it counts for less. */
function keyOf(
	item: RecordItem,
	record: SalesforceRecord,
	paths: ReadonlyArray<string | undefined>,
	normalize: (value: unknown) => string | undefined,
): Key | undefined {
	for (const path of paths) {
		const value = path ? normalize(readField(record, path)) : undefined;
		if (path && value !== undefined) return { value, trust: trustIn(item, record, path) };
	}
	return undefined;
}

function trustIn(item: RecordItem, record: SalesforceRecord, path: string): number {
	const proposal = item._enrichment?.proposals?.[path];
	if (!proposal || isSameValue(item[path], record[path])) return 1;
	return proposal.confidence;
}

function personOf(record: SalesforceRecord, fields: DedupeFields): Key | undefined {
	const [first, last] = [fields.firstName, fields.lastName].map((path) => path && readField(record, path));
	const value = normalizePersonName(first, last);
	return value === undefined ? undefined : { value, trust: 1 };
}

function idOf(item: RecordItem): string | undefined {
	if (typeof item.Id !== 'string' || item.Id === '') return undefined;
	return recordIdIn(item.Id) ?? item.Id;
}
