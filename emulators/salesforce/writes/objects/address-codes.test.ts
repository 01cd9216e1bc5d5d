import type { OrgSeed } from '../../org/seed';
import { aLead, signIn, startTestOrg, type SignedInClient } from '../../test-org';
import type { SalesforceEmulator } from '../../salesforce-emulator';

const seed: OrgSeed = {
	features: {
		stateAndCountryPicklists: [
			{
				code: 'US',
				name: 'United States',
				integrationValue: 'USA',
				states: [
					{ code: 'WA', name: 'Washington', integrationValue: 'WA-State' },
					{ code: 'CA', name: 'California' },
				],
			},
			{
				code: 'AU',
				name: 'Australia',
				states: [{ code: 'WA', name: 'Western Australia', labels: { de: 'Westaustralien' } }],
			},
			{ code: 'DE', name: 'Germany', labels: { fr: 'Allemagne (RFA)' } },
		],
	},
	users: [
		{ Username: 'integration@example.com', LastName: 'Integration' },
		{ Username: 'fritz@example.com', LastName: 'Fritz', LanguageLocaleKey: 'de' },
		{ Username: 'fanny@example.com', LastName: 'Fanny', LanguageLocaleKey: 'fr' },
	],
	records: { Lead: [{ LastName: 'One', Company: 'X', Country: 'USA', State: 'California' }] },
};
const leadId = '00Q5e0000000001EAA';

