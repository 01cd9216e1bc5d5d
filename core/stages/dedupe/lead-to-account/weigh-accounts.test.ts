import type { LinkageRecord } from '../linkage/fields';
import { bands } from '../linkage/bands';
import { type FetchedAccounts, weighAccounts } from './weigh-accounts';

const acme = {
	company: 'Acme Inc',
	domain: 'https://www.acme.com',
	city: 'Boston',
	postalCode: '02110',
	country: 'United States',
};
const acmeGermany = {
	company: 'Acme Germany GmbH',
	domain: 'acme.com',
	city: 'Berlin',
	postalCode: '10115',
	country: 'Germany',
};
const acmeFrance = { company: 'Acme France SAS', city: 'Lyon', country: 'FR' };
const widgets = { company: 'Blue Widgets Ltd', city: 'Leeds', country: 'UK' };
const mueller = { company: 'Müller Maschinenbau GmbH & Co. KG', city: 'Köln', country: 'DE' };
const consulting = { company: 'Harbour Consulting', domain: 'harbour-consulting.com', city: 'Oslo' };
const apexOslo = { company: 'Apex Optics', city: 'Oslo', domain: 'apex-oslo.no' };
const apexLima = { company: 'Apex Optics', city: 'Lima' };
const hosted = { company: 'Tiny Shop', domain: 'https://tinyshop.github.io/home' };
const onFacebook = { company: 'Corner Cafe', domain: 'https://www.facebook.com/cornercafe' };
const phoned = { company: 'Ringer', phone: '+49 221 4567890' };
const accounts = [
	acme,
	acmeGermany,
	acmeFrance,
	widgets,
	mueller,
	consulting,
	apexOslo,
	apexLima,
	hosted,
	onFacebook,
	phoned,
];

async function likeliest(person: LinkageRecord, fetched: FetchedAccounts = { records: accounts }) {
	const [[first, second]] = await weighAccounts([person], fetched);
	return { company: first && fetched.records[first.account].company, probability: first?.probability ?? 0, second };
}

