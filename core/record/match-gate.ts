import { isBlank } from './field-value';
import { shippedFieldNames, type OwnFieldNames } from './fields';
import { inputHash } from './input-hash';
import { outcomeIs } from './outcome';
import type { HashInputs, RecordEnrichment, SalesforceRecord } from './record-item';

/** Field paths of what providers match on. */
export interface MatchInputs {
	readonly email?: string;
	readonly website?: string;
	readonly company?: string;
	readonly country?: string;
}

/** The scheme of the match hash; a stamp of any other scheme never compares equal. */
const matchScheme = 'match-1';

/** What each standard object is matched on; changes of these matter, and of nothing else. */
const matchInputsByObject: Readonly<Record<string, MatchInputs>> = {
	Lead: { email: 'Email', website: 'Website', company: 'Company', country: 'Country' },
	// A contact has no company fields of its own.
	Contact: { email: 'Email', website: 'Account.Website', company: 'Account.Name', country: 'MailingCountry' },
	Account: { website: 'Website', company: 'Name', country: 'BillingCountry' },
};

/** The standard fields that identify a Lead, its company, a Contact or an Account; `undefined` for another object. */
export function standardMatchInputs(sObject: string): MatchInputs | undefined {
	return Object.hasOwn(matchInputsByObject, sObject) ? matchInputsByObject[sObject] : undefined;
}

/** What the standard inputs of an object are hashed from; `undefined` for another object. */
export function standardHashInputs(sObject: string): HashInputs | undefined {
	const inputs = standardMatchInputs(sObject);
	return inputs && matchHashInputs(inputs);
}

/** The record's fields that enter the match hash; the country alone identifies nobody but changes the answer. */
export function matchHashInputs(inputs: MatchInputs): HashInputs {
	const fields = Object.entries(inputs).filter((entry): entry is [string, string] => !isBlank(entry[1]));
	return { scheme: matchScheme, fields: Object.fromEntries(fields) };
}

/**
 * Whether the record's inputs are what they were at the last attempt, by its stamps or, where those could not be written,
 * by the hash of the attempt. Asked by Fetch to leave it out and by Enrich not to pay for it. What was selected by its last
 * attempt is never unchanged: it would stay due, and head every queue.
 */
export function isUnchangedInput(
	record: SalesforceRecord,
	inputs: HashInputs,
	{ selectedAs, askedHash }: Pick<RecordEnrichment, 'selectedAs' | 'askedHash'>,
	names: OwnFieldNames = shippedFieldNames,
): boolean {
	if (selectedAs === 'due') return false;
	if (askedHash !== undefined) return askedHash === inputHash(inputs, record);
	const stamped = record[names.matchHash];
	if (isBlank(stamped) || isBlank(record[names.lastActivity])) return false;
	if (outcomeIs(record[names.outcome]).asksAgain) return false;
	return stamped === inputHash(inputs, record);
}