let org: SalesforceEmulator;
let client: SignedInClient;
beforeAll(async () => {
	org = await startTestOrg({ seed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const addressOf = (id: string) => {
	const { Country, CountryCode, State, StateCode } = org.org.get('Lead', id)!;
	return { Country, CountryCode, State, StateCode };
};

async function create(fields: Record<string, unknown>) {
	const { body } = await client.request('POST', 'composite/sobjects', {
		records: [aLead({ LastName: 'New', Company: 'X', ...fields })],
	});
	return body[0];
}

async function update(fields: Record<string, unknown>) {
	const { body } = await client.request('PATCH', 'composite/sobjects', { records: [aLead({ Id: leadId, ...fields })] });
	return body[0].errors[0] as { statusCode: string; message: string; fields: string[] } | undefined;
}

describe('address texts with state and country picklists', () => {
	it('hold integration values, in seeds as in saves', async () => {
		expect(addressOf(leadId)).toEqual({ Country: 'USA', CountryCode: 'US', State: 'California', StateCode: 'CA' });
		const { id } = await create({ CountryCode: 'US', StateCode: 'WA' });
		expect(addressOf(id)).toEqual({ Country: 'USA', CountryCode: 'US', State: 'WA-State', StateCode: 'WA' });
	});

	it.each([
		[{ Country: 'United States' }, 'Country'],
		[{ Country: 'Deutschland' }, 'Country'],
		[{ State: 'Washington' }, 'State'],
	])('take no label for one: %j', async (fields, field) => {
		expect(await update(fields)).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION', fields: [field] });
	});

	it('read one code by its country', async () => {
		const { id } = await create({ CountryCode: 'AU', StateCode: 'WA' });
		expect(addressOf(id)).toMatchObject({ Country: 'Australia', State: 'Western Australia' });
		expect(await update({ CountryCode: 'AU' })).toMatchObject({
			statusCode: 'FIELD_INTEGRITY_EXCEPTION',
			fields: ['StateCode'],
		});
		expect(await update({ CountryCode: 'DE', StateCode: 'CA' })).toMatchObject({
			statusCode: 'FIELD_INTEGRITY_EXCEPTION',
			fields: ['StateCode'],
		});
	});

	it('lose against the code of a new record, whatever they say', async () => {
		const { id } = await create({ CountryCode: 'DE', Country: 'USA' });
		expect(addressOf(id)).toMatchObject({ Country: 'Germany', CountryCode: 'DE' });
		expect(addressOf((await create({ CountryCode: null, Country: 'Germany' })).id)).toMatchObject({
			Country: 'Germany',
			CountryCode: 'DE',
		});
	});

	it.each([
		[{ CountryCode: 'DE', Country: 'USA', StateCode: null, State: null }, 'Country', 'CountryCode'],
		[{ CountryCode: 'DE', Country: null, StateCode: null, State: null }, 'Country', 'CountryCode'],
		[{ CountryCode: 'US', Country: 'United States' }, 'Country', 'CountryCode'],
		[{ StateCode: 'WA', State: 'California' }, 'State/Province', 'StateCode'],
	])(
		'that disagree with the code of an update are an error, and nothing is saved: %j',
		async (fields, label, field) => {
			expect(await update({ ...fields, Title: 'CEO' })).toEqual({
				statusCode: 'FIELD_INTEGRITY_EXCEPTION',
				message: `Mismatched integration value and ISO code for field: ${label}`,
				fields: [field],
			});
			expect(org.org.get('Lead', leadId)).toMatchObject({ Title: null, Country: 'USA', StateCode: 'CA' });
		},
	);

	it.each([
		[{ CountryCode: 'us', Country: 'usa' }],
		[{ StateCode: 'WA', State: 'wa-state' }],
		[{ State: 'WA-State' }],
		[{ Country: null, CountryCode: null, State: null, StateCode: null }],
	])('go with a code that says the same: %j', async (fields) => {
		expect(await update(fields)).toBeUndefined();
	});
});

describe('describe of codes', () => {
	const choices = async (username: string | undefined, name: string) => {
		const headers = { authorization: `Bearer ${org.issueToken(username)}` };
		const { body } = await client.request('GET', 'sobjects/Lead/describe', undefined, headers);
		const { picklistValues } = body.fields.find((each: { name: string }) => each.name === name);
		return picklistValues.map((each: { value: string; label: string; validFor: string | null }) => [
			each.value,
			each.label,
			each.validFor,
		]);
	};

	it('lists a state under each of its countries', async () => {
		expect(await choices(undefined, 'StateCode')).toEqual([
			['WA', 'Washington', 'gA=='],
			['CA', 'California', 'gA=='],
			['WA', 'Western Australia', 'QA=='],
		]);
	});

	it('labels them in the language of the user', async () => {
		expect(await choices('fritz@example.com', 'CountryCode')).toEqual([
			['US', 'Vereinigte Staaten', null],
			['AU', 'Australien', null],
			['DE', 'Deutschland', null],
		]);
		expect((await choices('fritz@example.com', 'StateCode'))[2][1]).toBe('Westaustralien');
		expect((await choices('fanny@example.com', 'CountryCode'))[2][1]).toBe('Allemagne (RFA)');
		const soql = `query?q=${encodeURIComponent('SELECT toLabel(CountryCode) FROM Lead')}`;
		const { body } = await client.request('GET', soql, undefined, {
			authorization: `Bearer ${org.issueToken('fritz@example.com')}`,
		});
		expect(body.records[0].CountryCode).toBe('Vereinigte Staaten');
	});
});

it('the built-in picklists have states for the ten countries that Salesforce ships them for', async () => {
	const standard = await startTestOrg({ seed: { features: { stateAndCountryPicklists: true } } });
	const { request } = await signIn(standard);
	const { body } = await request('GET', 'sobjects/Account/describe');
	await standard.close();
	const valuesOf = (name: string) =>
		body.fields.find((each: { name: string }) => each.name === name).picklistValues as Array<{
			value: string;
			label: string;
			validFor: string;
		}>;
	const countries = valuesOf('BillingCountryCode').map(({ value }) => value);
	const bit = (base64: string) =>
		Buffer.from(base64, 'base64').reduce(
			(found, byte, index) => (byte ? index * 8 + Math.clz32(byte) - 24 : found),
			-1,
		);
	const withStates = new Set(valuesOf('BillingStateCode').map(({ validFor }) => countries[bit(validFor)]));
	expect([...withStates].sort()).toEqual(['AU', 'BR', 'CA', 'CN', 'IE', 'IN', 'IT', 'JP', 'MX', 'US']);
	expect(valuesOf('BillingStateCode').some(({ label }) => label === 'Bavaria')).toBe(false);
	expect(countries.length).toBeGreaterThan(200);
});
