import { Connection } from 'jsforce';
import { frozenNow, startTestOrg } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startTestOrg({
		seed: { org: { kind: 'sandbox', name: 'A & B' }, passwords: { 'integration@example.com': 'secret<>token' } },
	});
});
afterAll(() => org.close());

async function soap(operation: string, version = '64.0', session = ''): Promise<{ status: number; text: string }> {
	const header =
		session &&
		`<e:Header><h:SessionHeader xmlns:h="urn:x"><h:sessionId>${session}</h:sessionId></h:SessionHeader></e:Header>`;
	const body = `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">${header}<e:Body>${operation}</e:Body></e:Envelope>`;
	const reply = await fetch(`${org.url}/services/Soap/u/${version}`, {
		method: 'POST',
		headers: { 'content-type': 'text/xml', soapaction: '""' },
		body,
	});
	return { status: reply.status, text: await reply.text() };
}

const login = (password: string) =>
	`<login xmlns="urn:partner.soap.sforce.com"><username>integration@example.com</username><password>${password}</password></login>`;

describe('SOAP login', () => {
	it('lets jsforce in and out', async () => {
		const connection = new Connection({ version: '60.0', loginUrl: org.url, logLevel: 'NONE' });
		const user = await connection.login('integration@example.com', 'secret<>token');
		expect(user).toMatchObject({ id: '0055e0000000001AAA', organizationId: org.identity.id });
		expect(connection.instanceUrl).toBe(org.url);
		expect((await connection.identity()).username).toBe('integration@example.com');
		const token = connection.accessToken!;
		await connection.logout();
		const reply = await fetch(`${org.url}/services/data/v60.0/limits`, {
			headers: { authorization: `Bearer ${token}` },
		});
		expect(reply.status).toBe(401);
	});

	it('answers session, addresses and user', async () => {
		const { status, text } = await soap(login('secret&lt;&gt;token'));
		expect(status).toBe(200);
		for (const part of [
			`<serverUrl>${org.url}/services/Soap/u/64.0/00D5e00000SANDB</serverUrl>`,
			'<sandbox>true</sandbox>',
			'<organizationName>A &amp; B</organizationName>',
			'<sessionSecondsValid>7200</sessionSecondsValid>',
			'<userName>integration@example.com</userName>',
		])
			expect(text).toContain(part);
	});

	it.each([
		[
			'65.0',
			'secret&lt;&gt;token',
			'INVALID_OPERATION: The SOAP Login operation is not available in the API version specified (65.0). Refer to the documentation for supported versions.',
		],
		['30.0', 'x', 'UNSUPPORTED_API_VERSION: Invalid Api version specified on URL'],
		['64.0', 'wrong', 'INVALID_LOGIN: Invalid username, password, security token; or user locked out.'],
	])('refuses v%s with password %s', async (version, password, fault) => {
		const { status, text } = await soap(login(password), version);
		expect([status, text]).toEqual([500, expect.stringContaining(`<faultstring>${fault}</faultstring>`)]);
	});

	it('is refused where the org has it switched off', async () => {
		const modern = await startTestOrg({ org: { kind: 'production', soapLogin: false } });
		const connection = new Connection({ version: '60.0', loginUrl: modern.url, logLevel: 'NONE' });
		await expect(connection.login('integration@example.com', 'x')).rejects.toThrow(
			'SOAP API login() is disabled by default in this org',
		);
		await modern.close();
	});
});

describe('other SOAP calls', () => {
	it('need a session', async () => {
		expect((await soap('<getServerTimestamp/>')).text).toContain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
		expect((await soap('<getServerTimestamp/>', '68.0', org.issueToken())).text).toContain(
			`<timestamp>${frozenNow.toISOString()}</timestamp>`,
		);
		expect((await soap('<getUserInfo/>', '68.0', org.issueToken('admin@example.com'))).text).toContain(
			'<userFullName>Ada Admin</userFullName>',
		);
	});

	it('are refused when unknown or no SOAP at all', async () => {
		expect((await soap('<x:convertCoffee xmlns:x="u"/>')).text).toContain(
			'No operation available for request {urn:partner.soap.sforce.com}convertCoffee',
		);
		expect((await soap('<login>')).text).toContain('<faultcode>soapenv:Client</faultcode>');
	});
});
