import { createServer, type Server } from 'node:http';
import { closeServer, listenLocally } from '../../http/listen';
import { childOf, readXml, type XmlElement } from '../../http/xml-reader';
import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { aLead, frozenNow, signIn, startTestOrg, type SignedInClient } from '../test-org';

const seed: OrgSeed = {
	automation: {
		outboundMessages: [
			{
				name: 'Enrich_Lead',
				object: 'Lead',
				when: { field: 'Company', op: '!=', value: 'Ignored' },
				exceptUsers: ['integration@example.com'],
				fields: ['Company', 'Email', 'IsConverted'],
			},
			{ name: 'To_ERP', object: 'Opportunity', fields: ['Name'] },
		],
	},
};

/** What the receiver answers, one reply after another; the last one stays. */
let replies: Array<{ readonly status: number; readonly body: string }> = [];
const received: XmlElement[] = [];
const ack = {
	status: 200,
	body: '<soapenv:Envelope><notificationsResponse><Ack>true</Ack></notificationsResponse></soapenv:Envelope>',
};
const nack = { status: 200, body: '<notificationsResponse><Ack>false</Ack></notificationsResponse>' };

let now = frozenNow;
let org: SalesforceEmulator;
let receiver: Server;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ clock: () => now, seed });
	receiver = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		received.push(childOf(childOf(readXml(body), 'Body'), 'notifications')!);
		const reply = replies.length > 1 ? replies.shift()! : replies[0];
		response.writeHead(reply.status, { 'Content-Type': 'text/xml' }).end(reply.body);
	});
	const url = await listenLocally(receiver);
	client = await signIn(org);
	org.outbound.setEndpoint('Enrich_Lead', url);
	org.outbound.setEndpoint('To_ERP', url);
});
beforeEach(async () => {
	now = frozenNow;
	org.reset();
	client = await signIn(org);
	received.length = 0;
	replies = [ack];
	org.outbound.configure({});
});
afterAll(async () => {
	await org.close();
	await closeServer(receiver);
});

function notificationsOf(message: XmlElement): XmlElement[] {
	return message.children.filter(({ name }) => name === 'Notification');
}

function idsOf(message: XmlElement): string[] {
	return notificationsOf(message).map((each) => childOf(each, 'Id')!.text);
}

function createLeads(count: number, Company = 'Acme'): string[] {
	return Array.from({ length: count }, (_, index) => org.org.insert('Lead', { LastName: `N${index}`, Company }));
}

describe('outbound messages', () => {
	it('carry the organization, the action and each saved record with the fields of the message', async () => {
		const [id] = createLeads(1);
		await org.outbound.deliver();
		const [message] = received;
		expect(childOf(message, 'OrganizationId')?.text).toBe(org.identity.id);
		expect(childOf(message, 'ActionId')?.text).toMatch(/^04k\w{15}$/);
		const [notification] = notificationsOf(message);
		expect(childOf(notification, 'Id')?.text).toMatch(/^04l\w{15}$/);
		const record = childOf(notification, 'sObject')!;
		expect(record.children.map(({ name, text }) => [name, text])).toEqual([
			['Id', id],
			['Company', 'Acme'],
			['IsConverted', 'false'],
		]);
		expect(org.outbound.waiting).toBe(0);
	});

	it('hold at most 100 notifications', async () => {
		createLeads(230);
		await org.outbound.deliver();
		expect(received.map((message) => notificationsOf(message).length)).toEqual([100, 100, 30]);
	});

	it('are sent for what meets the entry conditions, and for nobody who is excepted', async () => {
		createLeads(1, 'Ignored');
		await client.request('POST', 'composite/sobjects', { records: [aLead({ LastName: 'Ours', Company: 'Acme' })] });
		org.org.insert('Account', { Name: 'Acme' });
		expect(org.outbound.waiting).toBe(0);
	});

	it.each([
		['says that it does not hold it', nack],
		['fails', { status: 500, body: '' }],
		['redirects', { status: 302, body: ack.body }],
	])('come again under the same id, later and later, when the receiver %s', async (_what, refusal) => {
		replies = [refusal, refusal, ack];
		createLeads(1);
		await org.outbound.deliver();
		expect(await org.outbound.deliver()).toEqual([]);
		now = new Date(frozenNow.getTime() + 15_000);
		await org.outbound.deliver();
		now = new Date(frozenNow.getTime() + 44_000);
		expect(await org.outbound.deliver()).toEqual([]);
		now = new Date(frozenNow.getTime() + 45_000);
		const [attempt] = await org.outbound.deliver();
		expect(attempt.isAcknowledged).toBe(true);
		expect(new Set(received.flatMap(idsOf)).size).toBe(1);
		expect(received).toHaveLength(3);
	});

	it('are given up after a day', async () => {
		replies = [nack];
		createLeads(2);
		await org.outbound.deliver();
		now = new Date(frozenNow.getTime() + 24 * 3_600_000);
		expect(await org.outbound.deliver()).toEqual([]);
		expect(org.outbound.dropped).toBe(2);
	});

	it('carry no fields of a record that was deleted meanwhile', async () => {
		const [id] = createLeads(1);
		org.org.delete('Lead', id);
		await org.outbound.deliver();
		const record = childOf(notificationsOf(received[0])[0], 'sObject')!;
		expect(record.children.map(({ name }) => name)).toEqual(['Id']);
	});

	it('never tell of a save that was rolled back', async () => {
		const body = {
			allOrNone: true,
			records: [aLead({ LastName: 'Fine', Company: 'Acme' }), aLead({ LastName: '', Company: 'Acme' })],
		};
		const authorization = `Bearer ${org.issueToken('sandy.sales@example.com')}`;
		const { body: results } = await client.request('POST', 'composite/sobjects', body, { authorization });
		expect(results.map(({ success }: { success: boolean }) => success)).toEqual([false, false]);
		expect(await org.outbound.deliver()).toEqual([]);
	});

	it('come in another order, and some of them twice, where the org is told so', async () => {
		org.outbound.configure({ isShuffled: true, repeatPercent: 50 });
		const ids = createLeads(40);
		await org.outbound.deliver();
		const [first] = org.outbound.attempts;
		expect(first.recordIds).not.toEqual(ids);
		expect([...first.recordIds].sort()).toEqual([...ids].sort());
		now = new Date(frozenNow.getTime() + 15_000);
		const [again] = await org.outbound.deliver();
		expect(again.notificationIds.length).toBeGreaterThan(5);
		expect(first.notificationIds).toEqual(expect.arrayContaining([...again.notificationIds]));
		now = new Date(frozenNow.getTime() + 60_000);
		expect(await org.outbound.deliver()).toEqual([]);
	});

	it('leave first where the endpoint answers fast, whoever else waits longer', async () => {
		replies = [nack, ack];
		createLeads(1);
		const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-01' };
		org.org.insert('Opportunity', deal);
		await org.outbound.deliver();
		now = new Date(frozenNow.getTime() + 15_000);
		org.org.insert('Opportunity', deal);
		await org.outbound.deliver();
		expect(org.outbound.attempts.map(({ recordIds: [id] }) => id.slice(0, 3))).toEqual(['00Q', '006', '006', '00Q']);
	});
});
