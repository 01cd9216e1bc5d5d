import { demoClient } from './auth/clients';
import { loginLines, tokenLines } from './login-lines';
import type { SalesforceEmulator } from './salesforce-emulator';
import { startTestOrg } from './test-org';

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startTestOrg();
});
afterAll(() => org.close());

describe('loginLines', () => {
	it('show the address and the demo client', () => {
		const text = loginLines(org, [demoClient]).join('\n');
		expect(text).toContain(`(production) at ${org.url}`);
		expect(text).toContain('client secret demo-secret (client credentials), as integration@example.com');
	});

	it('keep the secrets of other clients', () => {
		const own = {
			clientId: 'own',
			clientSecret: 'not to be shown',
			publicKey: 'PEM',
			username: 'integration@example.com',
		};
		const text = loginLines(org, [own]).join('\n');
		expect(text).toContain('client id own (client credentials, JWT bearer)');
		expect(text).not.toContain('not to be shown');
	});
});

describe('tokenLines', () => {
	it('show a token that works', async () => {
		const token = /: (00D\w+!\S+)$/m.exec(tokenLines(org).join('\n'))?.[1];
		const reply = await fetch(`${org.url}/services/data/v68.0/limits`, {
			headers: { authorization: `Bearer ${token}` },
		});
		expect(reply.status).toBe(200);
	});
});
