import { demoClient, type ConnectedClient } from './auth/clients';
import type { SalesforceEmulator } from './salesforce-emulator';

/** How to sign in to a running org, for a person at a terminal; shows no secret but the demo client's, which is public. */
export function loginLines({ identity, url }: SalesforceEmulator, clients: readonly ConnectedClient[]): string[] {
	return [
		`${identity.name} (${identity.isSandbox ? 'sandbox' : 'production'}) at ${url} (open it in a browser to look inside)`,
		...clients.map((client) => {
			const secret = client === demoClient ? `, client secret ${client.clientSecret}` : '';
			const ways = [client.clientSecret && 'client credentials', client.publicKey && 'JWT bearer']
				.filter((way) => way)
				.join(', ');
			return `  Sign in: POST ${url}/services/oauth2/token, client id ${client.clientId}${secret} (${ways || 'login page'}), as ${client.username}`;
		}),
	];
}

/** An access token, and the command that gives it to the `sf` command line. */
export function tokenLines({ url, issueToken }: SalesforceEmulator): string[] {
	return [
		`  Access token: ${issueToken()}`,
		`  sf: SF_ACCESS_TOKEN='<the token>' sf org login access-token --instance-url ${url} --no-prompt`,
	];
}
