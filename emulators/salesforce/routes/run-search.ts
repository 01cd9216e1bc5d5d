import { ApiError } from '../api-error';
import type { ApiRequest } from '../http/api-request';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { runQuery } from '../soql/run-query';
import { queryRequest } from './query-request';
import { malformedSearch, type SearchGroup, type SearchStatement, type SearchTarget } from './search-statement';

type Json = Record<string, unknown>;

const mostResults = 2_000;
const longestText = 255;
const notSearched = new Set(['Organization', 'PermissionSet', 'Profile', 'FieldPermissions']);

/** The records that hold every word of the term in one of the group's fields, object by object. */
export function runSearch(request: ApiRequest, { term, group, targets, limit }: SearchStatement): Json[] {
	const words = readWords(term);
	const most = Math.min(limit ?? mostResults, mostResults);
	const found: Json[] = [];
	for (const target of targets.length > 0 ? targets : everySearchable(request)) {
		if (found.length >= most) break;
		for (const record of searchObject(request, target, group, words, most - found.length)) found.push(record);
	}
	return found;
}

function searchObject(
	request: ApiRequest,
	target: SearchTarget,
	group: SearchGroup,
	words: readonly string[],
	most: number,
): readonly Json[] {
	const type = request.org.schema.type(target.sObject);
	if (!type) throw new ApiError(400, 'INVALID_TYPE', `sObject type '${target.sObject}' is not supported.`);
	const fields = type.fields.filter((each) => isInGroup(each, group));
	if (fields.length === 0) return [];
	const matches = words.map((word) => `(${fields.map((each) => `${each.name} LIKE '${word}'`).join(' OR ')})`);
	const conditions = target.where === undefined ? matches : [...matches, `(${target.where})`];
	const selected = target.fields.length > 0 ? target.fields : ['Id'];
	const order = target.orderBy === undefined ? '' : ` ORDER BY ${target.orderBy}`;
	const soql = `SELECT ${selected.join(', ')} FROM ${type.name} WHERE ${conditions.join(' AND ')}${order} LIMIT ${Math.min(target.limit ?? most, most)}`;
	return runQuery(request.org, soql, { ...queryRequest(request, false), pageSize: mostResults }).records;
}

function everySearchable({ org }: ApiRequest): SearchTarget[] {
	return org.schema.types
		.filter(isSearchable)
		.map((type) => ({ sObject: type.name, fields: [], where: undefined, orderBy: undefined, limit: undefined }));
}

function isSearchable({ definition, name }: SObjectType): boolean {
	return definition.createable && !definition.viewSql && !notSearched.has(name);
}

/** Words and quoted phrases as LIKE patterns: whole text on both sides, `*` and `?` inside. */
function readWords(term: string): string[] {
	const words = [...term.matchAll(/"([^"]+)"|([^\s"]+)/g)].map(([, phrase, word]) => phrase ?? word);
	if (words.some((word) => /^(OR|NOT|AND NOT)$/.test(word)))
		throw malformedSearch('OR and AND NOT in search terms are not served by this emulator');
	const meant = words.filter((word) => word !== 'AND');
	if (meant.join('').replace(/[*?]/g, '').length < 2) {
		throw new ApiError(400, 'INVALID_SEARCH', `search term must be longer than one character: ${term}`);
	}
	return meant.map(likePattern);
}

function likePattern(word: string): string {
	const escaped = word.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/[%_]/g, '\\$&');
	return `%${escaped.replace(/\*/g, '%').replace(/\?/g, '_')}%`;
}

function isInGroup(field: FieldDefinition, group: SearchGroup): boolean {
	switch (group) {
		case 'NAME':
			return field.nameField || /^(First|Last)Name$/.test(field.name);
		case 'EMAIL':
			return field.type === 'email';
		case 'PHONE':
			return field.type === 'phone';
		case 'SIDEBAR':
			return field.nameField || field.externalId || field.type === 'email' || field.type === 'phone';
		case 'ALL':
			return (
				['string', 'email', 'phone', 'url', 'picklist'].includes(field.type) ||
				(field.type === 'textarea' && field.length <= longestText)
			);
	}
}
