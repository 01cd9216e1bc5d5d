import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

describe('describe', () => {
	it('tells what a client needs to know of a field', async () => {
		const { body } = await client.request('GET', 'sobjects/lead/describe');
		const field = (name: string) => body.fields.find((each: { name: string }) => each.name === name);
		expect(body).toMatchObject({ name: 'Lead', keyPrefix: '00Q', custom: false });
		expect(field('Company')).toMatchObject({
			type: 'string',
			length: 255,
			nillable: false,
			createable: true,
			updateable: true,
		});
		expect(field('Name')).toMatchObject({ createable: false, updateable: false, nameField: true });
		expect(field('AnnualRevenue')).toMatchObject({ type: 'currency', precision: 18, scale: 0, soapType: 'xsd:double' });
		expect(field('OwnerId')).toMatchObject({
			type: 'reference',
			referenceTo: ['Group', 'User'],
			relationshipName: 'Owner',
		});
		expect(field('Tier__c')).toMatchObject({ custom: true, label: 'Tier', restrictedPicklist: true });
		expect(field('Tier__c').picklistValues[0]).toEqual({
			active: true,
			defaultValue: false,
			label: 'Gold',
			validFor: null,
			value: 'Gold',
		});
		expect(field('Key__c')).toMatchObject({ externalId: true, unique: true, idLookup: true });
	});
});
