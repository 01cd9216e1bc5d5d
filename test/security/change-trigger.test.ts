import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IWebhookFunctions } from 'n8n-workflow';
import { openStore } from '../../core/store/open-store';
import type { Store } from '../../core/store/store';
import { aNotification, anOutboundMessage, leadId, testOrgId } from '../../core/salesforce/change-messages.builders';
import { knownForMs } from '../../nodes/SalesforceChangeTrigger/known-secrets';
import { SalesforceChangeTrigger } from '../../nodes/SalesforceChangeTrigger/SalesforceChangeTrigger.node';

const secret = 'a-secret-that-nobody-may-ever-see';
const bodies = 10_000;
const node = new SalesforceChangeTrigger();
const key = { orgId: testOrgId, pipeline: 'instant', sObject: 'Lead' };
const logged: string[] = [];

let folder: string;
let store: Store;
let server: Server;
let started = 0;
/** How often n8n was asked for the credential, and what it says. */
let asked = 0;
let ofCredential = secret;

beforeAll(async () => {
	// Only the clock stands still: a start that has been asked for is asked for again after a while.
	const timers = [
		'setTimeout',
		'clearTimeout',
		'setInterval',
		'clearInterval',
		'setImmediate',
		'clearImmediate',
	] as const;
	jest.useFakeTimers({ doNotFake: [...timers, 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] });
	folder = mkdtempSync(join(tmpdir(), 'change-trigger-'));
	const path = join(folder, 'store.sqlite');
	process.env.SALESFORCE_ENRICHMENT_STORE = path;
	store = await openStore({ kind: 'sqlite', path });
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const called = Object.assign(request, { rawBody: Buffer.concat(chunks) });
			const parameters: Record<string, unknown> = { sObject: 'Lead', pipeline: 'instant', channel: 'both' };
			const context = {
				getRequestObject: () => called,
				getResponseObject: () => response,
				getParamsData: () => ({ secret: request.url?.split('/').at(-1) }),
				getNodeParameter: (name: string, fallback: unknown) =>
					name === 'orgIds' ? testOrgId.slice(0, 15) : (parameters[name] ?? fallback),
				getCredentials: async () => {
					asked += 1;
					return { secret: ofCredential };
				},
				getMode: () => 'webhook',
				getWorkflow: () => ({ id: 'instant' }),
				getNode: () => ({ credentials: { changeTriggerSecretApi: { id: 'secret', name: 'Secret' } } }),
				logger: { warn: (text: string) => void logged.push(text) },
			};
			node.webhook.call(context as unknown as IWebhookFunctions).then(
				({ workflowData }) => (started += workflowData ? 1 : 0),
				(error: unknown) => response.writeHead(599).end(String(error)),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

async function call(
	body: Buffer | string,
	{ type = 'text/xml', last = secret, headers = {} as Record<string, string>, method = 'POST' } = {},
) {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/id/${last}`;
	const response = await fetch(url, {
		method,
		headers: { 'content-type': type, ...headers },
		...(method === 'POST' && { body: new Uint8Array(Buffer.from(body as string)) }),
	});
	return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

const waiting = async () => (await store.countInbox(key, new Date())).waiting;

/** Mulberry32: the same numbers each time. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

interface Hostile {
	readonly body: Buffer;
	readonly type: string;
}

const valid = anOutboundMessage({ count: 3 });
const validJson = JSON.stringify({ sObject: 'Lead', orgId: testOrgId, ids: [leadId(1), leadId(2)] });
const within = (text: string, random: () => number) => Math.floor(random() * text.length);
const xml = (text: string | Buffer): Hostile => ({
	body: Buffer.from(text as string),
	type: 'text/xml; charset=utf-8',
});
const json = (text: string | Buffer): Hostile => ({ body: Buffer.from(text as string), type: 'application/json' });
const doctype = (subset: string) => valid.replace('?>', `?><!DOCTYPE x [${subset}]>`);

/** Each is refused whatever the numbers are. */
const attacks: ReadonlyArray<(random: () => number) => Hostile> = [
	(random) => xml(valid.slice(0, 1 + Math.floor(random() * (valid.length - 2)))),
	(random) => xml(doctype(`<!ENTITY e${Math.floor(random() * 9)} SYSTEM "file:///etc/passwd">`)),
	(random) => {
		const depth = 2 + Math.floor(random() * 40);
		const entities = Array.from({ length: depth }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
		return xml(doctype(`<!ENTITY e0 "ha">${entities.join('')}`).replace('<ActionId>', `<ActionId>&e${depth};`));
	},
	(random) =>
		xml(valid.replace('<Notification>', `<Notification a="${'x'.repeat(600 + Math.floor(random() * 50_000))}">`)),
	(random) => {
		const many = Array.from({ length: 13 + Math.floor(random() * 500) }, (_, at) => `a${at}=""`).join(' ');
		return xml(valid.replace('<Notification>', `<Notification ${many}>`));
	},
	(random) => {
		const depth = 13 + Math.floor(random() * 3_000);
		return xml(valid.replace('<sf:Id>', `${'<sf:x>'.repeat(depth)}${'</sf:x>'.repeat(depth)}<sf:Id>`));
	},
	(random) => {
		const namespaces = valid.match(/xmlns(?::(?:soapenv|sf))?="[^"]+"/g)!;
		const chosen = namespaces[Math.floor(random() * namespaces.length)];
		return xml(valid.replace(chosen, chosen.replace(/"$/, `/${Math.floor(random() * 99)}"`)));
	},
	(random) => xml(anOutboundMessage({ orgId: `00D${String(Math.floor(random() * 1e12)).padStart(12, '9')}` })),
	(random) => xml(anOutboundMessage({ count: 101 + Math.floor(random() * 300) })),
	(random) => {
		const bytes = Buffer.from(valid);
		bytes[Math.floor(random() * bytes.length)] = 0x80 + Math.floor(random() * 128);
		return xml(bytes);
	},
	(random) =>
		xml(valid.replace('sf:Lead', ['sf:Contact', 'xsi:Lead', 'sf:', 'sf:__proto__'][Math.floor(random() * 4)])),
	(random) => xml(valid.replace(leadId(1), leadId(1).slice(0, Math.floor(random() * 15)))),
	(random) => {
		const extras = ['<!-- x -->', '<?x y?>', '<![CDATA[x]]>', '<Extra/>', 'x', '<Notification/>', '<constructor/>'];
		return xml(valid.replace('<Notification>', `${extras[Math.floor(random() * extras.length)]}<Notification>`));
	},
	(random) => xml(`${valid}${String.fromCharCode(33 + Math.floor(random() * 27))}<x/>`),
	(random) => {
		const tags = valid.match(/<\/?[A-Za-z:]+/g)!;
		const tag = tags[Math.floor(random() * tags.length)];
		return xml(valid.replace(tag, `${tag}_`));
	},
	(random) => json(validJson.slice(0, 1 + within(validJson.slice(2), random))),
	(random) => json('['.repeat(1 + Math.floor(random() * 100_000))),
	(random) => {
		const names = ['__proto__', 'constructor', 'toString', 'url', 'IDS'];
		const name = names[Math.floor(random() * names.length)];
		return json(`{"ids":["${leadId(1)}"],"${name}":{"isAdmin":true}}`);
	},
	(random) => json(JSON.stringify(Array.from({ length: 2_001 + Math.floor(random() * 50) }, (_, at) => leadId(at)))),
	(random) => json(JSON.stringify({ ids: [[[leadId(1)]], 7, null, {}, '', ' '][Math.floor(random() * 6)] })),
	(random) =>
		json(JSON.stringify([leadId(1), [7, null, {}, [leadId(2)], '../etc', "' OR Id != '"][Math.floor(random() * 6)]])),
	(random) => json(`[{"__proto__":{"Id":"${leadId(1 + Math.floor(random() * 9))}"}}]`),
	(random) => ({
		...xml(valid),
		type: ['text/plain', 'multipart/form-data; boundary=x', '', 'text/html'][Math.floor(random() * 4)] || 'x/y',
	}),
	(random) => ({ ...json(valid), type: random() < 0.5 ? 'application/json' : 'application/xml-dtd' }),
	(random) => xml(`${' '.repeat(Math.floor(random() * 9))}${validJson}`),
];

describe('the webhook of the Salesforce Change Trigger', () => {
	it(`survives ${bodies} malformed or hostile bodies: each is refused in constant words, nothing is kept or started`, async () => {
		const random = seeded(20_261_128);
		const statuses = new Map<number, number>();
		const words = new Set<string>();
		const heapBefore = process.memoryUsage().rss;
		for (let done = 0; done < bodies; done += 50) {
			const replies = await Promise.all(
				Array.from({ length: 50 }, async (_, at) => {
					const { body, type } = attacks[(done + at) % attacks.length](random);
					return await call(body, { type });
				}),
			);
			for (const { status, text } of replies) {
				statuses.set(status, (statuses.get(status) ?? 0) + 1);
				words.add(text);
			}
		}
		expect([...statuses.keys()].sort()).toEqual([400, 403]);
		expect([...statuses.values()].reduce((one, other) => one + other)).toBe(bodies);
		// Constant words: however many bodies there are, there are few answers, and none has anything of what came in.
		expect(words.size).toBeLessThan(30);
		const said = [...words, ...new Set(logged)].join('\n');
		expect(said).not.toContain(secret);
		expect(said).not.toMatch(/<Ack>true|passwd|00Q5e|04l5e|isAdmin/);
		expect(await waiting()).toBe(0);
		expect(started).toBe(0);
		// Outside of an execution n8n makes an isolate for each answer.
		expect(asked).toBe(1);
		expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
		expect(process.memoryUsage().rss - heapBefore).toBeLessThan(512 * 1024 * 1024);
	});

	it('lets nobody in without the secret, and tells a stranger nothing', async () => {
		const short = secret.slice(0, -1);
		for (const last of ['', short, `${secret}x`, '%00', 'undefined']) {
			expect(await call(valid, { last })).toMatchObject({ status: 404 });
		}
		const wrong: Array<Record<string, string>> = [{}, { 'x-enrichment-secret': short }, { authorization: secret }];
		for (const headers of wrong) {
			expect((await call(validJson, { type: 'application/json', last: 'header', headers })).status).toBe(401);
		}
		expect((await call('', { method: 'GET' })).status).toBe(405);
		expect(await waiting()).toBe(0);
	});

	it('refuses what is too large before it is read', async () => {
		const large = valid.replace('<sf:Id>', `<sf:Name>${'x'.repeat(1_100_000)}</sf:Name><sf:Id>`);
		expect((await call(large)).status).toBe(413);
		expect(await waiting()).toBe(0);
	});

	it('takes what is exactly right, once, and starts one execution', async () => {
		expect(await call(valid)).toMatchObject({
			status: 200,
			type: 'text/xml; charset=utf-8',
			text: expect.stringContaining('<Ack>true</Ack>'),
		});
		expect(await call(valid)).toMatchObject({ status: 200 });
		expect((await call(anOutboundMessage({ notifications: aNotification(7) }))).status).toBe(200);
		const headers = { 'x-enrichment-secret': secret };
		const reply = await call(validJson, { type: 'application/json', last: 'header', headers });
		expect([reply.status, JSON.parse(reply.text)]).toEqual([202, { received: 2, repeated: 0 }]);
		expect(await waiting()).toBe(4);
		expect(started).toBe(1);
	});

	it('takes a new secret at once, and a withdrawn one for no longer than a minute after it was last confirmed', async () => {
		const later = (ms: number) => jest.setSystemTime(new Date(Date.now() + ms));
		const statusWith = async (last: string) => (await call(valid, { last })).status;
		await statusWith(secret);
		ofCredential = 'another-secret-that-nobody-may-see';
		later(knownForMs - 1);
		expect(await statusWith('a-third-one-that-is-simply-wrong-here')).toBe(404);
		expect(await statusWith(secret)).toBe(404);
		expect(await statusWith(ofCredential)).toBe(200);

		ofCredential = secret;
		later(1);
		expect(await statusWith('another-secret-that-nobody-may-see')).toBe(200);
		later(knownForMs);
		expect(await statusWith('another-secret-that-nobody-may-see')).toBe(404);
		expect(await statusWith(secret)).toBe(200);
	});
});
