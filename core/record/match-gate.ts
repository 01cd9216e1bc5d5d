import { mapValues } from 'lodash';
import { isBlank } from './field-value';
import { shippedFieldNames, type OwnFieldNames } from './fields';
import { inputHash } from './input-hash';
import type { MatchInput } from './match-values';
import { outcomeIs } from './outcome';
import type { HashInputs, RecordEnrichment, RecordItem, SalesforceRecord } from './record-item';

/**
 * Field paths of what providers match on. The domain of a company is taken from `website`, then from the e-mail
 * addresses.
 */
export interface MatchInputs extends Readonly<Partial<Record<Exclude<MatchInput, 'domain'>, string>>> {
	readonly website?: string;
	/** Further fields with addresses of the person; any of them will do. */
	readonly moreEmails?: readonly string[];
	/** Further fields whose changes have a record looked up again, whether or not anybody is asked with them. */
	readonly alsoMatters?: readonly string[];
}

/** The scheme of the match hash; a stamp of any other scheme never compares equal. */
const matchScheme = 'match-1';

/** The scheme of a hash over more than the four inputs that every look-up has had from the beginning. */
const widerScheme = 'match-2';

/** Who a record is, for the gate; the country alone identifies nobody but changes the answer. */
const identifying = ['email', 'website', 'company', 'country'] as const;

/** What each standard object is matched on. */
const matchInputsByObject: Readonly<Record<string, MatchInputs>> = {
	Lead: {
		email: 'Email',
		website: 'Website',
		company: 'Company',
		country: 'Country',
		firstName: 'FirstName',
		lastName: 'LastName',
		title: 'Title',
		phone: 'Phone',
		street: 'Street',
		city: 'City',
		region: 'State',
		postalCode: 'PostalCode',
	},
	// A contact has no company fields of its own.
	Contact: {
		email: 'Email',
		website: 'Account.Website',
		company: 'Account.Name',
		country: 'MailingCountry',
		firstName: 'FirstName',
		lastName: 'LastName',
		title: 'Title',
		phone: 'Phone',
		street: 'MailingStreet',
		city: 'MailingCity',
		region: 'MailingState',
		postalCode: 'MailingPostalCode',
	},
	Account: {
		website: 'Website',
		company: 'Name',
		country: 'BillingCountry',
		phone: 'Phone',
		ticker: 'TickerSymbol',
		street: 'BillingStreet',
		city: 'BillingCity',
		region: 'BillingState',
		postalCode: 'BillingPostalCode',
	},
};

/** The standard fields that a Lead, a Contact or an Account is matched on; `undefined` for another object. */
export function standardMatchInputs(sObject: string): MatchInputs | undefined {
	return Object.hasOwn(matchInputsByObject, sObject) ? matchInputsByObject[sObject] : undefined;
}

/** What the standard inputs of an object are hashed from; `undefined` for another object. */
export function standardHashInputs(sObject: string): HashInputs | undefined {
	return Object.hasOwn(hashInputsByObject, sObject) ? hashInputsByObject[sObject] : undefined;
}

/**
 * The record's fields that enter the match hash, whatever a provider is asked with: e-mail, website, company and country,
 * and what `alsoMatters` names. Where none of the first three is an input, all inputs enter it.
 */
export function matchHashInputs(inputs: MatchInputs): HashInputs {
	const { moreEmails = [], alsoMatters = [], ...single } = inputs;
	const paths = Object.entries(single).filter((entry): entry is [string, string] => !isBlank(entry[1]));
	const isIdentified = [inputs.email, inputs.website, inputs.company].some((path) => !isBlank(path));
	const fields = Object.fromEntries(isIdentified ? paths.filter(([name]) => isIdentifying(name)) : paths);
	const further = isIdentified ? alsoMatters : [...moreEmails, ...alsoMatters];
	for (const path of further) {
		if (!isBlank(path) && !Object.values(fields).includes(path)) fields[`field ${path}`] = path;
	}
	return { scheme: Object.keys(fields).every(isIdentifying) ? matchScheme : widerScheme, fields };
}

/** What a record is gated on in a chain of look-ups: whatever the first of them says, so that the stamp does not depend on who was last. */
export function chainHashInputs(item: RecordItem, own: HashInputs): HashInputs {
	return item._enrichment?.hashInputs?.match ?? own;
}

const hashInputsByObject: Readonly<Record<string, HashInputs>> = mapValues(matchInputsByObject, matchHashInputs);

function isIdentifying(name: string): boolean {
	return (identifying as readonly string[]).includes(name);
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
