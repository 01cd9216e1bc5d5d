import { Refusal } from '../../serve/refusal';

/** A condition on the item: a property, and a variable or a value. */
export interface Pattern {
	readonly property: string;
	/** `?name`, or the text of a literal or an address. */
	readonly object: string;
	readonly isOptional: boolean;
}

/** A query about one item and what is said of it. */
export interface StarQuery {
	/** Variables to show, without `?`; empty: all. */
	readonly names: readonly string[];
	/** The variable that stands for the item. */
	readonly subject: string;
	readonly patterns: readonly Pattern[];
	/** Values that a variable may have. */
	readonly values: Readonly<Record<string, ReadonlySet<string>>>;
	readonly limit: number;
	readonly isDistinct: boolean;
}

/** Reads the part of SPARQL that looking companies up takes; anything else is `invalid`. */
export function parseSparql(source: string): StarQuery {
	const text = source.replace(/^\s*#.*$/gm, '').replace(/PREFIX\s+\S+\s+<[^>]*>/gi, '');
	const head = /SELECT\s+(DISTINCT\s+)?(\*|(?:\?\w+\s*)+)\s*(?:WHERE\s*)?\{([\s\S]*)\}\s*(?:LIMIT\s+(\d+))?\s*$/i.exec(
		text.trim(),
	);
	if (!head) throw new Refusal('invalid', 'only SELECT ... WHERE { ... } LIMIT n is emulated');
	const [, isDistinct, names, whole, limit] = head;
	const { rest, values } = takeValues(whole);
	const patterns = patternsOf(rest.replace(/SERVICE\s+wikibase:label\s*\{[^{}]*\}\s*\.?/gi, ''));
	const subjects = new Set(patterns.map(({ subject }) => subject));
	if (subjects.size !== 1) throw new Refusal('invalid', 'all conditions must be about the same variable');
	return {
		names:
			names.trim() === '*'
				? []
				: names
						.trim()
						.split(/\s+/)
						.map((name) => name.slice(1)),
		subject: [...subjects][0].slice(1),
		patterns,
		values,
		limit: limit === undefined ? Infinity : Number(limit),
		isDistinct: isDistinct !== undefined,
	};
}

function takeValues(body: string): { rest: string; values: Record<string, Set<string>> } {
	const values: Record<string, Set<string>> = {};
	const rest = body.replace(/VALUES\s+\(?\s*\?(\w+)\s*\)?\s*\{([^{}]*)\}\s*\.?/gi, (_, name: string, list: string) => {
		values[name] = new Set(tokensOf(list.replace(/[()]/g, ' ')).map(valueOf));
		return ' ';
	});
	return { rest, values };
}

function patternsOf(body: string): Array<Pattern & { subject: string }> {
	const patterns: Array<Pattern & { subject: string }> = [];
	const required = body.replace(/OPTIONAL\s*\{([^{}]*)\}\s*\.?/gi, (_, inner: string) => {
		for (const triple of triplesOf(inner, true)) patterns.push(triple);
		return ' ';
	});
	if (/[{}]|FILTER|BIND|UNION|MINUS/i.test(required))
		throw new Refusal('invalid', 'FILTER, BIND, UNION and sub-queries are not emulated');
	return [...triplesOf(required, false), ...patterns];
}

/** `?item wdt:P1 ?a ; wdt:P2 "b" .` as one pattern each. */
function triplesOf(text: string, isOptional: boolean): Array<Pattern & { subject: string }> {
	const triples: Array<Pattern & { subject: string }> = [];
	const tokens = tokensOf(text);
	let subject: string | undefined;
	for (let index = 0; index < tokens.length; ) {
		if (tokens[index] === '.') {
			subject = undefined;
			index += 1;
			continue;
		}
		if (tokens[index] === ';') index += 1;
		else if (subject === undefined) subject = tokens[index++];
		const [property, object] = tokens.slice(index, index + 2);
		if (!subject?.startsWith('?') || !property || !object) throw new Refusal('invalid', `cannot read ${text.trim()}`);
		triples.push({ subject, property, object: object.startsWith('?') ? object : valueOf(object), isOptional });
		index += 2;
	}
	return triples;
}

function tokensOf(text: string): string[] {
	return text.match(/"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?|<[^>]*>|\?\w+|[;.](?=\s|$|\?|\})|[^\s;"<>?]+/g) ?? [];
}

function valueOf(token: string): string {
	if (token.startsWith('"')) return token.slice(1, token.lastIndexOf('"')).replace(/\\(.)/g, '$1');
	if (token.startsWith('<')) return token.slice(1, -1);
	return token.replace(/^wd:/, 'http://www.wikidata.org/entity/');
}
