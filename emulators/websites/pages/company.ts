import { pick, type Random } from '../random';

/** A made-up company and what it says of itself; numbers are from ranges that are kept free for stories where a country has one. */
export interface Company {
	readonly name: string;
	readonly slug: string;
	readonly legalName: string;
	readonly about: string;
	/** E.164. */
	readonly phone: string;
	/** As people of the country write it. */
	readonly phoneText: string;
	readonly email: string;
	readonly street: string;
	readonly city: string;
	readonly region?: string;
	readonly postalCode: string;
	readonly country: string;
	readonly countryCode: string;
	readonly language: string;
	readonly founded: number;
}

interface Land {
	readonly code: string;
	readonly country: string;
	readonly language: string;
	readonly legal: string;
	readonly names: readonly string[];
	/** City, region, postal code. */
	readonly places: ReadonlyArray<readonly [string, string | undefined, string]>;
	readonly street: (number: number) => string;
	/** E.164 and as it is written, from a number of two digits. */
	readonly phone: (digits: string) => readonly [string, string];
	readonly about: readonly string[];
}

const english = [
	'We build dependable tools for teams that ship.',
	'Family-run since the beginning, and proud of it.',
	'Software that keeps warehouses moving.',
	'Independent advice for growing companies.',
];

export const lands: readonly Land[] = [
	{
		code: 'US',
		country: 'United States',
		language: 'en',
		legal: 'Inc.',
		names: [
			'Northwind Ledger',
			'Blue Heron Supply',
			'Cobalt Creek',
			'Prairie Signal',
			'Tandem Orchard',
			'Copperline',
			'Ridgeway Dental',
			'Harbor & Pine',
		],
		places: [
			['San Francisco', 'CA', '94105'],
			['Austin', 'TX', '78701'],
			['Boston', 'MA', '02110'],
			['Denver', 'CO', '80202'],
		],
		street: (n) => `${n} Market Street`,
		phone: (d) => [`+141555501${d}`, `(415) 555-01${d}`],
		about: english,
	},
	{
		code: 'GB',
		country: 'United Kingdom',
		language: 'en',
		legal: 'Ltd',
		names: ['Thistle & Vane', 'Marlowe Instruments', 'Severn Freight', 'Pennine Optics', 'Kestrel Accounting'],
		places: [
			['London', undefined, 'EC2A 4NE'],
			['Leeds', undefined, 'LS1 4AP'],
			['Bristol', undefined, 'BS1 6DZ'],
		],
		street: (n) => `${n} Curtain Road`,
		phone: (d) => [`+4420794600${d}`, `020 7946 00${d}`],
		about: english,
	},
	{
		code: 'DE',
		country: 'Germany',
		language: 'de',
		legal: 'GmbH',
		names: ['Müller Antriebstechnik', 'Grünwald Bäckerei', 'Nordlicht Systeme', 'Schäfer & Söhne', 'Weißbach Logistik'],
		places: [
			['Berlin', 'Berlin', '10115'],
			['München', 'Bayern', '80331'],
			['Köln', 'Nordrhein-Westfalen', '50667'],
		],
		street: (n) => `Hauptstraße ${n}`,
		phone: (d) => [`+4930231250${d}`, `030 231250${d}`],
		about: [
			'Präzision aus Überzeugung, für Maschinenbauer in ganz Europa.',
			'Größte Auswahl an frischem Brot in der Region.',
		],
	},
	{
		code: 'FR',
		country: 'France',
		language: 'fr',
		legal: 'SAS',
		names: ['Atelier Brévent', 'Crème & Café', 'Société Générale des Pompes', 'Éclat Lumière'],
		places: [
			['Paris', 'Île-de-France', '75011'],
			['Lyon', undefined, '69002'],
			['Nîmes', undefined, '30000'],
		],
		street: (n) => `${n} rue de la République`,
		phone: (d) => [`+331533901${d}`, `01 53 39 01 ${d}`],
		about: [
			'Des éclairages conçus et fabriqués à Lyon depuis trois générations.',
			'Le goût du café bien fait, livré chez vous.',
		],
	},
	{
		code: 'NL',
		country: 'Netherlands',
		language: 'nl',
		legal: 'B.V.',
		names: ['Waterkracht', 'Tulpenveld Techniek', 'De Groene Fiets'],
		places: [
			['Amsterdam', undefined, '1012 JS'],
			['Utrecht', undefined, '3511 AD'],
		],
		street: (n) => `Keizersgracht ${n}`,
		phone: (d) => [`+31205550${d}0`, `020 5550 ${d}0`],
		about: ['Duurzame fietsen, gebouwd om generaties mee te gaan.'],
	},
	{
		code: 'ES',
		country: 'Spain',
		language: 'es',
		legal: 'S.L.',
		names: ['Olivares del Sur', 'Señal Norte', 'Cerámica Íñigo'],
		places: [
			['Madrid', 'Comunidad de Madrid', '28013'],
			['Sevilla', 'Andalucía', '41001'],
		],
		street: (n) => `Calle Mayor ${n}`,
		phone: (d) => [`+349101234${d}`, `910 12 34 ${d}`],
		about: ['Aceite de oliva virgen extra de nuestra propia cosecha.'],
	},
	{
		code: 'PL',
		country: 'Poland',
		language: 'pl',
		legal: 'sp. z o.o.',
		names: ['Żuraw Maszyny', 'Łódzkie Tkaniny', 'Zielona Dolina'],
		places: [
			['Łódź', undefined, '90-001'],
			['Kraków', undefined, '31-042'],
		],
		street: (n) => `ul. Piotrkowska ${n}`,
		phone: (d) => [`+484263010${d}`, `42 630 10 ${d}`],
		about: ['Maszyny budowlane i części zamienne z dostawą w całej Polsce.'],
	},
	{
		code: 'JP',
		country: 'Japan',
		language: 'ja',
		legal: '株式会社',
		names: ['桜電機', '青空物流', '富士精密'],
		places: [
			['東京', undefined, '100-0001'],
			['大阪', undefined, '530-0001'],
		],
		street: (n) => `中央${(n % 9) + 1}丁目`,
		phone: (d) => [`+813522200${d}`, `03-5222-00${d}`],
		about: ['精密部品の設計と製造を行う会社です。'],
	},
	{
		code: 'BR',
		country: 'Brazil',
		language: 'pt',
		legal: 'Ltda.',
		names: ['Café Ipê', 'Construções Avança'],
		places: [
			['São Paulo', 'SP', '01310-100'],
			['Curitiba', 'PR', '80010-000'],
		],
		street: (n) => `Avenida Paulista, ${n}`,
		phone: (d) => [`+55113251${d}00`, `(11) 3251-${d}00`],
		about: ['Torrefação artesanal e entrega em todo o Brasil.'],
	},
	{
		code: 'AU',
		country: 'Australia',
		language: 'en',
		legal: 'Pty Ltd',
		names: ['Banksia Surveying', 'Southern Cross Joinery'],
		places: [
			['Melbourne', 'VIC', '3000'],
			['Sydney', 'NSW', '2000'],
		],
		street: (n) => `${n} Collins Street`,
		phone: (d) => [`+613901001${d}`, `(03) 9010 01${d}`],
		about: english,
	},
];

/** The `index`-th company: lands in turn, so that each is there often enough. */
export function aCompany(index: number, random: Random): Company {
	const land = lands[index % lands.length];
	const base = land.names[Math.floor(index / lands.length) % land.names.length];
	const number = 1 + Math.floor(random() * 180);
	const digits = String(10 + Math.floor(random() * 90));
	const [phone, written] = land.phone(digits);
	const [city, region, postalCode] = pick(land.places, random);
	const slug = `${asciiSlug(base) || `company-${land.code.toLowerCase()}`}-${index}`;
	return {
		name: base,
		slug,
		legalName: land.code === 'JP' ? `${land.legal}${base}` : `${base} ${land.legal}`,
		about: pick(land.about, random),
		phone,
		phoneText: written,
		email: `info@${slug}.com`,
		street: land.street(number),
		city,
		region,
		postalCode,
		country: land.country,
		countryCode: land.code,
		language: land.language,
		founded: 1950 + Math.floor(random() * 70),
	};
}

function asciiSlug(text: string): string {
	return text
		.replaceAll('ß', 'ss')
		.replaceAll(/[łŁ]/g, 'l')
		.normalize('NFD')
		.replaceAll(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '');
}
