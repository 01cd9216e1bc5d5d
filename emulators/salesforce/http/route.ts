import type { ApiReply, ApiRequest } from './api-request';

/** One resource and method; the list of all routes is what coverage is generated from. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** Below `/services/data/vNN.0` when it does not start with `/`; `:name` matches one segment. */
	readonly path: string;
	/** The name under which calls are counted. */
	readonly kind: string;
	/** Served without a session, or with one that the route checks itself. */
	readonly isPublic?: boolean;
	/** Of a public route: whether the call in this body counts toward the daily API allowance; absent means never. */
	readonly charges?: (body: string) => boolean;
	/** Not counted toward the daily API allowance and without `Sforce-Limit-Info`. */
	readonly isFree?: boolean;
	readonly handle: (request: ApiRequest) => ApiReply;
}

/** A route that fits a path, with the path's parameters. */
export interface RouteMatch {
	readonly route: Route;
	readonly params: Record<string, string>;
}

/** Routes that end at one node of the path tree, with the names of the parameters on the way there. */
interface RouteEnd {
	readonly route: Route;
	readonly index: number;
	readonly names: readonly string[];
}

interface PathNode {
	readonly fixed: Map<string, PathNode>;
	variable: PathNode | undefined;
	readonly ends: RouteEnd[];
}

const dataRoot = '/services/data/v:version';
const versionShape = /^v(\d+\.\d)$/;

/** Finds routes by method and path; earlier routes win. */
export class Router {
	private readonly root = newNode();

	constructor(readonly routes: readonly Route[]) {
		routes.forEach((route, index) => this.add(route, index));
	}

	/** All routes that fit the path, whatever their method, in the order of the table. */
	match(path: string): RouteMatch[] {
		const segments = path.split('/');
		if (segments.at(-1) === '') segments.pop();
		const found: Array<{ end: RouteEnd; values: readonly string[] }> = [];
		collect(this.root, segments, 1, [], found);
		return found
			.sort((left, right) => left.end.index - right.end.index)
			.map(({ end, values }) => ({ route: end.route, params: namedParams(end.names, values) }));
	}

	private add(route: Route, index: number): void {
		let node = this.root;
		const names: string[] = [];
		for (const segment of fullPath(route.path).split('/').slice(1)) {
			const name = /^v?:(\w+)$/.exec(segment)?.[1];
			if (name) names.push(name);
			node = name && segment.startsWith(':') ? (node.variable ??= newNode()) : fixedChild(node, name ? 'v:' : segment);
		}
		node.ends.push({ route, index, names });
	}
}

function newNode(): PathNode {
	return { fixed: new Map(), variable: undefined, ends: [] };
}

function fixedChild({ fixed }: PathNode, segment: string): PathNode {
	let child = fixed.get(segment);
	if (!child) fixed.set(segment, (child = newNode()));
	return child;
}

function fullPath(path: string): string {
	if (path === '/') return '';
	return path.startsWith('/') ? path : `${dataRoot}${path === '' ? '' : `/${path}`}`;
}

function collect(
	node: PathNode,
	segments: readonly string[],
	depth: number,
	values: readonly string[],
	found: Array<{ end: RouteEnd; values: readonly string[] }>,
): void {
	if (depth >= segments.length) {
		for (const end of node.ends) found.push({ end, values });
		return;
	}
	const segment = segments[depth];
	const fixed = node.fixed.get(segment);
	if (fixed) collect(fixed, segments, depth + 1, values, found);
	const version = versionShape.exec(segment)?.[1];
	const versioned = version === undefined ? undefined : node.fixed.get('v:');
	if (versioned) collect(versioned, segments, depth + 1, [...values, version!], found);
	if (node.variable && segment !== '') collect(node.variable, segments, depth + 1, [...values, segment], found);
}

function namedParams(names: readonly string[], values: readonly string[]): Record<string, string> {
	return Object.fromEntries(names.map((name, index) => [name, safeDecode(values[index])]));
}

function safeDecode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