describe('weighAccounts, for one person', () => {
	it.each<[string, LinkageRecord, LinkageRecord]>([
		['a company e-mail and no company', { email: 'x@harbour-consulting.com' }, consulting],
		['a company e-mail that is the name of an account without a web site', { email: 'x@bluewidgets.com' }, widgets],
		['a free e-mail and the company', { email: 'x@gmail.com', company: 'Blue Widgets' }, widgets],
		['a web site alone', { domain: 'http://www.harbour-consulting.com/about' }, consulting],
		['a phone alone', { phone: '0221 4567890' }, phoned],
		['another legal form', { company: 'Blue Widgets Incorporated' }, widgets],
		['two letters for two dots', { company: 'Mueller Maschinenbau' }, mueller],
		['no dots at all', { company: 'MULLER MASCHINENBAU GMBH' }, mueller],
		['an abbreviation', { company: 'Harbour Consulting Intl.', email: 'x@harbour-consulting.com' }, consulting],
		['a slip', { company: 'Blue Wigdets', city: 'Leeds' }, widgets],
		['the branch that is named', { company: 'Acme Germany', email: 'x@acme.com' }, acmeGermany],
		['the branch of the country', { company: 'Acme', email: 'x@acme.com', country: 'Deutschland' }, acmeGermany],
		['the branch of the country that the code says', { company: 'ACME', country: 'FR', city: 'Lyon' }, acmeFrance],
		['the branch of the place', { email: 'x@acme.com', city: 'Berlin', postalCode: '10115' }, acmeGermany],
		['the parent that is named', { company: 'Acme Inc.', email: 'x@acme.com', country: 'USA' }, acme],
		['the one of its name in the city', { company: 'Apex Optics', city: 'Lima' }, apexLima],
		['the one of its name with the domain', { company: 'Apex Optics', email: 'x@apex-oslo.no' }, apexOslo],
	])('finds the account by %s', async (_what, person, account) => {
		const { company, probability } = await likeliest(person);
		expect(company).toBe(account.company);
		expect(probability).toBeGreaterThan(0.75);
	});

	it.each<[string, LinkageRecord]>([
		['a free e-mail alone', { email: 'blue.widgets@gmail.com' }],
		['no company in particular', { company: 'n/a', email: 'x@gmail.com' }],
		['another site on the same host', { company: 'Other Shop', domain: 'othershop.github.io' }],
		['another page of the same network', { company: 'Old Bakery', domain: 'facebook.com/oldbakery' }],
		['a common word', { company: 'Northern Consulting', city: 'Oslo' }],
		['the same city alone', { company: 'Quarry Tools', city: 'Oslo' }],
		['a name that is everybody’s', { company: 'International Group' }],
	])('finds none by %s', async (_what, person) => {
		expect((await likeliest(person)).probability).toBeLessThan(bands.join);
	});

	it.each<[string, LinkageRecord]>([
		['two of one name and nothing else', { company: 'Apex Optics' }],
		['a consultant with the name of a client', { company: 'Blue Widgets', email: 'x@harbour-consulting.com' }],
		[
			'a subsidiary that is no account, at the domain of its parent',
			{ company: 'Acme Japan', email: 'x@acme.com', country: 'JP' },
		],
	])('leaves to a person: %s', async (_what, person) => {
		expect((await likeliest(person)).probability).toBeLessThan(bands.automatic);
	});

	it('never decides by luck between two of one name', async () => {
		const { probability, second } = await likeliest(
			{ company: 'Apex Optics' },
			{ records: [apexLima, { company: 'Apex Optics', city: 'Rome' }] },
		);
		expect(probability).toBeLessThan(bands.join);
		expect(second.probability).toBe(probability);
	});

	it('takes an account that stands there twice for one', async () => {
		const records = [consulting, { ...consulting, city: undefined }];
		const [twice] = await weighAccounts([{ email: 'x@harbour-consulting.com' }], { records }, () => 0);
		expect(twice).toHaveLength(1);
		expect(twice[0]).toMatchObject({ account: 0 });
		expect(twice[0].probability).toBeGreaterThan(0.9);
	});

	it('knows an account by the domain of its contacts, and by a contact with the very address', async () => {
		const byDomain = await likeliest(
			{ email: 'x@bw-mail.com' },
			{ records: [widgets], contactDomains: ['bw-mail.com'] },
		);
		const byAddress = await likeliest(
			{ email: 'joe@gmail.com' },
			{ records: [widgets], ofSameAddress: [new Set([0])] },
		);
		expect([byDomain.company, byAddress.company]).toEqual([widgets.company, widgets.company]);
		expect(Math.min(byDomain.probability, byAddress.probability)).toBeGreaterThan(0.85);
	});

	it('says what speaks for and against it, adding up to the odds', async () => {
		const [[{ parts, probability }]] = await weighAccounts([{ company: 'Blue Widgets', city: 'Paris' }], {
			records: [widgets],
		});
		const weight = parts.reduce((sum, part) => sum + part.weight, 0);
		expect(probability).toBeCloseTo(2 ** weight / (1 + 2 ** weight), 9);
		expect(parts.filter(({ level }) => level !== undefined)).toEqual([
			{ comparison: 'company', level: 'equal', weight: expect.any(Number) as number },
			{ comparison: 'place', level: 'different', weight: expect.any(Number) as number },
		]);
	});
});

describe('weighAccounts, for many', () => {
	it('says of each what it would say of it alone, whoever else came in', async () => {
		const lead = { company: 'Blue Widgets', city: 'Leeds' };
		const crowd = Array.from({ length: 150 }, () => lead);
		const alone = await weighAccounts([lead], { records: accounts });
		const many = await weighAccounts([...crowd, { company: 'Acme', city: 'Leeds' }], { records: accounts });
		expect(many[0]).toEqual(alone[0]);
		expect(many[149]).toEqual(alone[0]);
	});

	it('has none where there are none', async () => {
		expect(await weighAccounts([{ company: 'Acme' }, {}], { records: [] })).toEqual([[], []]);
		expect(await weighAccounts([], { records: accounts })).toEqual([]);
	});
});
