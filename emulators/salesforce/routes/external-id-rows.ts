import { ApiError, notFound } from '../api-error';
import { jsonBody, ok, saveContext, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import type { FieldDefinition } from '../schema/field';
import { readValue } from '../writes/read-value';
import { deleteRecord } from '../writes/delete-record';
import { upsertRecord } from '../writes/upsert-record';
import { recordJson } from './record-json';
import { requireType } from './require-type';
import { refusalReply, requireRow } from './save-reply';

/** One record at a time, by an external id. */
export const externalIdRowRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects/:sObject/:field/:value', kind: 'row', handle: readByKey },
	{ method: 'PATCH', path: 'sobjects/:sObject/:field/:value', kind: 'row', handle: upsertByKey },
	{ method: 'DELETE', path: 'sobjects/:sObject/:field/:value', kind: 'row', handle: deleteByKey },
];

function readByKey(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const matches = findByKey(request);
	if (matches.length > 1)
		return manyMatches(
			request,
			matches.map((each) => String(each.Id)),
		);
	return ok(recordJson(type, requireRow(matches[0]), type.fields, request.dataUrl), 1);
}

function upsertByKey(request: ApiRequest): ApiReply {
	const key = requireKey(request);
	const body = jsonBody(request);
	const repeated = Object.keys(body).find((name) => name.toLowerCase() === key.name.toLowerCase());
	if (repeated) {
		throw new ApiError(400, 'INVALID_FIELD', `The ${key.name} field should not be specified in the sobject data.`, [
			key.name,
		]);
	}
	const result = upsertRecord(saveContext(request), requireType(request), key, request.params.value, body);
	if (result.matches) return manyMatches(request, result.matches);
	const refusal = refusalReply(result);
	if (refusal || !result.success) return refusal!;
	const { created, id } = result;
	return { status: created ? 201 : 200, body: { id, success: true, errors: [], created }, records: 1 };
}

function deleteByKey(request: ApiRequest): ApiReply {
	const matches = findByKey(request).map((each) => String(each.Id));
	if (matches.length > 1) return manyMatches(request, matches);
	const result = deleteRecord(saveContext(request), requireType(request), requireRow(matches[0]));
	return refusalReply(result) ?? { status: 204, records: 1 };
}

function findByKey(request: ApiRequest) {
	const key = requireKey(request);
	const read = readValue(key, request.params.value);
	return 'error' in read || read.value === null
		? []
		: request.org.store.findBy(requireType(request), key.name, read.value);
}

function requireKey(request: ApiRequest): FieldDefinition {
	const field = requireType(request).field(request.params.field);
	if (!field?.idLookup || field.type === 'id') {
		throw notFound(`Provided external ID field does not exist or is not accessible: ${request.params.field}`);
	}
	return field;
}

function manyMatches({ dataUrl, params }: ApiRequest, ids: readonly string[]): ApiReply {
	return { status: 300, body: ids.map((id) => `${dataUrl}/sobjects/${params.sObject}/${id}`) };
}
