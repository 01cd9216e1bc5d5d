import { hash } from 'node:crypto';
import { readField } from './field-path';
import { isBlank } from './field-value';
import { normalFormScheme, normalizeCompanyName, normalizeDomain, normalizeEmail } from './normal-forms';
import { countryCodeOf } from './places';
import type { HashInputs, SalesforceRecord } from './record-item';

/** By input name; an input of any other name is compared as text. */
const normalizerByInput: Readonly<Record<string, (value: unknown) => string | undefined>> = {
	email: normalizeEmail,
	website: normalizeDomain,
	domain: normalizeDomain,
	company: normalizeCompanyName,
	country: normalizeCountry,
};

/**
 * SHA-256 in hex (64 characters) over the scheme and the normal forms of the inputs, whatever their order;
 * `undefined` when no input has a usable value. A blank input and one absent from the item hash alike.
 */
export function inputHash(inputs: HashInputs, record: SalesforceRecord): string | undefined {
	const values: Array<[string, string]> = [];
	for (const name of namesOf(inputs)) {
		const value = normalInput(name, readField(record, inputs.fields[name]));
		if (value !== undefined) values.push([name, value]);
	}
	if (values.length === 0) return undefined;
	return hash('sha256', JSON.stringify([inputs.scheme, normalFormScheme, values]));
}

/** In order, by the inputs: the records of a run have the same ones. */
const namesByInputs = new WeakMap<HashInputs, readonly string[]>();

function namesOf(inputs: HashInputs): readonly string[] {
	const known = namesByInputs.get(inputs);
	if (known) return known;
	const names = Object.keys(inputs.fields).sort();
	namesByInputs.set(inputs, names);
	return names;
}

function normalInput(name: string, value: unknown): string | undefined {
	if (isBlank(value)) return undefined;
	const normalize = Object.hasOwn(normalizerByInput, name) ? normalizerByInput[name] : plainInput;
	return normalize(value);
}

/** By its code, because Salesforce writes a country in its own way whatever it was sent. */
function normalizeCountry(value: unknown): string {
	return (typeof value === 'string' ? countryCodeOf(value) : undefined) ?? plainInput(value);
}

function plainInput(value: unknown): string {
	if (typeof value === 'object') return JSON.stringify(value);
	const text = String(value).trim().toLowerCase();
	// A number that a file gave as `12.0` comes back from Salesforce as 12.
	return /^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text;
}
