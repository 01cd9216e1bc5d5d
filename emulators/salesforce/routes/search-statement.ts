import { ApiError } from '../api-error';

/** Which fields a search looks at. */
export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

/** One object that a search is to return. */
export interface SearchTarget {
	readonly sObject: string;
	/** Empty means Id alone. */
	readonly fields: readonly string[];
	/** SOQL behind the field list: WHERE, ORDER BY, LIMIT. */
	readonly where: string | undefined;
	readonly orderBy: string | undefined;
	readonly limit: number | undefined;
}

/** A search, from SOSL or from parameters. */
export interface SearchStatement {
	readonly term: string;
	readonly group: SearchGroup;
	/** Empty means every object that can be searched. */
	readonly targets: readonly SearchTarget[];
	readonly limit: number | undefined;
}

const soslShape =
	/^\s*FIND\s*\{((?:\\.|[^\\}])*)\}\s*(?:IN\s+(\w+)\s+FIELDS\s*)?(?:RETURNING\s+(.*?))?(?:\s+LIMIT\s+(\d+))?\s*$/is;
const target = /^(\w+)\s*(?:\((.*)\))?$/s;
const targetBody = /^(.*?)(?:\s+WHERE\s+(.*?))?(?:\s+ORDER\s+BY\s+(.*?))?(?:\s+LIMIT\s+(\d+))?$/is;

/** Reads `FIND {…} IN … FIELDS RETURNING …`; throws MALFORMED_SEARCH, also for clauses that are not served. */
export function parseSosl(sosl: string): SearchStatement {
	const [, term, group, returning, limit] = soslShape.exec(sosl) ?? [];
	if (term === undefined)
		throw malformedSearch(
			/\{/.test(sosl)
				? `unexpected token in search: ${sosl}`
				: 'No search term found. The search term must be enclosed in braces.',
		);
	return {
		term: term.replace(/\\(.)/g, '$1'),
		group: readSearchGroup(group ?? 'ALL'),
		targets: returning === undefined ? [] : splitTargets(returning).map(parseTarget),
		limit: limit === undefined ? undefined : Number(limit),
	};
}

/** The group by any casing; throws for one that does not exist. */
export function readSearchGroup(name: string): SearchGroup {
	const group = name.toUpperCase().replace(/ FIELDS$/, '');
	if (['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'].includes(group)) return group as SearchGroup;
	throw malformedSearch(`unexpected search group: ${name}`);
}

/** The refusal of a search that cannot be read. */
export function malformedSearch(message: string): ApiError {
	return new ApiError(400, 'MALFORMED_SEARCH', message);
}

/** Splits at commas outside brackets. */
function splitTargets(returning: string): string[] {
	const parts = [''];
	let depth = 0;
	for (const char of returning) {
		depth += char === '(' ? 1 : char === ')' ? -1 : 0;
		if (char === ',' && depth === 0) parts.push('');
		else parts[parts.length - 1] += char;
	}
	return parts.map((part) => part.trim());
}

function parseTarget(text: string): SearchTarget {
	const [, sObject, body] = target.exec(text) ?? [];
	if (sObject === undefined) throw malformedSearch(`unexpected token in RETURNING: ${text}`);
	const [, fields = '', where, orderBy, limit] = targetBody.exec(body?.trim() ?? '') ?? [];
	const names = fields
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean);
	const strange = names.find((each) => !/^[\w.]+$/.test(each));
	if (strange !== undefined) throw malformedSearch(`unexpected token in RETURNING: ${strange}`);
	return { sObject, fields: names, where, orderBy, limit: limit === undefined ? undefined : Number(limit) };
}
