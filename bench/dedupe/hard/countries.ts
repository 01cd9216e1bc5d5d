import { allFakers } from '@faker-js/faker';
import type { Dice } from './dice';

/** What people and places of a country are called, and how an address and a phone number look there. */
export interface Country {
	readonly code: string;
	readonly calls: string;
	readonly name: string;
	readonly legalForms: readonly string[];
	readonly firstNames: readonly string[];
	readonly lastNames: readonly string[];
	readonly towns: readonly Town[];
	/** With the place of the house number marked. */
	street(dice: Dice): string;
	/** As its people would also write a street. */
	otherStreet(street: string, dice: Dice): string;
}

export interface Town {
	readonly city: string;
	readonly postalCode: string;
	readonly region: string;
}

type Locale = 'en_US' | 'en_GB' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pl' | 'sv' | 'pt_BR';

interface Facts {
	readonly code: string;
	readonly name: string;
	readonly locale: Locale;
	readonly calls: string;
	readonly legalForms: string;
	/** `#` is the number, `@` a surname; long and short form of the street's kind. */
	readonly streets: ReadonlyArray<readonly [long: string, short: string]>;
}

const facts: readonly Facts[] = [
	{
		code: 'US',
		name: 'United States',
		locale: 'en_US',
		calls: '1',
		legalForms: 'Inc|Inc.|LLC|Corp|Corporation|L.P.|Co.',
		streets: [
			['# @ Street', '# @ St'],
			['# @ Avenue', '# @ Ave.'],
			['# North @ Boulevard, Suite 12', '# N. @ Blvd Ste 12'],
			['# @ Drive', '# @ Dr'],
			['# @ Road', '# @ Rd'],
		],
	},
	{
		code: 'GB',
		name: 'United Kingdom',
		locale: 'en_GB',
		calls: '44',
		legalForms: 'Ltd|Limited|PLC|LLP',
		streets: [
			['# @ Road', '# @ Rd'],
			['Unit 4, # @ Lane', 'Unit 4 # @ Ln'],
			['# @ Terrace', '# @ Tce'],
			['# @ Crescent', '# @ Cres'],
		],
	},
	{
		code: 'DE',
		name: 'Germany',
		locale: 'de',
		calls: '49',
		legalForms: 'GmbH|AG|GmbH & Co. KG|UG (haftungsbeschränkt)|e.K.',
		streets: [
			['@straße #', '@str. #'],
			['@ Straße #', '@ Str. #'],
			['@platz #', '@pl. #'],
			['@weg #', '@weg #'],
		],
	},
	{
		code: 'FR',
		name: 'France',
		locale: 'fr',
		calls: '33',
		legalForms: 'SA|SARL|SAS|S.A.S.|EURL',
		streets: [
			['# rue @', '# r. @'],
			['# avenue @', '# av. @'],
			['# bis boulevard @', '# bis bd @'],
			['# place @', '# pl. @'],
		],
	},
	{
		code: 'ES',
		name: 'Spain',
		locale: 'es',
		calls: '34',
		legalForms: 'S.A.|S.L.|SL|S.L.U.',
		streets: [
			['Calle @ #', 'C/ @ #'],
			['Avenida @ #', 'Avda. @ #'],
			['Plaza @ #', 'Pza. @ #'],
		],
	},
	{
		code: 'IT',
		name: 'Italy',
		locale: 'it',
		calls: '39',
		legalForms: 'S.p.A.|SpA|S.r.l.|Srl|S.n.c.',
		streets: [
			['Via @ #', 'V. @ #'],
			['Viale @ #', 'V.le @ #'],
			['Piazza @ #', 'P.za @ #'],
			['Corso @ #', 'C.so @ #'],
		],
	},
	{
		code: 'NL',
		name: 'Netherlands',
		locale: 'nl',
		calls: '31',
		legalForms: 'B.V.|BV|N.V.',
		streets: [
			['@straat #', '@str #'],
			['@laan #', '@ln #'],
			['@plein #', '@pln #'],
		],
	},
	{
		code: 'PL',
		name: 'Poland',
		locale: 'pl',
		calls: '48',
		legalForms: 'Sp. z o.o.|S.A.',
		streets: [
			['ulica @ #', 'ul. @ #'],
			['aleja @ #', 'al. @ #'],
		],
	},
	{
		code: 'SE',
		name: 'Sweden',
		locale: 'sv',
		calls: '46',
		legalForms: 'AB|Aktiebolag',
		streets: [
			['@gatan #', '@g. #'],
			['@vägen #', '@v. #'],
		],
	},
	{
		code: 'BR',
		name: 'Brazil',
		locale: 'pt_BR',
		calls: '55',
		legalForms: 'Ltda|S.A.|Ltda.',
		streets: [
			['Rua @, #', 'R. @ #'],
			['Avenida @, #', 'Av. @ #'],
		],
	},
];

/** Ten countries, with lists drawn from faker once. */
export function countriesFrom(seed: number): Country[] {
	return facts.map((each, at) => countryFrom(each, seed + at));
}

function countryFrom({ locale, legalForms, streets, ...rest }: Facts, seed: number): Country {
	const faker = allFakers[locale];
	faker.seed(seed);
	const lists = <T>(count: number, make: () => T): T[] => [...new Set(Array.from({ length: count }, make))];
	const lastNames = lists(700, () => faker.person.lastName());
	const towns = Array.from({ length: 60 }, () => ({
		city: faker.location.city(),
		postalCode: faker.location.zipCode(),
		region: faker.location.state({ abbreviated: true }) || faker.location.state(),
	}));
	return {
		...rest,
		legalForms: legalForms.split('|'),
		firstNames: lists(400, () => faker.person.firstName()),
		lastNames,
		towns,
		street: (dice) =>
			dice
				.of(streets)[0]
				.replace('@', dice.of(lastNames))
				.replace('#', String(1 + dice.below(240))),
		otherStreet(street, dice) {
			const short = streets.reduce((text, [long, other]) => shortened(text, long, other), street);
			return dice.chance(0.2) ? short.toUpperCase() : short;
		},
	};
}

/** What the long and the short form of a street's kind differ in, replaced. */
function shortened(street: string, long: string, short: string): string {
	const [from, to] = [long, short].map((form) => form.replace('#', '').replace('@', '').trim().split(/\s+/));
	return from.reduce((text, word, at) => (to[at] && word !== to[at] ? text.replace(word, to[at]) : text), street);
}

/** A number of the country's, in one of the ways in which it is written. */
export function writtenPhone({ calls }: Pick<Country, 'calls'>, national: string, dice: Dice): string {
	const [a, b, c] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)];
	return dice.of([
		`+${calls} ${a} ${b} ${c}`,
		`00${calls}${national}`,
		calls === '1' ? `(${a}) ${b}-${c}` : `0${a} / ${b}${c}`,
		calls === '1' ? `${a}-${b}-${c} ext. ${dice.digits(2)}` : `(0)${a}-${b}-${c}`,
		calls === '1' ? `1.${a}.${b}.${c}` : `+${calls} (0) ${a} ${b}${c}`,
	]);
}
