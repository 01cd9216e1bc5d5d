import type { CountrySeed, OrgSeed, PlaceSeed } from '../org/seed';
import { statesByCountry } from './states';

/** ISO 3166-1, as far as Salesforce's standard list goes. */
const countryCodes =
	'AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI ' +
	'CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ ' +
	'GR GS GT GW GY HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT ' +
	'LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK ' +
	'PL PM PN PS PT PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN ' +
	'TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS YE YT ZA ZM ZW';

/** Where Salesforce's label is the official name of ISO rather than the common one. */
const officialNames: Readonly<Record<string, string>> = {
	BO: 'Bolivia, Plurinational State of',
	CD: 'Congo, the Democratic Republic of the',
	CG: 'Congo',
	CZ: 'Czech Republic',
	IR: 'Iran, Islamic Republic of',
	KP: "Korea, Democratic People's Republic of",
	KR: 'Korea, Republic of',
	LA: "Lao People's Democratic Republic",
	MD: 'Moldova, Republic of',
	MM: 'Myanmar',
	MO: 'Macao',
	PS: 'Palestine',
	RU: 'Russian Federation',
	SY: 'Syrian Arab Republic',
	TR: 'Turkey',
	TZ: 'Tanzania, United Republic of',
	VA: 'Holy See (Vatican City State)',
	VE: 'Venezuela, Bolivarian Republic of',
	VN: 'Viet Nam',
};

/** The countries an org accepts; none when it keeps them as free text. */
export function countriesOf({ features }: OrgSeed): readonly CountrySeed[] {
	const setting = features?.stateAndCountryPicklists;
	if (!setting) return [];
	return setting === true ? standardCountries() : setting;
}

/** What address texts hold for a country or state. */
export function integrationValueOf({ name, integrationValue }: PlaceSeed): string {
	return integrationValue ?? name;
}

let standard: readonly CountrySeed[] | undefined;

/** Salesforce ships states for ten countries only (help: state_country_and_territory_picklists). */
function standardCountries(): readonly CountrySeed[] {
	if (standard) return standard;
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	standard = countryCodes.split(' ').map((code) => ({
		code,
		name: officialNames[code] ?? String(names.of(code)),
		...(statesByCountry[code] ? { states: statesByCountry[code] } : {}),
	}));
	return standard;
}
