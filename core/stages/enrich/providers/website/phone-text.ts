import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { countryCodeOf } from '../../../../record/places';

/** A number as people write it internationally, `+49 30 123456`; `undefined` for what is none, or of a country that is not known. */
export function phoneText(text: unknown, country?: string): string | undefined {
	return parsedPhone(text, country)?.formatInternational();
}

/** The ISO code of the country that a number in international form belongs to. */
export function countryOfPhone(text: string): string | undefined {
	return parsedPhone(text)?.country;
}

function parsedPhone(text: unknown, country?: string) {
	if (typeof text !== 'string' || text.length > 60) return undefined;
	const code = country === undefined ? undefined : countryCodeOf(country);
	const known = code !== undefined && isSupportedCountry(code) ? (code as CountryCode) : undefined;
	const phone = parsePhoneNumberFromString(text.replace(/^\s*00(?=[1-9])/, '+'), known);
	return phone?.isPossible() ? phone : undefined;
}
