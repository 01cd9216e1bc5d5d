import { isBlank } from '../../record/field-value';
import { countryCodeOf } from '../../record/places';
import type { Proposal, SalesforceRecord } from '../../record/record-item';
import type { RowError } from '../../salesforce/row-result';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { codeFieldOf, coercePlace, isPlaceCode } from './coerce/coerce-address';
import { isEntryValidFor } from './coerce/coerce-picklist';
import { lookUpOf } from './parents-by-key';
import type { FieldChange } from './record-plan';

/** A proposal for a field, and the name under which it was made: that of a text field whose code is written instead. */
export interface PlacedProposal {
	readonly proposal: Proposal;
	readonly askedFor: string;
}

/** The proposals by the field that is written: a state or country by its code, where the org has lists of them, and a look-up by its own. */
export function placedProposals(
	proposals: Readonly<Record<string, Proposal>>,
	description: SObjectDescription,
): Map<string, PlacedProposal> {
	const placed = new Map<string, PlacedProposal>();
	for (const askedFor in proposals) {
		const proposal = proposals[askedFor];
		const name = writtenField(askedFor, description);
		// A code or an Id that is proposed itself says more than what has to be looked up.
		if (name === askedFor || !Object.hasOwn(proposals, name)) placed.set(name, { proposal, askedFor });
	}
	return placed;
}

/** The fields that are written for proposals to these. */
export function writtenFields(names: readonly string[], description: SObjectDescription): string[] {
	return names.map((name) => writtenField(name, description));
}

function writtenField(name: string, description: SObjectDescription): string {
	return (codeFieldOf(name, description) ?? lookUpOf(name, description))?.name ?? name;
}

/**
 * Why a state is not taken over: it was proposed together with a country other than the record's, so that its code or
 * name may mean another place there (WA is in the US and in Australia). `country` is what the record will have.
 */
export function stateOfAnotherCountry(
	state: FieldDescription,
	{ askedFor }: PlacedProposal,
	placed: ReadonlyMap<string, PlacedProposal>,
	country: unknown,
	description: SObjectDescription,
): RowError | undefined {
	if (!isPlaceCode(state) || !/StateCode(__s)?$/.test(state.name)) return undefined;
	const countries = description.fieldByName.get(state.controllerName ?? '');
	const proposed = countries && placed.get(countries.name)?.proposal.value;
	if (!countries || isBlank(proposed) || isBlank(country)) return undefined;
	const coerced = coercePlace(proposed, countries, {});
	const code = coerced.ok ? coerced.value : countryCodeOf(String(proposed));
	if (code === undefined || code === country) return undefined;
	const message = `${askedFor}: it is proposed for ${String(code)}, and the country of the record is ${String(country)}`;
	return { code: 'FIELD_INTEGRITY_EXCEPTION', message, fields: [askedFor], retryable: false };
}

/**
 * Why a country cannot be written: the record keeps a state that the country has not, so that Salesforce would refuse
 * all of it. Empty when every country fits.
 */
export function strandedCountries(
	changes: readonly FieldChange[],
	current: SalesforceRecord,
	description: SObjectDescription,
): RowError[] {
	const countries = changes.filter(({ field }) => /CountryCode(__s)?$/.test(field));
	if (countries.length === 0) return [];
	const changed = new Map(changes.map(({ field, after }) => [field, after]));
	return countries.flatMap(({ field, after }) => {
		const stateField = field.replace(/CountryCode(?=(__s)?$)/, 'StateCode');
		const states = description.fieldByName.get(stateField);
		const state = changed.has(stateField) ? changed.get(stateField) : current[stateField];
		if (!states || !isPlaceCode(states) || isBlank(state)) return [];
		const index = description.fieldByName.get(field)?.picklistValues.findIndex(({ value }) => value === after) ?? -1;
		const isThere = states.picklistValues.some(
			({ value, validFor }) => value === state && validFor && isEntryValidFor(validFor, index),
		);
		if (isThere) return [];
		const message = `${field}: ${isBlank(after) ? 'no country' : String(after)} has no state ${String(state)}, which the record keeps`;
		return [{ code: 'FIELD_INTEGRITY_EXCEPTION', message, fields: [field], retryable: false }];
	});
}
