import type { OrgSeed } from '../org/seed';
import { signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

const seed: OrgSeed = {
	features: {
		currencies: [
			{ isoCode: 'USD', conversionRate: 1 },
			{ isoCode: 'EUR', conversionRate: 0.8 },
			{ isoCode: 'JPY', conversionRate: 100, decimalPlaces: 0 },
			{ isoCode: 'GBP', conversionRate: 0.5, isActive: false },
		],
	},
	users: [{ Username: 'integration@example.com', LastName: 'Integration', DefaultCurrencyIsoCode: 'EUR' }],
	records: {
		Account: [
			{ Name: 'Dollar', AnnualRevenue: 1_000 },
			{ Name: 'Euro', AnnualRevenue: 1_600, CurrencyIsoCode: 'EUR' },
			{ Name: 'Yen', AnnualRevenue: 50_000, CurrencyIsoCode: 'JPY' },
			{ Name: 'Blank', CurrencyIsoCode: 'JPY' },
		],
	},
};

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({ seed });
	client = await signIn(org);
});
afterAll(() => org.close());

const names = async (where: string) =>
	(await client.query(`SELECT Name FROM Account WHERE ${where} ORDER BY Name`)).body.records.map(
		(each: { Name: string }) => each.Name,
	);

describe('an org with several currencies', () => {
	it('lists them with their rates, and the corporate one', async () => {
		const { body } = await client.query(
			'SELECT IsoCode, ConversionRate, IsCorporate, IsActive, DecimalPlaces FROM CurrencyType ORDER BY ConversionRate DESC',
		);
		expect(body.records).toMatchObject([
			{ IsoCode: 'JPY', ConversionRate: 100, IsCorporate: false, IsActive: true, DecimalPlaces: 0 },
			{ IsoCode: 'USD', ConversionRate: 1, IsCorporate: true },
			{ IsoCode: 'EUR', ConversionRate: 0.8 },
			{ IsoCode: 'GBP', IsActive: false },
		]);
	});

	it('shows the currency of a record in describe, and gives a new one the corporate currency', async () => {
		const { body } = await client.request('GET', 'sobjects/Lead/describe');
		expect(body.fields.find((each: { name: string }) => each.name === 'CurrencyIsoCode')).toMatchObject({
			type: 'picklist',
			createable: true,
			updateable: true,
		});
		const { body: made } = await client.request('POST', 'sobjects/Lead', { LastName: 'A', Company: 'B' });
		expect(org.org.get('Lead', made.id)).toMatchObject({ CurrencyIsoCode: 'USD' });
		const refused = await client.request('POST', 'sobjects/Lead', {
			LastName: 'A',
			Company: 'B',
			CurrencyIsoCode: 'GBP',
		});
		expect(refused.body[0].errorCode).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
	});

	it.each([
		['AnnualRevenue > 999', ['Dollar', 'Euro', 'Yen']],
		['AnnualRevenue > USD999', ['Dollar', 'Euro']],
		['AnnualRevenue >= EUR800', ['Dollar', 'Euro']],
		['AnnualRevenue = jpy50000', ['Yen']],
		['AnnualRevenue < USD500.5', ['Yen']],
		['AnnualRevenue != USD1000', ['Blank', 'Euro', 'Yen']],
	])('compares numbers without a code and amounts with one: %s', async (where, expected) => {
		expect(await names(where)).toEqual(expected);
	});

	it('converts into the currency of the user who asks', async () => {
		const { body } = await client.query('SELECT Name, AnnualRevenue, CurrencyIsoCode FROM Account ORDER BY Name');
		expect(body.records[3]).toMatchObject({ AnnualRevenue: 50_000, CurrencyIsoCode: 'JPY' });
		const converted = await client.query('SELECT Name, convertCurrency(AnnualRevenue) FROM Account ORDER BY Name');
		expect(converted.body.records.map((each: { AnnualRevenue: number | null }) => each.AnnualRevenue)).toEqual([
			null,
			800,
			1_600,
			400,
		]);
	});

	it('sums in the corporate currency', async () => {
		const { body } = await client.query(
			'SELECT SUM(AnnualRevenue) total, convertCurrency(MAX(AnnualRevenue)) most FROM Account',
		);
		expect(body.records[0]).toMatchObject({ total: 3_500, most: 1_600 });
	});

	it.each([
		['SELECT Id FROM Account WHERE AnnualRevenue > XYZ5'],
		['SELECT Id FROM Account WHERE Name = USD5'],
		['SELECT Id FROM Account WHERE convertCurrency(AnnualRevenue) > 5'],
		['SELECT convertCurrency(Name) FROM Account'],
	])('refuses %s', async (soql) => {
		expect((await client.query(soql)).status).toBe(400);
	});

	it('is no part of an org with one', async () => {
		const other = await startTestOrg();
		const plain = await signIn(other);
		expect((await plain.query('SELECT IsoCode FROM CurrencyType')).body[0].errorCode).toBe('INVALID_TYPE');
		expect((await plain.query('SELECT Id FROM Account WHERE AnnualRevenue > USD5')).status).toBe(400);
		await other.close();
	});
});
