import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { uniq } from 'lodash';
import { readField } from './field-path';
import { isBlank } from './field-value';
import { linkedinCompanyUrl, linkedinProfileUrl } from './linkedin-url';
import type { MatchInputs } from './match-gate';
import type { MatchInput, MatchValues } from './match-values';
import { companyDomainOf, normalizeCompanyName, normalizeEmail, normalizePersonName, ownEmailOf } from './normal-forms';
import { countryCodeOf } from './places';
import type { SalesforceRecord } from './record-item';

type Read = (path: string | undefined) => unknown;

/** No phone number has more digits (E.164), and no whole one has fewer. */
const [fewestDigits, mostDigits] = [6, 15];

/** Longer texts are no phone numbers; Salesforce's fields hold 40 characters. */
const maxPhoneLength = 100;

/** What the record says by its inputs, each in normal form; what is blank or identifies nobody is absent. */
export function matchValues(record: SalesforceRecord, inputs: MatchInputs): MatchValues {
	const read: Read = (path) => (isBlank(path) ? undefined : readField(record, path as string));
	const values: MatchValues = {
		...emailValues(read, inputs),
		...companyValues(read, inputs),
		...nameValues(read, inputs),
		...placeValues(read, inputs),
		title: textOf(read(inputs.title)),
		phone: phoneOf(read(inputs.phone), read(inputs.country)),
		linkedinUrl: linkedinProfileUrl(read(inputs.linkedinUrl)),
		personId: textOf(read(inputs.personId)),
		companyId: textOf(read(inputs.companyId)),
	};
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** What of the values a provider is asked with; `emails` goes with `email`. */
export function usedValues(values: MatchValues, uses: readonly MatchInput[]): MatchValues {
	const used = new Set<string>(uses.includes('email') ? [...uses, 'emails'] : uses);
	return Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name)));
}

/** The fields that an input is read from, by path. */
export function pathsOfInput(input: MatchInput, inputs: MatchInputs): string[] {
	const emails = [inputs.email, ...(inputs.moreEmails ?? [])];
	const paths = { domain: [inputs.website, ...emails], email: emails, fullName: nameFields(inputs) };
	const found = input in paths ? paths[input as keyof typeof paths] : [inputs[input as Exclude<MatchInput, 'domain'>]];
	return uniq(found.filter((path): path is string => !isBlank(path)));
}

function nameFields({ fullName, firstName, lastName }: MatchInputs): Array<string | undefined> {
	return isBlank(fullName) ? [firstName, lastName] : [fullName];
}

function emailValues(read: Read, { email, moreEmails = [] }: MatchInputs): MatchValues {
	const found = [email, ...moreEmails].map((path) => ownEmailOf(read(path)));
	const emails = uniq(found.filter((address) => address !== undefined));
	return { email: emails[0], ...(emails.length > 1 && { emails }) };
}

function companyValues(read: Read, inputs: MatchInputs): MatchValues {
	const { website, email, moreEmails = [], company } = inputs;
	// A mailbox that nobody reads is still one of its company's.
	const addresses = [email, ...moreEmails].map((path) => normalizeEmail(read(path)));
	const lei = textOf(read(inputs.lei))?.toUpperCase();
	return {
		domain: companyDomainOf(read(website), ...addresses),
		company: normalizeCompanyName(read(company)) === undefined ? undefined : textOf(read(company)),
		companyLinkedinUrl: linkedinCompanyUrl(read(inputs.companyLinkedinUrl)),
		registrationNumber: textOf(read(inputs.registrationNumber)),
		lei: lei !== undefined && /^[A-Z0-9]{20}$/.test(lei) ? lei : undefined,
		ticker: textOf(read(inputs.ticker)),
	};
}

/** Half a name finds anybody, so it takes both. */
function nameValues(read: Read, inputs: MatchInputs): MatchValues {
	const [first, last] = [read(inputs.firstName), read(inputs.lastName)];
	const whole = textOf(read(inputs.fullName));
	const fullName = whole !== undefined && /\p{L}.*\s.*\p{L}/u.test(whole) ? whole : undefined;
	if (normalizePersonName(first, last) === undefined) return { fullName };
	const [firstName, lastName] = [textOf(first), textOf(last)];
	return { firstName, lastName, fullName: fullName ?? `${firstName} ${lastName}` };
}

function placeValues(read: Read, inputs: MatchInputs): MatchValues {
	return {
		street: textOf(read(inputs.street)),
		city: textOf(read(inputs.city)),
		region: textOf(read(inputs.region)),
		postalCode: textOf(read(inputs.postalCode)),
		country: textOf(read(inputs.country)),
	};
}

/** E.164 where the number or the record says the country, else digits; an extension is cut off. */
function phoneOf(value: unknown, country: unknown): string | undefined {
	const text = textOf(value)?.slice(0, maxPhoneLength);
	if (text === undefined) return undefined;
	const code = typeof country === 'string' ? (countryCodeOf(country) as CountryCode | undefined) : undefined;
	const dialled = text.replace(/^00(?=[1-9])/, '+');
	const parsed = parsePhoneNumberFromString(dialled, code);
	if (parsed?.isPossible()) return isOneDigit(parsed.nationalNumber) ? undefined : parsed.number;
	const digits = text.replace(/\s*(?:ext|extension|x|#)\.?\s*\d+\s*$/i, '').replace(/\D/g, '');
	const isWhole = digits.length >= fewestDigits && digits.length <= mostDigits && !/\p{L}{3}/u.test(text.slice(0, 6));
	return isWhole && !isOneDigit(digits) ? digits : undefined;
}

function isOneDigit(digits: string): boolean {
	return /^(\d)\1*$/.test(digits);
}

function textOf(value: unknown): string | undefined {
	if (isBlank(value) || typeof value === 'object') return undefined;
	return String(value).trim();
}
