import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RoutesByClient } from '../../emulators/salesforce/coverage/route-evidence';
import { cleanPath } from '../../emulators/salesforce/http/dispatch';
import { Router } from '../../emulators/salesforce/http/route';
import { routeTable } from '../../emulators/salesforce/routes/route-table';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';

const file = join(__dirname, '../../emulators/salesforce/coverage/observed-by-clients.json');

/** The routes that the org answered with success, in the route table's order. */
export function observedRoutes(org: SalesforceEmulator): string[] {
	const routes = routeTable();
	const router = new Router(routes);
	const used = new Set(
		org.calls.log
			// The login page is opened by what stands in for the browser, not by the client.
			.filter((call) => call.status < 400 && call.kind !== 'authorize')
			.map((call) => router.match(cleanPath(call.path)).find(({ route }) => route.method === call.method)?.route),
	);
	return routes.filter((route) => used.has(route)).map(({ method, path }) => `${method} ${path}`);
}

/** Keeps what was seen of these clients; the others stay as they were. */
export function writeObserved(observed: RoutesByClient): void {
	const before = JSON.parse(readFileSync(file, 'utf8')) as RoutesByClient;
	writeFileSync(file, `${JSON.stringify({ ...before, ...observed }, null, '\t')}\n`);
}
