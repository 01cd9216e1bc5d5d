import type { Route } from './vendor';

/** A route and what its placeholders hold. */
export interface FoundRoute {
	readonly route: Route;
	readonly params: Readonly<Record<string, string>>;
}

/** The route of a request; `undefined` where the vendor has none. */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute | undefined {
	for (const route of routes) {
		const params = route.method === method ? paramsOf(route.path, path) : undefined;
		if (params) return { route, params };
	}
	return undefined;
}

/** What the placeholders of a pattern stand for in a path; `undefined` where it does not fit. */
export function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		const colon = part.indexOf(':');
		if (colon === -1) {
			if (part !== given[index]) return undefined;
			continue;
		}
		const [, before, name, after] = /^([^:]*):(\w+)(.*)$/.exec(part)!;
		const value = given[index];
		if (!value.startsWith(before) || !value.endsWith(after) || value.length <= before.length + after.length)
			return undefined;
		params[name] = decodeURIComponent(value.slice(before.length, value.length - after.length));
	}
	return params;
}
