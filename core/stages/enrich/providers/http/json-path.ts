/**
 * A path into a JSON reply: names joined by dots, `[0]` an element, `[*]` all of them (of an object: all its values), `[key=value]`
 * those whose own `key` reads `value`, `"a name"` for names with other characters, `$` the whole.
 */
export const pathPattern =
	/^(?!.*(?:__proto__|constructor|prototype))(?:\$|(?:[\w$@-]+|"[^"]+"|\[(?:\*|\d+|[\w-]+=[^\]]*)\])(?:\.(?:[\w$@-]+|"[^"]+")|\[(?:\*|\d+|[\w-]+=[^\]]*)\])*)$/;

type Segment =
	| { readonly kind: 'name'; readonly name: string }
	| { readonly kind: 'element'; readonly index: number }
	| { readonly kind: 'all' }
	| { readonly kind: 'where'; readonly key: string; readonly value: string };

/** The first value at the path that is neither null nor absent; only own properties are read. */
export function readPath(root: unknown, path: string): unknown {
	return readAll(root, path)[0];
}

/** All values at the path, in order, without null and what is absent. */
export function readAll(root: unknown, path: string): unknown[] {
	if (path === '$') return root === undefined || root === null ? [] : [root];
	return segmentsOf(path).reduce<unknown[]>(
		(values, segment) => values.flatMap((value) => step(value, segment)),
		[root],
	);
}

const segmentShape = /"([^"]+)"|\[(\*|\d+|[\w-]+=[^\]]*)\]|([\w$@-]+)/g;

/** Paths are few and read for every record; definitions that somebody writes anew again and again must not add up. */
const mostPaths = 5_000;
const segmentsByPath = new Map<string, readonly Segment[]>();

function segmentsOf(path: string): readonly Segment[] {
	const known = segmentsByPath.get(path);
	if (known) return known;
	if (segmentsByPath.size >= mostPaths) segmentsByPath.clear();
	const segments = parsePath(path);
	segmentsByPath.set(path, segments);
	return segments;
}

function parsePath(path: string): Segment[] {
	return [...path.matchAll(segmentShape)].map(([, quoted, selector, name]): Segment => {
		if (selector === undefined) return { kind: 'name', name: quoted ?? name };
		if (selector === '*') return { kind: 'all' };
		if (/^\d+$/.test(selector)) return { kind: 'element', index: Number(selector) };
		const equals = selector.indexOf('=');
		return { kind: 'where', key: selector.slice(0, equals), value: selector.slice(equals + 1) };
	});
}

function step(value: unknown, segment: Segment): unknown[] {
	return stepped(value, segment).filter((found) => found !== undefined && found !== null);
}

function stepped(value: unknown, segment: Segment): unknown[] {
	switch (segment.kind) {
		case 'name':
			return [ownOf(value, segment.name)];
		case 'element':
			return Array.isArray(value) ? [value[segment.index]] : [];
		case 'all':
			return childrenOf(value);
		case 'where':
			return childrenOf(value).filter((child) => String(ownOf(child, segment.key)) === segment.value);
	}
}

function childrenOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function ownOf(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
	return (value as Record<string, unknown>)[name];
}
