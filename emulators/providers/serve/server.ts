import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createEmulatorServer } from '../../http/listen';
import { readBody } from '../../http/read-body';
import type { HttpReply } from '../../http/reply';
import type { Account } from '../money/account';
import { Call, type VendorDesk } from './call';
import { answerWith } from './answer-with';
import type { EmulatorClock } from './clock';
import type { Fault, Faults } from './faults';
import { Refusal, type RefusalKind } from './refusal';
import type { Requests } from './requests';
import { findRoute, type FoundRoute } from './routes';
import type { RequestHead } from './vendor';

/** Everything that answering takes. */
export interface Front {
	readonly desks: ReadonlyMap<string, VendorDesk>;
	readonly faults: Faults;
	readonly requests: Requests;
	readonly clock: EmulatorClock;
	latencyMs(vendor: string): number;
	/** The emulator's own routes, below `/_emulator`. */
	own(method: string, path: string, body: unknown): HttpReply | undefined;
}

/** The server of all vendors, each below its prefix; not listening yet. */
export function createProvidersServer(front: Front): Server {
	return createEmulatorServer(async (request, response) => {
		try {
			await serve(front, request, response);
		} catch (error) {
			// A client that goes away in the middle is not this server's trouble.
			if (!response.headersSent) response.writeHead(500).end(String(error));
			else response.destroy();
		}
	});
}

async function serve(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://localhost');
	const [, prefix, ...rest] = url.pathname.split('/');
	const path = `/${rest.join('/')}`;
	const method = request.method ?? 'GET';
	const body = parsedBody(await readText(request), String(request.headers['content-type'] ?? ''));
	const desk = front.desks.get(prefix);
	if (!desk) {
		const reply = front.own(method, url.pathname, body) ?? {
			status: 404,
			body: { message: `No vendor at ${url.pathname}` },
		};
		await answerWith(request, response, reply, { now: front.clock.now() });
		return;
	}
	const head = { method, path, query: url.searchParams, headers: request.headers, now: front.clock.now() };
	const number = front.requests.next();
	const found = findRoute(desk.vendor.routes, method, path);
	const fault = front.faults.next(desk.vendor.id, found ? `${method} ${found.route.path}` : `${method} ${path}`);
	const { reply, account } = handle(desk, head, found, body, number, fault);
	const latencyMs = front.latencyMs(desk.vendor.id) + (fault?.kind === 'slow' ? (fault.delayMs ?? 1_000) : 0);
	const sent = await answerWith(request, response, reply, { now: head.now, latencyMs, fault: fault?.kind });
	front.requests.add({
		call: number,
		vendor: desk.vendor.id,
		method,
		path,
		...(account ? { account: account.name } : {}),
		status: sent,
		...(fault ? { fault: fault.kind } : {}),
		...(body === undefined ? {} : { body }),
		at: head.now.toISOString(),
	});
}

/** Refusals that a fault brings about before anything is done. */
const refusalOf: Readonly<Partial<Record<Fault['kind'], RefusalKind>>> = {
	'401': 'unauthorized',
	'429': 'throttled',
	'500': 'failed',
	'503': 'unavailable',
	'out-of-credits': 'out-of-credits',
	'not-entitled': 'not-entitled',
	'legal-block': 'legal-block',
};

function handle(
	desk: VendorDesk,
	head: RequestHead,
	found: FoundRoute | undefined,
	body: unknown,
	number: number,
	fault: Fault | undefined,
): { reply: HttpReply; account: Account | undefined } {
	const { vendor } = desk;
	let account: Account | undefined;
	let paid = 0;
	let reply: HttpReply;
	try {
		if (!found) throw new Refusal('not-found');
		desk.jobs.settle(head.now);
		account = found.route.isOpen ? undefined : vendor.identify(head, desk.accounts);
		admit(head, found, account, fault);
		const call = new Call(head, desk, account ?? desk.accounts[0], number, found.params, body);
		reply = found.route.handle(call);
		paid = call.paid;
	} catch (error) {
		reply = vendor.refuse(asRefusal(error), head, account);
	}
	if (!account || !vendor.headers || !found) return { reply, account };
	const meters = account.limits.meters(routeName(found), head.now);
	return {
		reply: { ...reply, headers: { ...vendor.headers(account, meters, paid, reply.status), ...reply.headers } },
		account,
	};
}

/** Key, plan and windows, in this order; a fault stands in for what it names. */
function admit(head: RequestHead, found: FoundRoute, account: Account | undefined, fault: Fault | undefined): void {
	const forced = fault && refusalOf[fault.kind];
	if (forced && forced !== 'throttled') throw new Refusal(forced);
	if (found.route.isOpen) return;
	if (!account) throw new Refusal('unauthorized');
	const name = routeName(found);
	if (account.forbidden.includes(name) || account.forbidden.includes('*')) throw new Refusal('not-entitled', name);
	const full = account.limits.take(name, head.now);
	if (full) throw new Refusal('throttled', undefined, full);
	if (!forced) return;
	const retryMs = (fault.retryAfterSeconds ?? 60) * 1_000;
	const [first = { name: 'minute', requests: 60, perMs: 60_000, kind: 'sliding' as const }] = account.limits.windows;
	throw new Refusal('throttled', undefined, {
		...first,
		used: first.requests,
		left: 0,
		resetsAt: new Date(head.now.getTime() + retryMs),
	});
}

function routeName({ route }: FoundRoute): string {
	return `${route.method} ${route.path}`;
}

function asRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	return new Refusal('failed', error instanceof Error ? error.message : String(error));
}

async function readText(request: IncomingMessage): Promise<string> {
	return (await readBody(request)).text;
}

/** JSON and forms as objects; `undefined` for an empty body, the text itself for anything else. */
function parsedBody(text: string, type: string): unknown {
	if (text === '') return undefined;
	if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
