import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../../api-error';
import type { CountrySeed, PlaceSeed } from '../../org/seed';
import { integrationValueOf } from '../../schema/countries';
import { addressPrefixes } from '../../schema/feature-fields';
import type { SObjectType } from '../../schema/schema';
import { recordError } from '../save-result';
import type { SaveContext } from '../save-context';

type Values = Readonly<Record<string, SQLInputValue>>;

/** What a record's address codes and texts come to, or why an org with state and country picklists refuses them. */
export interface ResolvedAddresses {
	readonly values: Record<string, SQLInputValue>;
	readonly errors: RecordError[];
}

/** Completes code from text and text from code, and checks that state and country fit. */
export function resolveAddresses(
	{ org }: Pick<SaveContext, 'org'>,
	type: SObjectType,
	changes: Values,
	before: Values | undefined,
): ResolvedAddresses {
	const resolved: ResolvedAddresses = { values: {}, errors: [] };
	if (org.countries.length === 0) return resolved;
	for (const prefix of addressPrefixes(type.name, org.seed)) {
		const names = ['Country', 'CountryCode', 'State', 'StateCode'].map((part) => `${prefix}${part}`);
		if (names.some((name) => changes[name] !== undefined))
			resolveAddress(org.countries, prefix, changes, before, resolved);
	}
	return resolved;
}

function resolveAddress(
	countries: readonly CountrySeed[],
	prefix: string,
	changes: Values,
	before: Values | undefined,
	resolved: ResolvedAddresses,
): void {
	const { values, errors } = resolved;
	const givenCountry = given(changes, before, `${prefix}Country`);
	const country = findPlace(countries, givenCountry);
	if (givenCountry.text !== null && !country) {
		errors.push(
			integrity(
				`There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: ${label(prefix, 'Country')}`,
				givenCountry.name,
			),
		);
		return;
	}
	const givenState = given(changes, before, `${prefix}State`);
	if (givenState.text !== null && !country) {
		errors.push(
			integrity(
				`A country/territory must be specified before specifying a state value for field: ${label(prefix, 'State/Province')}`,
				givenState.name,
			),
		);
		return;
	}
	const state = findPlace(country?.states ?? [], givenState);
	if (givenState.text !== null && !state) {
		const isKnown = countries.some((each) => findPlace(each.states ?? [], givenState));
		const message = isKnown
			? `The existing country/territory doesn't recognize the state value provided for field: ${label(prefix, 'State/Province')}`
			: `There's a problem with this state, even though it may appear correct. Please select a state from the list of valid states.: ${label(prefix, 'State/Province')}`;
		errors.push(integrity(message, givenState.name));
		return;
	}
	const mismatch =
		before &&
		[['Country', country, 'Country'] as const, ['State', state, 'State/Province'] as const].find(([part, place]) =>
			contradicts(changes, `${prefix}${part}`, place),
		);
	if (mismatch)
		errors.push(
			integrity(
				`Mismatched integration value and ISO code for field: ${label(prefix, mismatch[2])}`,
				`${prefix}${mismatch[0]}Code`,
			),
		);
	Object.assign(values, placeValues(`${prefix}Country`, country), placeValues(`${prefix}State`, state));
}

function placeValues(name: string, place: PlaceSeed | undefined): Record<string, SQLInputValue> {
	return { [name]: place ? integrationValueOf(place) : null, [`${name}Code`]: place?.code ?? null };
}

/** Whether text and code are both sent and mean different places; on update that is an error, on create the code wins. */
function contradicts(changes: Values, name: string, place: PlaceSeed | undefined): boolean {
	const text = changes[name];
	if (text === undefined || changes[`${name}Code`] === undefined) return false;
	return (
		(text === null ? undefined : String(text).toLowerCase()) !== (place && integrationValueOf(place).toLowerCase())
	);
}

interface GivenPlace {
	readonly text: string | null;
	readonly isCode: boolean;
	/** The field that says it. */
	readonly name: string;
}

/** What the record would say: a code wins over a text, and what is sent over what is there. */
function given(changes: Values, before: Values | undefined, name: string): GivenPlace {
	for (const [source, isCode] of [
		[`${name}Code`, true],
		[name, false],
	] as const) {
		const sent = changes[source];
		// A new record has no code that a blank one could take away.
		if (sent === undefined || (isCode && sent === null && !before)) continue;
		return { text: sent === null ? null : String(sent), isCode, name: source };
	}
	const kept = before?.[`${name}Code`];
	return { text: typeof kept === 'string' ? kept : null, isCode: true, name: `${name}Code` };
}

function findPlace<T extends PlaceSeed>(places: readonly T[], { text, isCode }: GivenPlace): T | undefined {
	const wanted = text?.toLowerCase();
	return places.find((each) => (isCode ? each.code : integrationValueOf(each)).toLowerCase() === wanted);
}

function label(prefix: string, part: string): string {
	return `${prefix} ${part}`.trim();
}

function integrity(message: string, field: string): RecordError {
	return recordError('FIELD_INTEGRITY_EXCEPTION', message, [field]);
}
