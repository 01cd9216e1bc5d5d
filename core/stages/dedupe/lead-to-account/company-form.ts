import { normalizeCompanyName } from '../../../record/normal-forms';
import { countryCodeOf } from '../../../record/places';
import { namedSuffixes, shortCountries, writtenOut } from './company-words';

/** A company's name as people and accounts are compared by it. */
export interface CompanyForm {
	/** Without legal form, abbreviations written out, `ae`, `oe` and `ue` as `ä`, `ö` and `ü` are folded; absent where no company is named. */
	readonly words?: string;
	/** What the branch is called after: the code of a country (ISO 3166-1), or of a part of the world as `EMEA`. */
	readonly branch?: string;
}

/** Behind these a country belongs to the name: *Bank of America*. */
const joining = new Set(['of', 'de', 'du', 'des', 'da', 'do', 'von', 'van', 'and', 'der', 'the', 'for', 'in', 'air']);
const mostWordsOfCountry = 3;

/** The form of a name; `country`, as it was typed, decides about legal forms that are also words. */
export function companyForm(company: unknown, country?: unknown): CompanyForm {
	const normal = normalizeCompanyName(company, typeof country === 'string' ? country : undefined);
	if (normal === undefined) return {};
	const spelt = normal.split(' ');
	const words = spelt.length > 1 && namedSuffixes.has(spelt[spelt.length - 1]) ? spelt.slice(0, -1) : spelt;
	const branch = branchIn(words);
	const own = branch ? words.slice(0, -branch.length) : words;
	return { words: own.map(folded).join(' '), ...(branch && { branch: branch.code }) };
}

/** The country at the end of the name, unless nothing else would be left. */
function branchIn(words: readonly string[]): { readonly length: number; readonly code: string } | undefined {
	for (let length = Math.min(mostWordsOfCountry, words.length - 1); length > 0; length -= 1) {
		const before = words[words.length - length - 1];
		if (joining.has(before)) continue;
		const place = words.slice(-length).join(' ');
		const code = Object.hasOwn(shortCountries, place)
			? shortCountries[place]
			: place.length > 3
				? countryCodeOf(place)
				: undefined;
		if (code !== undefined) return { length, code };
	}
	return undefined;
}

/** `Mueller` and `Müller` are one. */
function folded(word: string): string {
	const whole = Object.hasOwn(writtenOut, word) ? writtenOut[word] : word;
	return whole.length > 3 ? whole.replace(/([aou])e/g, '$1') : whole;
}
