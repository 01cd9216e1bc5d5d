import { createServer, type Server } from 'node:http';
import { closeServer, listenLocally } from '../../http/listen';
import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { aLead, frozenNow, signIn, startTestOrg } from '../test-org';

const sandy = 'sandy.sales@example.com';
const seed: OrgSeed = {
	automation: {
		callouts: [
			{
				name: 'Tell_n8n',
				object: 'Lead',
				on: 'update',
				when: { field: 'Company', op: '!=', value: 'Ignored' },
				exceptUsers: ['integration@example.com'],
				headers: { 'X-API-Key': 'from the external credential' },
				principalUsers: [sandy],
			},
		],
	},
};

let now = frozenNow;
const received: Array<{ readonly key: unknown; readonly body: unknown }> = [];
let status = 200;
let org: SalesforceEmulator;
let receiver: Server;
let sandyId = '';

beforeAll(async () => {
	org = await startTestOrg({ clock: () => now, seed });
	receiver = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		received.push({ key: request.headers['x-api-key'], body: JSON.parse(body) });
		response.writeHead(status).end('{}');
	});
	org.callouts.setEndpoint('Tell_n8n', await listenLocally(receiver));
	sandyId = String(org.org.find('User', { Username: sandy })[0].Id);
});
beforeEach(() => {
	org.reset();
	received.length = 0;
	status = 200;
	now = frozenNow;
});
afterAll(async () => {
	await org.close();
	await closeServer(receiver);
});

/** Updates a lead of this company as the user, in one transaction with the other records. */
async function updateLead(username: string, Company = 'Acme', others: readonly unknown[] = []) {
	const Id = org.org.insert('Lead', { LastName: 'N', Company });
	now = new Date(now.getTime() + 60_000);
	const client = await signIn(org);
	const authorization = `Bearer ${org.issueToken(username)}`;
	const body = { allOrNone: true, records: [aLead({ Id, Title: 'CTO' }), ...others] };
	await client.request('PATCH', 'composite/sobjects', body, { authorization });
	return Id;
}

describe('an HTTP callout on change', () => {
	it('names the record and the user whose save started the flow, with what the credential adds', async () => {
		const id = await updateLead(sandy);
		expect(received).toEqual([]);
		expect(await org.callouts.deliver()).toEqual([{ name: 'Tell_n8n', recordId: id, userId: sandyId, status: 200 }]);
		expect(received).toEqual([
			{
				key: 'from the external credential',
				body: { organizationId: org.identity.id, sObject: 'Lead', ids: [id], userId: sandyId },
			},
		]);
	});

	it('is made for what meets the entry conditions, and not for whoever holds the bypass permission', async () => {
		await updateLead(sandy, 'Ignored');
		await updateLead('integration@example.com');
		org.org.insert('Lead', { LastName: 'New', Company: 'Acme' });
		expect(org.callouts.waiting).toBe(0);
	});

	it('fails before the call for a user without access to the principal', async () => {
		await updateLead('admin@example.com');
		expect(await org.callouts.deliver()).toEqual([expect.objectContaining({ isRefused: true })]);
		expect(received).toEqual([]);
	});

	it('is lost when it fails: there is no queue', async () => {
		status = 503;
		await updateLead(sandy);
		expect((await org.callouts.deliver())[0]).toMatchObject({ status: 503 });
		expect(await org.callouts.deliver()).toEqual([]);
		expect(received).toHaveLength(1);
	});

	it('is never made for a save that was rolled back', async () => {
		await updateLead(sandy, 'Acme', [aLead({ LastName: '' })]);
		expect(await org.callouts.deliver()).toEqual([]);
	});

	it('needs an object that exists', async () => {
		const broken = { automation: { callouts: [{ name: 'X', object: 'Nope' }] } };
		await expect(startTestOrg({ seed: broken })).rejects.toThrow('callout X names Nope');
	});
});
