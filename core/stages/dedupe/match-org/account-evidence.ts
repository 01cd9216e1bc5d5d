import { companyDomainOf, normalizeCompanyName } from '../../../record/normal-forms';
import { plainWords } from '../../../record/plain-words';
import type { LinkageRecord } from '../linkage/fields';
import type { WeightPart } from '../linkage/weigher';

/** An account that somebody may work for. */
export interface AccountCandidate {
	readonly record: LinkageRecord;
	/** Of the contacts of the account with an address, those of each domain, and all of them. */
	readonly contactsByDomain: ReadonlyMap<string, number>;
	readonly contacts: number;
}

/** Before anything is compared: it was found by something that they share. */
const beforehand = -3;
/** From this share of an account's contacts on their domain is the account's, unless there is one only. */
const dominantShare = 0.5;
const fewestOfDomain = 2;

/** The company's domain that a record tells, by its website or a business address. */
export function domainOfRecord({ domain, email }: LinkageRecord): string | undefined {
	return companyDomainOf(domain, email);
}

/** What speaks for and against somebody being of an account; the weights, log2 odds, add up. */
export function accountEvidence(person: LinkageRecord, account: AccountCandidate): WeightPart[] {
	return [
		{ comparison: 'any account found', weight: beforehand },
		domainPart(person, account),
		namePart(person, account.record),
		phonePart(person, account.record),
		cityPart(person, account.record),
	];
}

/** Somebody is of one account at most: how likely each of these is the one, by their weights. */
export function accountProbabilities(weights: readonly number[]): number[] {
	const odds = weights.map((weight) => 2 ** Math.min(weight, 60));
	const all = odds.reduce((sum, each) => sum + each, 1);
	return odds.map((each) => each / all);
}

function domainPart(person: LinkageRecord, { record, contactsByDomain, contacts }: AccountCandidate): WeightPart {
	const own = domainOfRecord(person);
	const theirs = companyDomainOf(record.domain);
	if (own === undefined) return { comparison: 'domain', weight: 0 };
	if (own === theirs) return { comparison: 'domain', level: 'equal', weight: 8 };
	const ofDomain = contactsByDomain.get(own) ?? 0;
	if (ofDomain >= fewestOfDomain && ofDomain >= contacts * dominantShare)
		return { comparison: 'domain', level: 'that of most contacts of the account', weight: 6.5 };
	if (ofDomain > 0) return { comparison: 'domain', level: 'that of a contact of the account', weight: 2.5 };
	return theirs === undefined
		? { comparison: 'domain', weight: 0 }
		: { comparison: 'domain', level: 'different', weight: -3 };
}

function namePart({ company }: LinkageRecord, record: LinkageRecord): WeightPart {
	const [own, theirs] = [normalizeCompanyName(company), normalizeCompanyName(record.company)];
	if (own === undefined || theirs === undefined) return { comparison: 'company', weight: 0 };
	if (own === theirs) return { comparison: 'company', level: 'equal', weight: 6 };
	const [short, long] = [own, theirs].map((name) => new Set(name.split(' '))).sort((a, b) => a.size - b.size);
	const common = [...short].filter((word) => long.has(word)).length;
	// A branch or a subsidiary has the words of its parent and one more.
	if (common === short.size && common > 1) return { comparison: 'company', level: 'most words', weight: 3 };
	if (common > 0) return { comparison: 'company', level: 'some words', weight: 0.5 };
	return { comparison: 'company', level: 'different', weight: -3.5 };
}

function phonePart({ phone }: LinkageRecord, record: LinkageRecord): WeightPart {
	const [own, theirs] = [phone, record.phone].map((value) =>
		String(value ?? '')
			.replace(/\D/g, '')
			.slice(-9),
	);
	if (own.length < 7 || theirs.length < 7) return { comparison: 'phone', weight: 0 };
	return own === theirs
		? { comparison: 'phone', level: 'equal', weight: 4 }
		: { comparison: 'phone', level: 'different', weight: -0.2 };
}

function cityPart({ city }: LinkageRecord, record: LinkageRecord): WeightPart {
	const [own, theirs] = [city, record.city].map((value) => plainWords(String(value ?? '')));
	if (own === '' || theirs === '') return { comparison: 'city', weight: 0 };
	return own === theirs
		? { comparison: 'city', level: 'equal', weight: 1.5 }
		: { comparison: 'city', level: 'different', weight: -0.7 };
}
