import type { IWebhookFunctions } from 'n8n-workflow';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { connect } from '../../nodes/wiring/salesforce-client';
import { demoCredentials, startEnrichmentOrg } from './enrichment-org';

let org: SalesforceEmulator;

beforeEach(async () => {
	org = await startEnrichmentOrg();
});

afterEach(() => org.close());

/** All that n8n gives a node when its webhook is called, as far as connecting may ask for it: no parameters, and no signal. */
function aWebhook(fields: object, refreshOAuth2Token = jest.fn()): IWebhookFunctions {
	const node = { name: 'Enrich Now', credentials: {} };
	const means = {
		getCredentials: async () => fields,
		getNode: () => node,
		helpers: { refreshOAuth2Token },
	};
	return means as unknown as IWebhookFunctions;
}

async function newToken(): Promise<string> {
	const { clientId, clientSecret } = demoCredentials(org.url) as { clientId: string; clientSecret: string };
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	});
	const reply = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
	return ((await reply.json()) as { access_token: string }).access_token;
}

describe('connect, from a webhook', () => {
	it('logs in with a credential that holds a secret', async () => {
		const webhook = aWebhook(demoCredentials(org.url));
		const client = await connect.call(webhook, 'salesforceProductionServerApi');
		expect((await client.describe('Lead')).name).toBe('Lead');
	});

	it('renews through n8n what a person has granted', async () => {
		const token = { access_token: 'ended', instance_url: org.url, id: `${org.url}/id/00D/005` };
		const refresh = jest.fn(async () => ({ ...token, access_token: await newToken() }));
		const webhook = aWebhook({ ...demoCredentials(org.url), oauthTokenData: token }, refresh);
		const client = await connect.call(webhook, 'salesforceProductionOAuth2Api');
		expect((await client.describe('Lead')).name).toBe('Lead');
		expect(refresh).toHaveBeenCalledTimes(1);
	});

	it('ends with the signal that it is given', async () => {
		const webhook = aWebhook(demoCredentials(org.url));
		const call = connect.call(webhook, 'salesforceProductionServerApi', AbortSignal.abort());
		await expect(call).rejects.toMatchObject({ code: 'canceled' });
	});
});
