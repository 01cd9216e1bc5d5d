import type { DocumentedExchange } from '../documented/exchange';
import type { Route } from '../http/route';

/** Routes as the route table spells them, by the client that was seen to use them. */
export type RoutesByClient = Readonly<Record<string, readonly string[]>>;

/** What speaks for a route. */
export interface RouteEvidence {
	/** `GET query/:locator`. */
	readonly route: string;
	/** Whether it is one of the emulator's own, which no org has. */
	readonly isOwn: boolean;
	readonly clients: readonly string[];
	/** Guide and page of each exchange that was compared with the documentation's text. */
	readonly pages: readonly string[];
	/** Guide and page of each exchange that was written from memory. */
	readonly recalled: readonly string[];
}

/** How far a route is vouched for; only the first means *supported*. */
export type RouteStatus = 'own' | 'supported' | 'served, from memory of the guide' | 'served, unproven';

/** What speaks for each route, in the table's order. */
export function routeEvidence(
	routes: readonly Route[],
	observed: RoutesByClient,
	exchanges: readonly DocumentedExchange[],
): RouteEvidence[] {
	return routes.map((each) => {
		const route = `${each.method} ${each.path}`;
		return {
			route,
			isOwn: isOwn(each),
			clients: Object.keys(observed).filter((client) => observed[client].includes(route)),
			pages: pagesOf(exchanges, route, 'read'),
			recalled: pagesOf(exchanges, route, 'recalled'),
		};
	});
}

/** `supported` needs a client that others wrote or an exchange that was compared with Salesforce's documentation. */
export function statusOf({ isOwn: own, clients, pages, recalled }: RouteEvidence): RouteStatus {
	if (own) return 'own';
	if (clients.length + pages.length > 0) return 'supported';
	return recalled.length > 0 ? 'served, from memory of the guide' : 'served, unproven';
}

/** Routes that evidence names but the table does not have: renamed or removed since. */
export function staleRoutes(routes: readonly Route[], observed: RoutesByClient): string[] {
	const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
	return [...new Set(Object.values(observed).flat())].filter((route) => !known.has(route));
}

function pagesOf(
	exchanges: readonly DocumentedExchange[],
	route: string,
	evidence: DocumentedExchange['evidence'],
): string[] {
	return [
		...new Set(
			exchanges.filter((each) => each.route === route && each.evidence === evidence).map((each) => each.source),
		),
	];
}

/** The control addresses, the pages to look at, and the form of the login page, which only a person fills in. */
function isOwn({ method, kind }: Route): boolean {
	return kind === 'control' || kind === 'page' || (kind === 'authorize' && method === 'POST');
}
