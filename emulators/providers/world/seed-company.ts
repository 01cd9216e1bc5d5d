import { between, chance, hexOf, pick } from './chance';
import type { Company, Place } from './company';
import { industries } from './industries';
import { towns, type Town } from './towns';
import { nameEndings, nameStems, technologies } from './words';

/** A company as a list gives it; what it leaves out is made up from the seed. */
export type CompanyInput = Partial<Company> & { readonly name: string };

const townsOf = new Map(towns.map(({ country }) => [country, towns.filter((town) => town.country === country)]));

/** The company of this number; the same seed and number are the same company. */
export function seedCompany(seed: number, number: number): Company {
	const id = `c-${number + 1}`;
	const combinations = nameStems.length * nameEndings.length;
	// Walks through all combinations before it repeats one, so that names and domains tell companies apart.
	const place = (number * 7_919 + between(0, combinations - 1, seed, 'name')) % combinations;
	const round = Math.floor(number / combinations);
	const name = `${nameStems[place % nameStems.length]} ${nameEndings[Math.floor(place / nameStems.length)]}`;
	return completeCompany(seed, id, { name: round === 0 ? name : `${name} ${round + 1}` });
}

/** Fills in what a list leaves out. */
export function completeCompany(seed: number, id: string, given: CompanyInput): Company {
	const town = townOf(seed, id, given.place);
	const domain = given.domain?.toLowerCase() ?? domainOf(seed, id, given.name, town);
	const isPublic = given.isPublic ?? chance(seed, id, 'public') < 0.1;
	const employees = given.employees ?? Math.round(8 * 10 ** (chance(seed, id, 'size') * 3.6));
	const industry = given.industry ?? pick(industries, seed, id, 'industry');
	return {
		id,
		legalName: `${given.name} ${town.legal}`,
		place: placeIn(seed, id, town),
		phone: phoneIn(town, seed, id),
		employees,
		revenue: Math.round((employees * between(90, 400, seed, id, 'revenue')) / 10) * 10_000,
		foundedYear: between(1946, 2021, seed, id, 'founded'),
		description: `${given.name} is a ${industry.sector.toLowerCase()} company from ${given.place?.city ?? town.city}.`,
		linkedin: slug(given.name),
		...registerIds(seed, id, town, isPublic),
		...(isPublic ? { ticker: tickerOf(given.name, seed, id) } : {}),
		technologies: technologies.filter((each) => chance(seed, id, 'tech', each) < 0.25),
		...given,
		isPublic,
		industry,
		domain,
	};
}

/** A place in one of the towns, as an address. */
export function placeIn(seed: number, id: string, town: Town): Place {
	const { city, region, postalCode, country, countryName } = town;
	return {
		street: `${between(1, 240, seed, id, 'street')} ${town.street}`,
		city,
		region,
		postalCode,
		country,
		countryName,
	};
}

/** The town that a place lies in, or one of the seed's. */
export function townOf(seed: number, id: string, place: Partial<Place> | undefined): Town {
	const near = place?.country ? townsOf.get(place.country) : undefined;
	return pick(near ?? towns, seed, id, 'town');
}

/** A number that nobody has, in the town's country. */
export function phoneIn(town: Town, seed: number, ...keys: readonly string[]): string {
	const digits = String(between(0, 10 ** town.digits - 1, seed, ...keys, 'phone')).padStart(town.digits, '0');
	return `${town.phone}${digits}`;
}

/** Lower case words joined by hyphens, without accents. */
export function slug(text: string): string {
	return plain(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}

/** Lower case without accents. */
export function plain(text: string): string {
	const lower = text.toLowerCase();
	if (/^[\0-\x7f]*$/.test(lower)) return lower;
	return lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('ß', 'ss');
}

function domainOf(seed: number, id: string, name: string, town: Town): string {
	return `${slug(name).replaceAll('-', '')}.${pick(town.tlds, seed, id, 'tld')}`;
}

function tickerOf(name: string, seed: number, id: string): string {
	const letters = plain(name)
		.replace(/[^a-z]/g, '')
		.toUpperCase();
	return `${letters.slice(0, 3)}${String.fromCodePoint(65 + between(0, 25, seed, id, 'ticker'))}`;
}

function registerIds(seed: number, id: string, town: Town, isPublic: boolean): Partial<Company> {
	const number = between(10_000_000, 99_999_999, seed, id, 'register');
	const registrationNumber =
		town.country === 'GB' ? String(number).replace(/^./, '0') : registrationIn(town.country, number);
	return {
		...(registrationNumber ? { registrationNumber } : {}),
		...(isPublic && town.country === 'US' ? { cik: String(number % 2_000_000).padStart(10, '0') } : {}),
		...(isPublic || chance(seed, id, 'lei') < 0.4 ? { lei: leiOf(seed, id) } : {}),
	};
}

function registrationIn(country: string, number: number): string | undefined {
	if (country === 'DE') return `HRB ${number % 250_000}`;
	if (country === 'FR') return `${number}${number % 10}`;
	return country === 'NL' ? String(number) : undefined;
}

/** 18 characters and two check digits, which make the whole 1 modulo 97 (ISO 17442, ISO 7064). */
function leiOf(seed: number, id: string): string {
	const body = `529900${hexOf(12, seed, id, 'lei').toUpperCase()}`;
	const remainder = BigInt([...`${body}00`].map((character) => parseInt(character, 36)).join('')) % 97n;
	return `${body}${String(98n - remainder).padStart(2, '0')}`;
}
