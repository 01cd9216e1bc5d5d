import { frozenNow, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { CustomFieldSeed, OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';
import type { FieldType } from './field';

const formulas: ReadonlyArray<readonly [formula: string, type: FieldType, expected: unknown]> = [
	["FirstName & ' ' & LastName", 'string', 'Ada Ng'],
	["Account.Name + ': ' + Title", 'string', "Acme O'Neil: CTO"],
	['UPPER(LEFT(LastName, 1)) & "!"', 'string', 'N!'],
	["IF(ISBLANK(Email), 'none', Email)", 'string', 'none'],
	['IF(Account.NumberOfEmployees > 100 && NOT(DoNotCall), 1, 0)', 'double', 1],
	['Account.AnnualRevenue / Account.NumberOfEmployees - 2 * 3', 'double', 4_994],
	['(1 + 2) * -3 / 2', 'double', -4.5],
	["ISPICKVAL(LeadSource, 'Web')", 'boolean', true],
	["CONTAINS(LastName, 'g')", 'boolean', true],
	['BLANKVALUE(Department, "?")', 'string', '?'],
	['Account.NumberOfEmployees / 0', 'double', null],
	["'n' & TEXT(Account.NumberOfEmployees)", 'string', 'n200'],
	['LEN(Department)', 'double', 0],
	['Account.Owner.Email', 'string', 'integration@example.com'],
	['CreatedDate', 'datetime', '2026-11-21T16:29:17.000+0000'],
	['NULL', 'string', null],
];
const seed: OrgSeed = {
	customFields: formulas.map(
		([formula, type], index): CustomFieldSeed => ({ object: 'Contact', name: `F${index}__c`, type, formula, scale: 1 }),
	),
	records: {
		Account: [{ '@ref': 'acme', Name: "Acme O'Neil", AnnualRevenue: 1_000_000, NumberOfEmployees: 200 }],
		Contact: [{ FirstName: 'Ada', LastName: 'Ng', Title: 'CTO', AccountId: '@acme', LeadSource: 'Web' }],
	},
};

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ clock: () => frozenNow, seed });
	client = await signIn(org);
});
afterAll(() => org.close());

describe('formula fields', () => {
	it.each(formulas.map(([formula, , expected], index) => [formula, expected, index] as const))(
		'%s is %j',
		(_, expected, index) => {
			expect(org.org.rows('Contact')[0][`F${index}__c`]).toBe(expected);
		},
	);

	it('can be selected, filtered, sorted and reached from a child, without regard to case', async () => {
		const { body } = await client.query(
			"SELECT F0__c, F1__c FROM Contact WHERE F0__c = 'ada ng' AND F4__c = 1 ORDER BY F0__c",
		);
		expect(body.records).toEqual([expect.objectContaining({ F0__c: 'Ada Ng', F1__c: "Acme O'Neil: CTO" })]);
	});

	it('cannot be written, and follow what they read', async () => {
		const [contact] = org.org.rows('Contact');
		const reply = await client.request('PATCH', `sobjects/Contact/${contact.Id}`, { F0__c: 'x' });
		expect(reply.body[0]).toMatchObject({ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['F0__c'] });
		org.org.update('Account', String(contact.AccountId), { Name: 'Beta' });
		expect(org.org.get('Contact', String(contact.Id))?.F1__c).toBe('Beta: CTO');
	});

	it.each([
		['LastName &', 'unexpected end'],
		['Nope', 'no field Nope'],
		['Nope__r.Name', 'no parent Nope__r'],
		['HYPERLINK(Name)', 'HYPERLINK is not supported'],
		['1 + 1', 'is number, not text'],
		['LastName # 2', 'cannot read'],
		['LastName LastName', 'unexpected LastName'],
	])('refuse %s when the org starts', async (formula, text) => {
		const field: CustomFieldSeed = { object: 'Contact', name: 'F__c', type: 'string', formula };
		await expect(startTestOrg({ seed: { customFields: [field] } })).rejects.toThrow(text);
	});
});

describe('address fields', () => {
	it('show their parts in rows and queries, and null where there is none', async () => {
		const id = org.org.insert('Lead', { LastName: 'A', Company: 'B', City: 'Paris', Latitude: 48.85 });
		const address = {
			city: 'Paris',
			country: null,
			geocodeAccuracy: null,
			latitude: 48.85,
			longitude: null,
			postalCode: null,
			state: null,
			street: null,
		};
		expect((await client.request('GET', `sobjects/Lead/${id}`)).body.Address).toEqual(address);
		expect((await client.query(`SELECT Address FROM Lead WHERE Id = '${id}'`)).body.records[0].Address).toEqual(
			address,
		);
		expect(org.org.rows('Contact')[0].MailingAddress).toBeNull();
	});
});
