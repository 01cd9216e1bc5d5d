import countries from 'i18n-iso-countries';
import { iso31662 } from 'iso-3166';
import { plainWords } from './plain-words';

/** Names that no list of countries has, because they name a part of one or have gone out of use. */
const furtherNames: Readonly<Record<string, string>> = {
	england: 'GB',
	scotland: 'GB',
	wales: 'GB',
	'northern ireland': 'GB',
	britain: 'GB',
	'great britain and northern ireland': 'GB',
	holland: 'NL',
	burma: 'MM',
	swaziland: 'SZ',
	'cape verde': 'CV',
	'east timor': 'TL',
	macedonia: 'MK',
	turkey: 'TR',
	'mainland china': 'CN',
	'pr china': 'CN',
	'republic of ireland': 'IE',
	vatican: 'VA',
};

let codeByCountry: ReadonlyMap<string, string> | undefined;
let codesByState: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;

/**
 * The ISO 3166-1 code of two letters for a country's code (two or three letters) or its name in any of some 80
 * languages; `undefined` for a spelling that no list has, and for one that means two countries (`Kongo`).
 */
export function countryCodeOf(text: string): string | undefined {
	const code = text.trim().toUpperCase();
	if (/^[A-Z]{2}$/.test(code) && code !== 'UK') return countries.isValid(code) ? code : undefined;
	if (/^[A-Z]{3}$/.test(code)) {
		const fromThree = countries.alpha3ToAlpha2(code);
		if (fromThree !== undefined) return fromThree;
	}
	codeByCountry ??= indexCountries();
	return codeByCountry.get(nameOf(text));
}

/**
 * The ISO 3166-2 code of a state or province without its country (`BY` of `DE-BY`), from that code or a name as the
 * standard has it, which is in a language of the country; `undefined` for anything else.
 */
export function stateCodeOf(country: string, text: string): string | undefined {
	codesByState ??= indexStates();
	const codes = codesByState.get(country.toUpperCase());
	const code = text.trim().toUpperCase();
	const prefix = `${country.toUpperCase()}-`;
	return codes?.get(nameOf(code.startsWith(prefix) ? code.slice(prefix.length) : text));
}

/** Whether two texts name one country; `undefined` when the spelling of either is unknown, so that nothing can be said. */
export function isSameCountry(a: unknown, b: unknown): boolean | undefined {
	if (typeof a !== 'string' || typeof b !== 'string') return undefined;
	if (nameOf(a) !== '' && nameOf(a) === nameOf(b)) return true;
	const [codeOfA, codeOfB] = [countryCodeOf(a), countryCodeOf(b)];
	return codeOfA === undefined || codeOfB === undefined ? undefined : codeOfA === codeOfB;
}

/** A name for comparison: lower case, without accents, punctuation and a leading article. */
export function nameOf(text: string): string {
	return plainWords(text).replace(/^the (?=.)/, '');
}

function indexCountries(): Map<string, string> {
	const codes = new Map<string, Set<string>>();
	for (const language of countries.getSupportedLanguages()) {
		// The list has the formal names, Node's own data those that people and Salesforce use.
		const inUse = new Intl.DisplayNames([language], { type: 'region' });
		for (const [code, names] of Object.entries(countries.getNames(language, { select: 'all' }))) {
			for (const name of [...names, inUse.of(code) ?? code].map(nameOf))
				codes.set(name, (codes.get(name) ?? new Set()).add(code));
		}
	}
	const certain = [...codes]
		.filter(([name, found]) => name !== '' && found.size === 1)
		.map(([name, [code]]) => [name, code] as const);
	return new Map([...certain, ...Object.entries(furtherNames)]);
}

/** A code wins over a name. */
function indexStates(): Map<string, Map<string, string>> {
	const codes = new Map<string, Map<string, string>>();
	for (const { code, name } of iso31662) {
		const [country, state] = [code.slice(0, 2), code.slice(3)];
		const ofCountry = codes.get(country) ?? new Map<string, string>();
		codes.set(country, ofCountry);
		for (const each of [name, ...name.split(/[,/([\]]/)]) {
			if (nameOf(each) !== '' && !ofCountry.has(nameOf(each))) ofCountry.set(nameOf(each), state);
		}
	}
	for (const { code } of iso31662) codes.get(code.slice(0, 2))?.set(nameOf(code.slice(3)), code.slice(3));
	return codes;
}
