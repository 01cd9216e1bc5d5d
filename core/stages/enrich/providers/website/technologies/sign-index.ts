import { analyticsTechnologies } from './analytics-technologies';
import { dnsTechnologies } from './dns-technologies';
import { marketingTechnologies } from './marketing-technologies';
import { platformTechnologies } from './platform-technologies';
import { serviceTechnologies } from './service-technologies';
import type { Sign, Technology } from './technology';

/** All technologies that have signs of their own. */
export const technologies: readonly Technology[] = [
	...platformTechnologies,
	...analyticsTechnologies,
	...marketingTechnologies,
	...serviceTechnologies,
	...dnsTechnologies,
];

type SignKind = Sign extends `${infer Kind}:${string}` ? Kind : never;

/** A technology and the rest of its sign: what a URL goes on with behind the host, or the value of a name. */
export interface Indexed {
	readonly name: string;
	readonly category: string;
	/** In lower case where case says nothing. */
	readonly rest: string;
}

/** Of a kind whose signs are hosts, or names with a value: by host or name in lower case. */
export type HostIndex = ReadonlyMap<string, readonly Indexed[]>;

/** Signs of one kind, in the order of the table. */
export function signsOf(kind: SignKind): Indexed[] {
	return technologies.flatMap(([name, category, ...signs]) =>
		signs
			.filter((sign) => sign.slice(0, sign.indexOf(':')) === kind)
			.map((sign) => ({ name, category, rest: sign.slice(sign.indexOf(':') + 1) })),
	);
}

/** Signs of one kind by their first part: a host up to its path, or a name up to `=`. */
export function indexedBy(kind: SignKind, separator: '/' | '='): HostIndex {
	const index = new Map<string, Indexed[]>();
	for (const sign of signsOf(kind)) {
		const at = sign.rest.indexOf(separator);
		const key = (at < 0 ? sign.rest : sign.rest.slice(0, at)).toLowerCase();
		const rest = at < 0 ? '' : sign.rest.slice(separator === '/' ? at : at + 1);
		index.set(key, [...(index.get(key) ?? []), { ...sign, rest }]);
	}
	return index;
}

/** The signs of a host and of the hosts above it. */
export function* atHost(index: HostIndex, host: string): Generator<Indexed> {
	const labels = host.toLowerCase().replace(/\.$/, '').split('.').slice(-10);
	for (let from = 0; from < labels.length - 1; from += 1) yield* index.get(labels.slice(from).join('.')) ?? [];
}
