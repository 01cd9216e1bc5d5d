import { countryCodeOf, nameOf, stateCodeOf } from '../../../record/places';
import { unknownPlace } from '../../../record/left-out';
import type { FieldDescription, PicklistEntry, SObjectDescription } from '../../../salesforce/schema';
import { accepted, notListed, quoted, refused, type Coercion } from './coercion';
import { isEntryValidFor, refusedByController, type PicklistContext } from './coerce-picklist';

const placeText = /(State|Country)$/;
const placeCode = /(State|Country)Code(__s)?$/;

/**
 * The code field behind an address text field (`MailingStateCode` behind `MailingState`), which is written instead: what
 * the text has to be is the admin's choice, and code and text that disagree are refused. `undefined` when the org has no
 * state and country picklists and so takes any text.
 */
export function codeFieldOf(name: string, description: SObjectDescription | undefined): FieldDescription | undefined {
	if (!placeText.test(name)) return undefined;
	const codes = description?.fieldByName.get(`${name}Code`);
	return codes?.type === 'picklist' ? codes : undefined;
}

/** Whether the field holds the code of a state or country from the org's list. */
export function isPlaceCode({ name, type }: FieldDescription): boolean {
	return type === 'picklist' && placeCode.test(name);
}

/**
 * The code that the org's list has for a state or country, from its code, its name in the list's language, or its name
 * in any other by way of ISO 3166. A state is looked for among those of the record's country. `name` is how the field
 * was asked for.
 */
export function coercePlace(
	value: unknown,
	codes: FieldDescription,
	context: PicklistContext,
	name = codes.name,
): Coercion {
	const text = String(value).trim();
	const field = { ...codes, name };
	return isCountry(codes) ? coerceCountry(text, codes, field) : coerceState(text, codes, field, context);
}

function coerceCountry(text: string, codes: FieldDescription, field: FieldDescription): Coercion {
	const active = codes.picklistValues.filter((entry) => entry.active);
	const iso = countryCodeOf(text);
	const found =
		byCode(active, text) ?? byLabel(active, text)[0] ?? (iso === undefined ? undefined : byCode(active, iso));
	if (found) return accepted(found.value);
	return iso === undefined ? unknown(field, text) : notListed(field, text);
}

function coerceState(
	text: string,
	codes: FieldDescription,
	field: FieldDescription,
	context: PicklistContext,
): Coercion {
	const country = countryOf(codes, context);
	const active = codes.picklistValues.filter((entry) => entry.active);
	const usable = active.filter((entry) => refusedByController(codes, entry, context) === undefined);
	const iso = country === undefined ? undefined : stateCodeOf(country, text);
	const isoEntry = iso === undefined ? undefined : byCode(usable, iso);
	const own =
		country !== undefined && text.toUpperCase().startsWith(`${country}-`) ? text.slice(country.length + 1) : text;
	const named = byLabel(usable, text).filter((entry) => !isNamedElsewhere(codes, entry, iso, context));
	const found = byCode(usable, own) ?? isoEntry ?? (named.length === 1 ? named[0] : undefined);
	if (found) return accepted(found.value);

	const elsewhere = byCode(active, own) ?? byLabel(active, text)[0];
	if (elsewhere)
		return notListed(
			field,
			text,
			refusedByController(codes, elsewhere, context) ?? `of which ${country} has none by that name`,
		);
	if (usable.length === 0 && country !== undefined)
		return notListed(field, text, `because the org's list has no states of ${country}`);
	return iso === undefined
		? unknown(field, text)
		: notListed(field, text, `of which the org's list has no entry for ${country}`);
}

/** One code may stand for states of several countries, of which its label names one; ISO then has to say that it is this one. */
function isNamedElsewhere(
	codes: FieldDescription,
	{ value, validFor }: PicklistEntry,
	iso: string | undefined,
	{ description }: PicklistContext,
): boolean {
	const countries = description?.fieldByName.get(codes.controllerName ?? '')?.picklistValues ?? [];
	const valid = validFor ? countries.filter((_country, index) => isEntryValidFor(validFor, index)) : [];
	return valid.length > 1 && value !== iso;
}

function countryOf(codes: FieldDescription, { valueAfterWrite }: PicklistContext): string | undefined {
	const country = codes.controllerName ? valueAfterWrite?.(codes.controllerName) : undefined;
	return typeof country === 'string' && country !== '' ? country.toUpperCase() : undefined;
}

function isCountry({ name }: FieldDescription): boolean {
	return /CountryCode(__s)?$/.test(name);
}

function byCode(entries: readonly PicklistEntry[], code: string): PicklistEntry | undefined {
	const wanted = code.trim().toUpperCase();
	return entries.find(({ value }) => value.toUpperCase() === wanted);
}

function byLabel(entries: readonly PicklistEntry[], text: string): PicklistEntry[] {
	const wanted = nameOf(text);
	return wanted === '' ? [] : entries.filter(({ label }) => label !== undefined && nameOf(label) === wanted);
}

/** A spelling that nobody knows says nothing about the place; it is no contradiction. */
function unknown(field: FieldDescription, text: string): Coercion {
	return refused(unknownPlace, field, `${field.name}: nobody knows a place spelt ${quoted(text)}, so it says nothing`);
}
