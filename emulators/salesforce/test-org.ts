import { demoClient } from './auth/clients';
import type { OrgSeed } from './org/seed';
import {
	startSalesforceEmulator,
	type SalesforceEmulator,
	type SalesforceEmulatorOptions,
} from './salesforce-emulator';

/** A frozen moment for tests. */
export const frozenNow = new Date('2026-11-21T16:29:17.250Z');

/** 450 plain Leads, a converted one, and rules that can get in a writer's way. */
export const leadOrgSeed: OrgSeed = {
	customFields: [
		{ object: 'Lead', name: 'Key__c', type: 'string', length: 20, externalId: true, unique: true },
		{ object: 'Lead', name: 'Soft__c', type: 'string', externalId: true },
		{
			object: 'Lead',
			name: 'Tier__c',
			label: 'Tier',
			type: 'picklist',
			restricted: true,
			picklistValues: ['Gold', 'Tin'],
		},
	],
	assignmentRules: [{ object: 'Lead', ownerId: '0055e0000000003AAA' }],
	validationRules: [
		{
			object: 'Lead',
			field: 'Title',
			when: { field: 'Title', op: 'contains', value: 'Intern' },
			message: 'No interns',
		},
	],
	records: {
		Account: [{ '@ref': 'acme', Name: 'Acme' }],
		Contact: [{ LastName: 'One', AccountId: '@acme' }],
		Lead: [
			...Array.from({ length: 450 }, (_, index) => ({ LastName: `L${index}`, Company: 'Acme' })),
			{ Id: '00Q5e0000CONVRT', LastName: 'Done', Company: 'Acme', IsConverted: true },
		],
	},
};

/** The first Lead of `leadOrgSeed`. */
export const leadId = '00Q5e0000000001EAA';

/** A record as sObject Collections want it. */
export function aLead(fields: Record<string, unknown>): Record<string, unknown> {
	return { attributes: { type: 'Lead' }, ...fields };
}

/** What a raw HTTP exchange answered, body already read. */
export interface RawReply {
	readonly status: number;
	readonly headers: Headers;
	// Tests look into bodies of every shape.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies are JSON of any shape; the tests assert it
	readonly body: any;
}

/** A plain HTTP client signed in to an emulator; paths start below `/services/data/v68.0` unless they start with `/`. */
export interface SignedInClient {
	request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<RawReply>;
	query(soql: string, headers?: Record<string, string>): Promise<RawReply>;
}

/** An emulator with a frozen clock, for one test file. */
export function startTestOrg(options: SalesforceEmulatorOptions = {}): Promise<SalesforceEmulator> {
	return startSalesforceEmulator({ clock: () => frozenNow, ...options });
}

/** Posts a form to the token endpoint. */
export async function requestToken(url: string, form: Record<string, string>): Promise<RawReply> {
	const reply = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
	return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

/** Signs in with the demo client. */
export async function signIn({ url }: SalesforceEmulator): Promise<SignedInClient> {
	const { clientId, clientSecret = '' } = demoClient;
	const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
	const authorization = `Bearer ${(await requestToken(url, form)).body.access_token}`;
	const request: SignedInClient['request'] = async (method, path, body, headers) => {
		const reply = await fetch(path.startsWith('/') ? url + path : `${url}/services/data/v68.0/${path}`, {
			method,
			headers: { authorization, 'content-type': 'application/json', ...headers },
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await reply.text();
		const isCsv = reply.headers.get('content-type')?.startsWith('text/csv');
		return { status: reply.status, headers: reply.headers, body: isCsv ? text : text ? JSON.parse(text) : undefined };
	};
	return {
		request,
		query: (soql, headers) => request('GET', `query?q=${encodeURIComponent(soql)}`, undefined, headers),
	};
}
