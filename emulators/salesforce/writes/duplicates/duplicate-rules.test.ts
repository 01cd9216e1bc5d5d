import { aLead, signIn, startTestOrg, type SignedInClient } from '../../test-org';
import type { OrgSeed } from '../../org/seed';
import type { SalesforceEmulator } from '../../salesforce-emulator';

const seed: OrgSeed = {
	standardDuplicateRules: false,
	matchingRules: [
		{ name: 'Same_Email', object: 'Lead', criteria: [{ field: 'Email' }] },
		{
			name: 'Same_Person',
			object: 'Lead',
			otherObject: 'Contact',
			criteria: [
				{ field: 'FirstName', method: 'fuzzyName' },
				{ field: 'LastName', method: 'fuzzyName' },
			],
		},
		{
			name: 'Same_Company',
			object: 'Account',
			criteria: [
				{ field: 'Name', method: 'fuzzyCompany' },
				{ field: 'Phone', method: 'fuzzyPhone', matchBlanks: true },
			],
		},
	],
	duplicateRules: [
		{ name: 'Leads_DR', object: 'Lead', matchingRules: ['Same_Email'], message: 'This lead exists.' },
		{ name: 'People_DR', object: 'Lead', matchingRules: ['Same_Person'], onUpdate: 'allow' },
		{ name: 'Accounts_DR', object: 'Account', matchingRules: ['Same_Company'], onCreate: 'block', onUpdate: 'block' },
		{ name: 'Off_DR', object: 'Lead', matchingRules: ['Same_Email'], onCreate: 'block', isActive: false },
	],
	records: {
		Account: [{ Name: 'The Acme Company, Inc.', Phone: '+1 (555) 010-9999' }, { Name: 'Beta' }],
		Contact: [{ FirstName: 'Robert', LastName: 'Müller' }],
		Lead: [
			{ LastName: 'One', Company: 'X', Email: 'one@x.example', Title: 'CTO' },
			{ LastName: 'Two', Company: 'X', Email: 'two@x.example' },
		],
	},
};
const [one, two] = ['00Q5e0000000001EAA', '00Q5e0000000002EAA'];

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

describe('duplicate rules', () => {
	it('refuse a single record in the body that Salesforce misspells', async () => {
		const { status, body } = await client.request('POST', 'sobjects/Lead', {
			LastName: 'New',
			Company: 'X',
			Email: 'ONE@x.example',
		});
		expect(status).toBe(400);
		expect(body).toEqual([
			{
				duplicateResut: {
					allowSave: true,
					duplicateRule: 'Leads_DR',
					duplicateRuleEntityType: 'Lead',
					errorMessage: 'This lead exists.',
					matchResults: [
						{
							entityType: 'Lead',
							errors: [],
							matchEngine: 'ExactMatchEngine',
							matchRecords: [
								{
									additionalInformation: [],
									fieldDiffs: [],
									matchConfidence: 100,
									record: { attributes: { type: 'Lead', url: `/services/data/v68.0/sobjects/Lead/${one}` }, Id: one },
								},
							],
							rule: 'Same_Email',
							size: 1,
							success: true,
						},
					],
				},
				errorCode: 'DUPLICATES_DETECTED',
				message: 'This lead exists.',
			},
		]);
	});

	it('refuse only the records of a collection that have duplicates', async () => {
		const records = ['one@x.example', 'new@x.example'].map((Email) => aLead({ LastName: 'New', Company: 'X', Email }));
		const { body } = await client.request('POST', 'composite/sobjects', { records });
		expect(body[0].errors[0]).toMatchObject({
			statusCode: 'DUPLICATES_DETECTED',
			message: 'This lead exists.',
			fields: [],
			duplicateResult: { allowSave: true },
		});
		expect(body[1].success).toBe(true);
	});

	it('let an alert pass with allowSave, but not a block', async () => {
		const headers = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
		expect(
			(
				await client.request(
					'POST',
					'sobjects/Lead',
					{ LastName: 'New', Company: 'X', Email: 'one@x.example' },
					headers,
				)
			).status,
		).toBe(201);
		const { body } = await client.request(
			'POST',
			'sobjects/Account',
			{ Name: 'ACME Corp', Phone: '001 555 0109999' },
			headers,
		);
		expect(body[0]).toMatchObject({
			errorCode: 'DUPLICATES_DETECTED',
			message: 'Use one of these records?',
			duplicateResut: { allowSave: false, duplicateRule: 'Accounts_DR' },
		});
	});

	it('show the records found with includeRecordDetails', async () => {
		const headers = { 'Sforce-Duplicate-Rule-Header': 'includeRecordDetails=true' };
		const { body } = await client.request(
			'POST',
			'sobjects/Lead',
			{ LastName: 'New', Company: 'X', Email: 'one@x.example' },
			headers,
		);
		expect(body[0].duplicateResut.matchResults[0].matchRecords[0].record).toMatchObject({
			Id: one,
			Title: 'CTO',
			Email: 'one@x.example',
		});
	});

	it('look through another object, forgiving nicknames and accents', async () => {
		const { body } = await client.request('POST', 'sobjects/Lead', {
			FirstName: 'Bob',
			LastName: 'Muller',
			Company: 'X',
		});
		expect(body[0].duplicateResut.matchResults[0]).toMatchObject({
			entityType: 'Contact',
			matchEngine: 'FuzzyMatchEngine',
			rule: 'Same_Person',
		});
	});

	it('run on update only when a compared field changes, and never find the record itself', async () => {
		const update = (fields: object) => client.request('PATCH', `sobjects/Lead/${two}`, fields);
		expect((await update({ Title: 'x' })).status).toBe(204);
		expect((await update({ Email: 'TWO@x.example' })).status).toBe(204);
		expect((await update({ Email: 'one@x.example' })).body[0].errorCode).toBe('DUPLICATES_DETECTED');
		expect((await update({ FirstName: 'Bob', LastName: 'Müller' })).status).toBe(204);
	});

	it('take blanks for equal only where the rule says so', async () => {
		const { body } = await client.request('POST', 'sobjects/Account', { Name: 'beta ltd' });
		expect(body[0].errorCode).toBe('DUPLICATES_DETECTED');
		expect((await client.request('POST', 'sobjects/Lead', { LastName: 'A', Company: 'B' })).status).toBe(201);
	});

	it('can be queried with their matching rules', async () => {
		const { body } = await client.query('SELECT DeveloperName, IsActive FROM DuplicateRule ORDER BY DeveloperName');
		expect(
			body.records.map((each: { DeveloperName: string; IsActive: boolean }) => [each.DeveloperName, each.IsActive]),
		).toEqual([
			['Accounts_DR', true],
			['Leads_DR', true],
			['Off_DR', false],
			['People_DR', true],
		]);
		expect((await client.query("SELECT COUNT() FROM MatchingRule WHERE RuleStatus = 'Active'")).body.totalSize).toBe(3);
	});

	it.each([
		[{ duplicateRules: [{ name: 'D', object: 'Lead', matchingRules: ['Nope'] }] }, 'needs matching rule Nope'],
		[
			{
				matchingRules: [{ name: 'M', object: 'Lead', criteria: [{ field: 'Nope' }] }],
				duplicateRules: [{ name: 'D', object: 'Lead', matchingRules: ['M'] }],
			},
			'compares Nope',
		],
	])('refuse to start with %j', async (rules, text) => {
		await expect(startTestOrg({ seed: rules as OrgSeed })).rejects.toThrow(text);
	});
});
