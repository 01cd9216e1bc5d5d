import { effectiveRecord } from '../../record/effective';
import { readField } from '../../record/field-path';
import { isSameValue } from '../../record/field-value';
import { recordIdIn } from '../../record/identity';
import { companyDomainOf, normalizeCompanyName, normalizePersonName, ownEmailOf } from '../../record/normal-forms';
import { mailboxKind } from '../../record/placeholders';
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
	readonly person?: string;
}

/** One way in which two records can be the same: records with the same `blockKey` agree on it. */
export interface Evidence {
	/** E.g. `email` or `name+domain`. */
	readonly name: string;
	readonly blockKey: string;
	/** 0–1, before the trust in the values. */
	readonly probability: number;
	readonly trust: number;
}

/** Hand-set, to be replaced by a measured model. */
const probabilityOf = {
	email: 0.99,
	nameAndDomain: 0.92,
	nameAndCompany: 0.9,
	accountDomain: 0.95,
	accountCompany: 0.85,
	accountDomainAndCompany: 0.99,
};

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

/**
 * Every way in which the record can agree with another. Colleagues are not duplicates: unless the object is
 * Account, a shared company or domain counts only together with the same person's name.
 */
export function evidenceOf(keys: RecordKeys, sObject: string): Evidence[] {
	return sObject === 'Account' ? accountEvidence(keys) : personEvidence(keys);
}

function accountEvidence({ domain, company }: RecordKeys): Evidence[] {
	return [
		...evidence('domain+company', probabilityOf.accountDomainAndCompany, domain, company),
		...evidence('domain', probabilityOf.accountDomain, domain),
		...evidence('company', probabilityOf.accountCompany, company),
	];
}

function personEvidence({ email, domain, company, person }: RecordKeys): Evidence[] {
	const name = person === undefined ? undefined : { value: person, trust: 1 };
	const isShared = email !== undefined && mailboxKind(email.value) === 'shared';
	return [
		...(isShared
			? evidence('email+name', probabilityOf.email, email, name)
			: evidence('email', probabilityOf.email, email)),
		...evidence('name+domain', probabilityOf.nameAndDomain, name, domain),
		...evidence('name+company', probabilityOf.nameAndCompany, name, company),
	];
}

/** Nothing unless every key is known. */
function evidence(name: string, probability: number, ...keys: ReadonlyArray<Key | undefined>): Evidence[] {
	const known = keys.filter((key) => key !== undefined);
	if (known.length < keys.length) return [];
	const blockKey = JSON.stringify([name, ...known.map((key) => key.value)]);
	return [{ name, blockKey, probability, trust: Math.min(...known.map((key) => key.trust)) }];
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

function personOf(record: SalesforceRecord, fields: DedupeFields): string | undefined {
	const [first, last] = [fields.firstName, fields.lastName].map((path) => path && readField(record, path));
	return normalizePersonName(first, last);
}

function idOf(item: RecordItem): string | undefined {
	if (typeof item.Id !== 'string' || item.Id === '') return undefined;
	return recordIdIn(item.Id) ?? item.Id;
}
