import { ApiError, unreadableBody } from '../api-error';
import { isObject, jsonBody, ok, type ApiReply, type ApiRequest, type JsonObject } from '../http/api-request';
import type { Route } from '../http/route';
import { runSearch } from './run-search';
import {
	malformedSearch,
	parseSosl,
	readSearchGroup,
	type SearchStatement,
	type SearchTarget,
} from './search-statement';

const firstVersionWithEnvelope = 37;
const postKeys = new Set(['q', 'in', 'fields', 'sobjects', 'overallLimit', 'defaultLimit', 'spellCorrection']);
const getKeys = new Set(['q', 'in', 'sobject', 'fields', 'overallLimit', 'defaultLimit', 'spellCorrection']);

/** Finding records by words. */
export const searchRoutes: Route[] = [
	{ method: 'GET', path: 'search', kind: 'search', handle: searchBySosl },
	{
		method: 'GET',
		path: 'parameterizedSearch',
		kind: 'search',
		handle: (request) => answer(request, fromQuery(request)),
	},
	{
		method: 'POST',
		path: 'parameterizedSearch',
		kind: 'search',
		handle: (request) => answer(request, fromBody(jsonBody(request))),
	},
];

function searchBySosl(request: ApiRequest): ApiReply {
	const sosl = request.query.get('q');
	if (!sosl?.trim()) throw malformedSearch('No search term found. The search term must be enclosed in braces.');
	return answer(request, parseSosl(sosl));
}

function answer(request: ApiRequest, statement: SearchStatement): ApiReply {
	const records = runSearch(request, statement);
	const isBare = Number(request.params.version) < firstVersionWithEnvelope;
	return ok(isBare ? records : { searchRecords: records }, records.length);
}

function fromQuery({ query }: ApiRequest): SearchStatement {
	const names = query.getAll('sobject');
	const strange = [...query.keys()].find((key) => !getKeys.has(key) && !isTargetKey(key, names));
	if (strange !== undefined) throw unknownParameter(strange);
	const shared = list(query.get('fields'));
	const targets = names.map((sObject) => {
		const fields = query.has(`${sObject}.fields`) ? list(query.get(`${sObject}.fields`)) : shared;
		const where = query.get(`${sObject}.where`) ?? undefined;
		return target(sObject, fields, where, query.get(`${sObject}.limit`) ?? query.get('defaultLimit'));
	});
	return {
		term: requireTerm(query.get('q')),
		group: readSearchGroup(query.get('in') ?? 'ALL'),
		targets,
		limit: number(query.get('overallLimit')),
	};
}

function isTargetKey(key: string, names: readonly string[]): boolean {
	return names.some((name) => ['fields', 'where', 'limit'].some((part) => key === `${name}.${part}`));
}

function fromBody(body: JsonObject): SearchStatement {
	const strange = Object.keys(body).find((key) => !postKeys.has(key));
	if (strange !== undefined) throw unknownParameter(strange);
	const { q, in: group, fields = [], sobjects = [], overallLimit, defaultLimit } = body;
	if (!Array.isArray(sobjects) || !sobjects.every(isObject)) throw unreadableBody('sobjects must be a list of objects');
	const targets = sobjects.map(({ name, fields: own = fields, where, limit = defaultLimit }) =>
		target(
			String(name),
			Array.isArray(own) ? own.map(String) : list(String(own)),
			where === undefined ? undefined : String(where),
			limit,
		),
	);
	return { term: requireTerm(q), group: readSearchGroup(String(group ?? 'ALL')), targets, limit: number(overallLimit) };
}

function target(sObject: string, fields: readonly string[], where: string | undefined, limit: unknown): SearchTarget {
	return { sObject, fields, where, orderBy: undefined, limit: number(limit) };
}

function requireTerm(term: unknown): string {
	if (typeof term === 'string' && term.trim() !== '') return term;
	throw new ApiError(400, 'INVALID_SEARCH', 'A search string has to be specified as q');
}

function list(text: string | null): string[] {
	return (text ?? '')
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean);
}

function number(value: unknown): number | undefined {
	if (value === undefined || value === null) return undefined;
	const limit = Number(value);
	if (Number.isInteger(limit) && limit > 0 && limit <= 2_000) return limit;
	throw new ApiError(400, 'INVALID_SEARCH', `Not a limit from 1 to 2000: ${String(value)}`);
}

function unknownParameter(name: string): ApiError {
	return new ApiError(400, 'INVALID_SEARCH', `The search parameter ${name} is not served by this emulator`);
}
