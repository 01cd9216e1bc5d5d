import { parse } from 'tldts';
import { countryCodeOf } from '../../../../record/places';

const english = new Intl.DisplayNames(['en'], { type: 'region' });

/** Endings that companies of any country choose, because they read well or are cheap. */
const anywhere = new Set('ai am cc co dj fm gg gl im io is la ly me mu nu sh so st tk to tv vc vu ws xyz'.split(' '));

/** The English name of a country from its code or its name in any language; `undefined` for what names none. */
export function countryName(text: string | undefined): string | undefined {
	const code = text === undefined || text.length > 100 ? undefined : countryCodeOf(text);
	return code === undefined ? undefined : english.of(code);
}

/** The ISO code of the country that a domain ends with; `undefined` for endings that are no country's or anybody's. */
export function countryOfSuffix(domain: string): string | undefined {
	const last = parse(domain).publicSuffix?.split('.').at(-1);
	if (last === undefined || last.length !== 2 || anywhere.has(last)) return undefined;
	return last === 'uk' ? 'GB' : countryCodeOf(last);
}

/** The language of a tag such as `de-AT` in lower case; `undefined` for what is none. */
export function languageOf(tag: string | undefined): string | undefined {
	const language = /^\s*([a-z]{2,3})(?=[-_;,\s]|$)/i.exec(tag ?? '')?.[1].toLowerCase();
	if (language === undefined) return undefined;
	// A language that has no name is a typing error.
	const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language);
	return name === undefined ? undefined : language;
}
