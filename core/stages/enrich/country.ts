/** Everyday names and codes, by the English region name that ICU gives. */
const regionNameByEverydayName: Readonly<Record<string, string>> = {
	usa: 'united states',
	'united states of america': 'united states',
	gbr: 'united kingdom',
	'great britain': 'united kingdom',
	england: 'united kingdom',
	scotland: 'united kingdom',
	wales: 'united kingdom',
	holland: 'netherlands',
	'the netherlands': 'netherlands',
	deu: 'germany',
	deutschland: 'germany',
	'czech republic': 'czechia',
	turkey: 'türkiye',
	korea: 'south korea',
	'republic of korea': 'south korea',
	'viet nam': 'vietnam',
};

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** A country for comparison: its English name in lower case, from a name or an ISO 3166 alpha-2 code; other text stays as it is. */
export function normalizeCountry(country: string): string {
	const text = country.trim().toLowerCase().replaceAll('.', '');
	if (Object.hasOwn(regionNameByEverydayName, text)) return regionNameByEverydayName[text];
	const name = /^[a-z]{2}$/.test(text) ? regionNames.of(text.toUpperCase()) : undefined;
	return name?.toLowerCase() ?? text;
}
