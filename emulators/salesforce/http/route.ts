import type { ApiReply, ApiRequest } from './api-request';

/** One resource and method; the list of all routes is what coverage is generated from. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** Below `/services/data/vNN.0` when it does not start with `/`; `:name` matches one segment. */
	readonly path: string;
	/** The name under which calls are counted. */
	readonly kind: string;
	/** Served without a session. */
	readonly isPublic?: boolean;
	/** Not counted toward the daily API allowance and without `Sforce-Limit-Info`. */
	readonly isFree?: boolean;
	readonly handle: (request: ApiRequest) => ApiReply;
}

/** A route that fits a path, with the path's parameters. */
export interface RouteMatch {
	readonly route: Route;
	readonly params: Record<string, string>;
}

interface CompiledRoute {
	readonly route: Route;
	readonly pattern: RegExp;
}

/** Finds routes by method and path; earlier routes win. */
export class Router {
	private readonly compiled: readonly CompiledRoute[];

	constructor(readonly routes: readonly Route[]) {
		this.compiled = routes.map((route) => ({ route, pattern: compilePath(route.path) }));
	}

	/** All routes that fit the path, whatever their method. */
	match(path: string): RouteMatch[] {
		return this.compiled.flatMap(({ route, pattern }) => {
			const match = pattern.exec(path);
			if (!match) return [];
			const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, safeDecode(value)]);
			return [{ route, params: Object.fromEntries(params) }];
		});
	}
}

function compilePath(path: string): RegExp {
	const full = path.startsWith('/') ? path : `/services/data/v:version${path === '' ? '' : `/${path}`}`;
	const source = full
		.replace(/[.]/g, '\\.')
		.replace(/:version/, '(?<version>\\d+\\.\\d)')
		.replace(/:(\w+)/g, '(?<$1>[^/]+)');
	return new RegExp(`^${source}/?$`);
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
