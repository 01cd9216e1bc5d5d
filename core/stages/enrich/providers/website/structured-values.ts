import { ownEmailOf } from '../../../../record/normal-forms';
import { cleanText } from './clean-text';
import { countryName } from './places-named';
import { phoneText } from './phone-text';
import type { SiteValues } from './site-values';
import { confidenceIn } from './site-values';
import { own, ownAll, type Thing } from './structured-data';

const { structured } = confidenceIn;

/** Offers what an organization of JSON-LD says of itself; `country` stands in where it does not say its own. */
export function offerStructured(values: SiteValues, organization: Thing, fallbackCountry: string | undefined): void {
	const address = own(organization, 'address');
	offerAddress(values, address);
	const country = countryIn(address) ?? fallbackCountry;
	const contacts = [organization, ...ownAll(organization, 'contactPoint')];
	values.offer('name', cleanText(own(organization, 'name'), 255), structured);
	values.offer('legal_name', cleanText(own(organization, 'legalName'), 255), structured);
	values.offer('description', cleanText(own(organization, 'description'), 1_000), 0.75);
	values.offer('founded_year', yearIn(own(organization, 'foundingDate')), structured);
	values.offer('lei', leiIn(own(organization, 'leiCode')), structured);
	for (const contact of contacts) {
		values.offer('phone', phoneText(own(contact, 'telephone'), country), structured);
		values.offer('email', ownEmailOf(own(contact, 'email')), structured);
	}
}

/** Offers what the microdata of a page says of its organization. */
export function offerMicrodata(
	values: SiteValues,
	microdata: ReadonlyMap<string, string>,
	fallbackCountry: string | undefined,
): void {
	const address = Object.fromEntries(
		['streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry'].map((name) => [
			name,
			microdata.get(name),
		]),
	);
	offerAddress(values, address);
	values.offer('phone', phoneText(microdata.get('telephone'), countryIn(address) ?? fallbackCountry), structured);
	values.offer('email', ownEmailOf(microdata.get('email')), structured);
	values.offer('legal_name', cleanText(microdata.get('legalName'), 255), structured);
}

function offerAddress(values: SiteValues, address: unknown): void {
	values.offer('street', cleanText(own(address, 'streetAddress'), 255), structured);
	values.offer('city', cleanText(own(address, 'addressLocality'), 100), structured);
	values.offer('region', cleanText(textIn(own(address, 'addressRegion')), 100), structured);
	values.offer('postal_code', cleanText(codeIn(own(address, 'postalCode')), 20), structured);
	values.offer('country', countryName(textIn(own(address, 'addressCountry'))), structured);
}

function countryIn(address: unknown): string | undefined {
	return textIn(own(address, 'addressCountry'));
}

/** A text, or the name of a thing. */
function textIn(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value : own(value, 'name');
	return typeof text === 'string' ? text : undefined;
}

function codeIn(value: unknown): string | undefined {
	return typeof value === 'number' ? String(value) : textIn(value);
}

function yearIn(value: unknown): number | undefined {
	const year = Number(/^(1[5-9]\d\d|20\d\d)(-|$)/.exec(String(value ?? ''))?.[1]);
	return Number.isNaN(year) ? undefined : year;
}

function leiIn(value: unknown): string | undefined {
	return typeof value === 'string' && /^[A-Z0-9]{18}\d{2}$/.test(value) ? value : undefined;
}
