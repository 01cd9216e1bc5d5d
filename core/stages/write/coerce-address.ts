import type { FieldDescription, PicklistEntry } from '../../salesforce/client';
import { accepted, notListed, type Coercion } from './coercion';
import { findEntry, refusedByController, type PicklistContext } from './coerce-picklist';

/**
 * The code field behind an address text field (`MailingStateCode` behind `MailingState`); `undefined` when the org
 * has no state and country picklists and so takes any text.
 */
export function codeFieldOf(field: FieldDescription, { description }: PicklistContext): FieldDescription | undefined {
	if (!/(State|Country)$/.test(field.name)) return undefined;
	const codes = description?.fieldByName.get(`${field.name}Code`);
	return codes?.type === 'picklist' ? codes : undefined;
}

/** The name that the org's list has for a state or country, from its name or its code. */
export function coerceAddressName(value: unknown, field: FieldDescription, codes: FieldDescription, context: PicklistContext): Coercion {
	const named = entriesNamed(codes.picklistValues, String(value));
	if (named.length === 0) return notListed({ ...field, type: codes.type }, String(value));
	const usable = named.find((entry) => refusedByController(codes, entry, context) === undefined);
	if (usable) return accepted(usable.label ?? usable.value);
	return notListed({ ...field, type: codes.type }, String(value), refusedByController(codes, named[0], context));
}

/** Several countries may have a state of one name. */
function entriesNamed(entries: readonly PicklistEntry[], text: string): PicklistEntry[] {
	const wanted = text.trim().toLowerCase();
	const byLabel = entries.filter(({ active, label }) => active && label?.toLowerCase() === wanted);
	const byCode = findEntry(entries, text);
	return byCode && !byLabel.includes(byCode) ? [byCode, ...byLabel] : byLabel;
}
