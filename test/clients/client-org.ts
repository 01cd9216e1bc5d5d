import { generateKeyPairSync } from 'node:crypto';
import type { OrgSeed } from '../../emulators/salesforce/org/seed';
import { startSalesforceEmulator, type SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

const keys = generateKeyPairSync('rsa', {
	modulusLength: 2048,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** The app that the clients sign in with; its key is new in every run. */
export const clientApp = {
	clientId: '3MVG9.ordinary.clients',
	clientSecret: 'ordinary-secret',
	username: 'integration@example.com',
	privateKey: keys.privateKey,
};

/** More Leads than fit into two pages of a query. */
export const leadCount = 4_500;

const seed: OrgSeed = {
	clients: [
		{
			clientId: clientApp.clientId,
			clientSecret: clientApp.clientSecret,
			username: clientApp.username,
			publicKey: keys.publicKey,
		},
	],
	customObjects: [
		{
			name: 'Rating__c',
			label: 'Rating',
			fields: [
				{ name: 'Code__c', label: 'Code', type: 'string', length: 40, externalId: true, unique: true },
				{ name: 'Stars__c', label: 'Stars', type: 'double', precision: 3, scale: 0 },
			],
		},
	],
	customFields: ['Account', 'Contact', 'Lead'].map((object) => ({
		object,
		name: 'Key__c',
		label: 'Key',
		type: 'string',
		length: 40,
		externalId: true,
		unique: true,
	})),
	records: {
		Account: [{ '@ref': 'acme', Name: 'Acme', Industry: 'Technology' }],
		Contact: [{ FirstName: 'Grace', LastName: 'Hopper', Email: 'grace@acme.example', AccountId: '@acme' }],
		Lead: Array.from({ length: leadCount }, (_, index) => ({
			LastName: `L${index}`,
			Company: 'Acme',
			Email: `l${index}@acme.example`,
		})),
	},
};

/** An org as ordinary clients expect one, on a free port, in the real time. */
export function startClientOrg(): Promise<SalesforceEmulator> {
	return startSalesforceEmulator({ seed });
}
