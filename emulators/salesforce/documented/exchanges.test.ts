import { cleanPath } from '../http/dispatch';
import { Router } from '../http/route';
import { routeTable } from '../routes/route-table';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { startTestOrg } from '../test-org';
import { loadExchanges } from './all-exchanges';
import type { DocumentedExchange, DocumentedRequest } from './exchange';
import { fillPlaceholders, findMismatch } from './match-documented';

const router = new Router(routeTable());

let exchanges: readonly DocumentedExchange[];
beforeAll(async () => {
	exchanges = await loadExchanges();
});

describe('what the documentation prints', () => {
	it('names its guide and page, and the route that it exercises', () => {
		const wrong = exchanges.filter(({ source, route, request }) => {
			const match = router.match(cleanPath(request.path)).find((each) => each.route.method === request.method);
			return !/^[\w ().,&'-]+: .+/.test(source) || !match || `${match.route.method} ${match.route.path}` !== route;
		});
		expect(wrong.map(({ source, route }) => `${route} (${source})`)).toEqual([]);
	});

	it('is answered alike by the emulator', async () => {
		const mismatches: string[] = [];
		for (const exchange of exchanges) {
			const mismatch = await replay(exchange).catch((error: Error) => error.message);
			if (mismatch) mismatches.push(`${exchange.route} (${exchange.source}): ${mismatch}`);
		}
		expect(mismatches).toEqual([]);
		expect(exchanges.length).toBeGreaterThan(0);
	});
});

async function replay({ seed, before = [], request, reply }: DocumentedExchange): Promise<string | undefined> {
	const org = await startTestOrg(seed ? { seed } : {});
	try {
		const values: Record<string, string> = {
			access_token: org.issueToken(),
			instance_url: org.url,
			org_id: org.identity.id,
		};
		for (const each of before) {
			const { status, json } = await send(org, each, values);
			if (status >= 400) return `${each.method} ${each.path}, made first, answered ${status}`;
			const id = (json as { id?: string } | undefined)?.id;
			if (id) values.id ??= id;
		}
		const actual = await send(org, request, values);
		if (actual.status !== reply.status)
			return `expected status ${reply.status}, not ${actual.status}: ${actual.text.slice(0, 300)}`;
		const seen = new Map(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
		const headers = Object.fromEntries(
			Object.entries(reply.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
		);
		return (
			findMismatch(headers, Object.fromEntries(actual.headers), seen, 'headers') ??
			(reply.body === undefined ? undefined : findMismatch(reply.body, actual.json ?? actual.text, seen))
		);
	} finally {
		await org.close();
	}
}

async function send(
	{ url }: SalesforceEmulator,
	{ method, path, headers, body }: DocumentedRequest,
	values: Readonly<Record<string, string>>,
) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const sent = {
		authorization: 'Bearer {{access_token}}',
		...(text !== undefined && typeof body !== 'string' ? { 'content-type': 'application/json' } : {}),
		...headers,
	};
	const reply = await fetch(url + fillPlaceholders(path, values), {
		method,
		headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, fillPlaceholders(value, values)])),
		redirect: 'manual',
		...(text === undefined ? {} : { body: fillPlaceholders(text, values) }),
	});
	const answer = await reply.text();
	const isJson = /json/.test(reply.headers.get('content-type') ?? '') && answer !== '';
	return {
		status: reply.status,
		headers: reply.headers,
		text: answer,
		json: isJson ? (JSON.parse(answer) as unknown) : undefined,
	};
}
