import { normalizeDomain } from '../../../../record/normal-forms';

/** An object of JSON-LD; its own keys only are read. */
export type Thing = Readonly<Record<string, unknown>>;

/** What one page may make us look at. */
const limits = { textChars: 256 * 1024, things: 2_000, depth: 8 };

/** Kinds of schema.org that are a company, a shop or another organization. */
const organizationKind =
	/(Organization|Corporation|Business|Store|Shop|Service|Agency|Clinic|Dealer|Restaurant|Hotel|Attorney|Dentist|Physician|NGO|Brand|School|University|Airline|Consortium|LibrarySystem|Project)$/;

/** Where a page speaks of whom it belongs to; authors, brands of products and employers of people are somebody else. */
const ownKeys = [
	'@graph',
	'publisher',
	'mainEntity',
	'about',
	'isPartOf',
	'copyrightHolder',
	'sourceOrganization',
	'provider',
];

/** The organization that a page belongs to by its JSON-LD; `undefined` when it names none, or only others. */
export function organizationOf(jsonLd: readonly string[], domain: string): Thing | undefined {
	const things = jsonLd.flatMap((text) => thingsIn(parsed(text)));
	const publishers = new Set(things.map((thing) => own(own(thing, 'publisher'), '@id')));
	publishers.delete(undefined);
	const scored = things
		.filter((thing) => kindsOf(thing).some((kind) => organizationKind.test(kind)))
		.map((thing) => ({ thing, score: scoreOf(thing, domain, publishers) }))
		.filter(({ score }) => score > 0);
	return scored.sort((a, b) => b.score - a.score)[0]?.thing;
}

/** The value of a key that the object itself has; of a list its first. */
export function own(thing: unknown, key: string): unknown {
	if (!isThing(thing) || !Object.hasOwn(thing, key)) return undefined;
	const value = thing[key];
	return Array.isArray(value) ? value[0] : value;
}

/** All values of a key, none where it has none. */
export function ownAll(thing: unknown, key: string): readonly unknown[] {
	if (!isThing(thing) || !Object.hasOwn(thing, key)) return [];
	const value = thing[key];
	return Array.isArray(value) ? value.slice(0, 100) : [value];
}

function isThing(value: unknown): value is Thing {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
	if (text.length > limits.textChars) return undefined;
	// Old pages hide scripts in comments, which are none of JSON's.
	const json = text
		.replace(/^\s*(\/\/|\/\*)?\s*(<!\[CDATA\[|<!--)\s*(\*\/)?/, '')
		.replace(/(\/\/|\/\*)?\s*(\]\]>|-->)\s*(\*\/)?\s*$/, '');
	try {
		return JSON.parse(json);
	} catch {
		// Broken, or nested so deeply that nobody can read it.
		return undefined;
	}
}

function thingsIn(root: unknown): Thing[] {
	const things: Thing[] = [];
	const waiting: Array<{ value: unknown; depth: number }> = [{ value: root, depth: 0 }];
	for (let next = waiting.shift(); next !== undefined && things.length < limits.things; next = waiting.shift()) {
		const { value, depth } = next;
		if (depth > limits.depth) continue;
		if (Array.isArray(value)) {
			for (const each of value.slice(0, limits.things)) waiting.push({ value: each, depth: depth + 1 });
		} else if (isThing(value)) {
			things.push(value);
			for (const key of ownKeys) for (const each of ownAll(value, key)) waiting.push({ value: each, depth: depth + 1 });
		}
		if (waiting.length > limits.things) break;
	}
	return things;
}

function kindsOf(thing: Thing): string[] {
	return ownAll(thing, '@type').filter((kind) => typeof kind === 'string');
}

/** The fuller the better, first of all what a site names as its publisher; 0 for another company's. */
function scoreOf(thing: Thing, domain: string, publishers: ReadonlySet<unknown>): number {
	const urlDomain = normalizeDomain(own(thing, 'url'));
	if (urlDomain !== undefined && urlDomain !== domain) return 0;
	const fields = ['name', 'url', 'address', 'telephone', 'email', 'sameAs', 'logo', 'description', 'contactPoint'];
	const filled = fields.filter((field) => own(thing, field) !== undefined).length;
	return 1 + filled + (urlDomain === domain ? 3 : 0) + (publishers.has(own(thing, '@id')) ? 5 : 0);
}
