import type { OrgSeed } from '../../org/seed';
import { aLead, signIn, startTestOrg, type SignedInClient } from '../../test-org';
import type { SalesforceEmulator } from '../../salesforce-emulator';

const seed: OrgSeed = {
	records: {
		Account: [
			{
				'@ref': 'acme',
				Name: 'Acme Inc.',
				Phone: '+1 555 010 9999',
				BillingPostalCode: '94105',
				Website: 'https://www.acme.example',
			},
			{ Name: 'Other' },
		],
		Contact: [{ FirstName: 'Robert', LastName: 'Müller', Phone: '+49 30 1234567', AccountId: '@acme', Title: 'CTO' }],
		Lead: [
			{
				FirstName: 'Ann',
				LastName: 'Lee',
				Company: 'Beta',
				Email: 'ann@beta.example',
				Street: '1 Main St',
				City: 'Springfield',
			},
			{ LastName: 'Else', Company: 'Gamma' },
		],
	},
};

let org: SalesforceEmulator;
let client: SignedInClient;

async function start(standardDuplicateRules?: OrgSeed['standardDuplicateRules']): Promise<void> {
	org = await startTestOrg({ seed: standardDuplicateRules === undefined ? seed : { ...seed, standardDuplicateRules } });
	client = await signIn(org);
}
afterEach(() => org.close());

describe('the standard duplicate rules of a new org', () => {
	it.each([
		['Account', { Name: 'ACME', Phone: '(555) 010-9999' }],
		['Account', { Name: 'Acme Corp', BillingPostalCode: '94105-1234' }],
		['Account', { Name: 'Something else', Website: 'acme.example/about', Phone: '5550109999' }],
		['Contact', { FirstName: 'Bob', LastName: 'Muller', Phone: '0049 30 1234567' }],
		['Lead', { LastName: 'Lee', Company: 'Whatever', Email: 'ANN@beta.example' }],
		['Lead', { FirstName: 'Ann', LastName: 'Lee', Company: 'X', Street: '1 Main St.', City: 'springfield' }],
	])('refuse a duplicate %s without leave to save: %j', async (object, fields) => {
		await start();
		const { status, body } = await client.request('POST', `sobjects/${object}`, fields);
		expect([status, body[0].errorCode, body[0].message]).toEqual([
			400,
			'DUPLICATES_DETECTED',
			'Use one of these records?',
		]);
		expect(body[0].duplicateResut).toMatchObject({
			allowSave: true,
			duplicateRule: `Standard_${object}_Duplicate_Rule`,
			matchResults: [{ size: 1 }],
		});
		const headers = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
		expect((await client.request('POST', `sobjects/${object}`, fields, headers)).status).toBe(201);
	});

	it.each([
		['Account', { Name: 'Acme' }],
		['Account', { Name: 'Acme', BillingPostalCode: 'WT15 7TB' }],
		['Lead', { FirstName: 'Ann', LastName: 'Lee', Company: 'Beta' }],
		['Lead', { FirstName: 'Eve', LastName: 'Lee', Company: 'Beta', Email: 'ann@beta.example' }],
		['Contact', { FirstName: 'Robert', LastName: 'Müller' }],
	])('take %s with too little in common for another: %j', async (object, fields) => {
		await start();
		expect((await client.request('POST', `sobjects/${object}`, fields)).status).toBe(201);
	});

	it('only note duplicates that an edit makes, unless the administrator wants alerts there', async () => {
		const edit = async () => {
			const [other] = org.org.find('Lead', { LastName: 'Else' });
			return client.request('PATCH', `sobjects/Lead/${other.Id}`, {
				FirstName: 'Ann',
				LastName: 'Lee',
				Email: 'ann@beta.example',
			});
		};
		await start();
		expect((await edit()).status).toBe(204);
		await org.close();
		await start({ onUpdate: 'alert' });
		const { body } = await edit();
		expect(body[0]).toMatchObject({
			errorCode: 'DUPLICATES_DETECTED',
			duplicateResut: { duplicateRule: 'Standard_Lead_Duplicate_Rule' },
		});
	});

	it('refuse rows of a collection one by one', async () => {
		await start();
		const { body } = await client.request('POST', 'composite/sobjects', {
			records: [aLead({ LastName: 'Lee', Company: 'X', Email: 'ann@beta.example' })],
		});
		expect(body[0]).toMatchObject({
			success: false,
			errors: [{ statusCode: 'DUPLICATES_DETECTED', duplicateResult: { allowSave: true } }],
		});
	});

	it('are off where the seed says so, and listed where not', async () => {
		const names = async () =>
			(await client.query('SELECT DeveloperName FROM DuplicateRule ORDER BY DeveloperName')).body.records.map(
				(each: { DeveloperName: string }) => each.DeveloperName,
			);
		await start();
		expect(await names()).toEqual([
			'Standard_Account_Duplicate_Rule',
			'Standard_Contact_Duplicate_Rule',
			'Standard_Lead_Duplicate_Rule',
		]);
		await org.close();
		await start(false);
		expect(await names()).toEqual([]);
		expect((await client.request('POST', 'sobjects/Account', { Name: 'Acme', Phone: '5550109999' })).status).toBe(201);
	});
});
