/** A company's name taken apart: what it is called, and which part of it is meant. */
export interface CompanyParts {
	/** Without the words below. */
	readonly core: string;
	/** What makes a name that of a group, or of one of its companies: `holding`, `real estate`, `de`. */
	readonly unit: string;
	/** Numbers, Roman ones too, and quarters of the compass. */
	readonly number: string;
	/** A city that the name ends with. */
	readonly city: string;
}

/** Behind a name they say which of its companies it is. */
const unitWords = new Set(
	[
		'holding holdings group groupe gruppe gruppo grupo groep koncern beteiligung beteiligungen beteiligungs verwaltung verwaltungs',
		'international global worldwide overseas europe european europa emea americas america latam apac asia nordic nordics scandinavia benelux iberia dach mena balkans',
		'services service logistics ventures capital finance financial leasing insurance trading foundation stiftung academy institute immobilien properties realty retail wholesale distribution digital labs research manufacturing export import investments investment vertrieb vertriebs produktion production',
	]
		.join(' ')
		.split(' '),
);
const unitPairs = new Set([
	'real estate',
	'north america',
	'south america',
	'latin america',
	'asia pacific',
	'middle east',
	'shared services',
	'far east',
	'central europe',
	'eastern europe',
	'western europe',
	'research development',
]);
const sameUnit: Readonly<Record<string, string>> = {
	holdings: 'holding',
	groupe: 'group',
	gruppe: 'group',
	gruppo: 'group',
	grupo: 'group',
	groep: 'group',
	service: 'services',
	europa: 'europe',
	european: 'europe',
	nordics: 'nordic',
	investments: 'investment',
	financial: 'finance',
};
const directions = new Set('north south east west nord sud est ost ouest norte sur este oeste'.split(' '));
const wordsOfCity = 3;

/** Takes apart a name in normal form; `isCity` says whether some words are the name of a city of these companies. */
export function companyParts(name: string, isCity: (words: string) => boolean): CompanyParts {
	const words = name.split(' ');
	const found: string[] = [];
	let city = '';
	let end = words.length;
	for (;;) {
		const length = unitLength(words, end);
		if (length > 0) found.push(unitOf(words.slice(end - length, end).join(' ')));
		const cityLength = length === 0 && city === '' ? cityAt(words, end, isCity) : 0;
		if (cityLength > 0) city = words.slice(end - cityLength, end).join(' ');
		if (length + cityLength === 0) break;
		end -= length + cityLength;
	}
	const rest = words.slice(0, end);
	const number = rest.filter(isNumber).sort().join(' ');
	const core = rest.filter((word, at) => !isNumber(word, at)).join(' ');
	return { core: core || rest.join(' '), unit: found.sort().join(' '), number, city };
}

/** Words at the end that say which company of a group it is, one word of a name being left in front; 0 where there are none. */
function unitLength(words: readonly string[], end: number): number {
	if (end > 2 && unitPairs.has(words.slice(end - 2, end).join(' '))) return 2;
	if (end < 2) return 0;
	const last = words[end - 1];
	return unitWords.has(last) || last === 'us' || Object.hasOwn(countryWords, last) ? 1 : 0;
}

/** Countries as companies name themselves after them, by ISO 3166 code. */
const countryWords: Readonly<Record<string, string>> = Object.fromEntries(
	[
		'us usa america',
		'gb uk britain',
		'de deutschland germany allemagne alemania',
		'fr france frankreich francia',
		'es espana spain spanien',
		'it italia italy italien',
		'nl nederland netherlands holland',
		'be belgium belgie belgique',
		'at austria osterreich oesterreich',
		'ch switzerland schweiz suisse svizzera',
		'pl polska poland polen',
		'pt portugal',
		'se sverige sweden schweden',
		'no norge norway norwegen',
		'dk danmark denmark',
		'fi suomi finland',
		'ie ireland',
		'cz cesko czech',
		'sk slovakia slovensko',
		'hu hungary magyarorszag ungarn',
		'ro romania',
		'gr greece hellas',
		'tr turkey turkiye',
		'ru russia',
		'ua ukraine',
		'cn china',
		'jp japan nippon',
		'kr korea',
		'in india',
		'sg singapore',
		'my malaysia',
		'th thailand',
		'vn vietnam',
		'id indonesia',
		'ph philippines',
		'au australia',
		'nz zealand',
		'ca canada',
		'mx mexico',
		'br brasil brazil',
		'ar argentina',
		'cl chile',
		'co colombia',
		'za africa',
		'ae uae emirates',
		'sa arabia',
		'il israel',
		'eg egypt',
	].flatMap((line) => {
		const [code, ...names] = line.split(' ');
		return names.map((name) => [name, code] as const);
	}),
);

function unitOf(words: string): string {
	return countryWords[words] ?? sameUnit[words] ?? words;
}

function cityAt(words: readonly string[], end: number, isCity: (words: string) => boolean): number {
	for (let length = Math.min(wordsOfCity, end - 1); length > 0; length -= 1)
		if (isCity(words.slice(end - length, end).join(' '))) return length;
	return 0;
}

function isNumber(word: string, at: number): boolean {
	return /^\d+[a-z]?$/.test(word) || (at > 0 && (/^(?:i{2,3}|iv|vi{0,3})$/.test(word) || directions.has(word)));
}
