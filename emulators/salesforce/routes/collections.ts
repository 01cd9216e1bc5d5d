import { AccessLevel } from '../access/sharing';
import { ApiError, unreadableBody } from '../api-error';
import {
	isObject,
	jsonBody,
	ok,
	saveContext,
	type ApiReply,
	type ApiRequest,
	type JsonObject,
} from '../http/api-request';
import type { Route } from '../http/route';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import { deleteRecord } from '../writes/delete-record';
import { recordError, rejected, type SaveResult } from '../writes/save-result';
import { insertRecord, updateRecord } from '../writes/save-record';
import { upsertRecord } from '../writes/upsert-record';
import { recordJson, requireFields } from './record-json';
import { requireType } from './require-type';

const mostRecords = 200;
const mostRetrieved = 2_000;
const mostChunks = 10;

/** Up to 200 records in one call, each with its own outcome. */
export const collectionRoutes: Route[] = [
	{ method: 'POST', path: 'composite/sobjects', kind: 'collections', handle: createAll },
	{ method: 'PATCH', path: 'composite/sobjects', kind: 'collections', handle: updateAll },
	{ method: 'DELETE', path: 'composite/sobjects', kind: 'collections', handle: deleteAll },
	{ method: 'PATCH', path: 'composite/sobjects/:sObject/:field', kind: 'collections', handle: upsertAll },
	{ method: 'POST', path: 'composite/sobjects/:sObject', kind: 'retrieve', handle: retrieve },
	{ method: 'GET', path: 'composite/sobjects/:sObject', kind: 'retrieve', handle: retrieveByQuery },
];

function createAll(request: ApiRequest): ApiReply {
	const { records, allOrNone } = readCollection(request);
	const context = { ...saveContext(request), batchSize: records.length };
	checkChunks(records.map(typeName));
	return saveAll(request, records, allOrNone, (record) => insertRecord(context, typeOf(request, record), record));
}

function updateAll(request: ApiRequest): ApiReply {
	const { records, allOrNone } = readCollection(request);
	const context = { ...saveContext(request), batchSize: records.length };
	checkChunks(records.map(typeName));
	return saveAll(request, records, allOrNone, (record) => {
		const { id, fields } = takeId(record);
		if (id === undefined) return rejected(recordError('MISSING_ARGUMENT', 'Id not specified in an update call'));
		return updateRecord(context, typeOf(request, record), String(id), fields);
	});
}

function upsertAll(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const key = type.field(request.params.field);
	if (!key?.idLookup || key.type === 'id') {
		throw new ApiError(
			400,
			'INVALID_FIELD',
			`Field name provided, ${request.params.field} does not match an External ID, Salesforce Id, or indexed field for ${type.name}`,
		);
	}
	const { records, allOrNone } = readCollection(request);
	const context = { ...saveContext(request), batchSize: records.length };
	const save = (record: JsonObject) => {
		const name = Object.keys(record).find((each) => each.toLowerCase() === key.name.toLowerCase()) ?? '';
		const { [name]: value, ...fields } = record;
		return upsertRecord(context, type, key, value, fields);
	};
	return saveAll(request, records, allOrNone, save, true);
}

function deleteAll(request: ApiRequest): ApiReply {
	const ids = (request.query.get('ids') ?? '').split(',').filter(Boolean);
	const context = { ...saveContext(request), batchSize: ids.length };
	checkCount(ids.length);
	checkChunks(ids.map((id) => id.slice(0, 3)));
	return saveAll(request, ids, request.query.get('allOrNone') === 'true', (id) => {
		const type = request.org.schema.types.find((each) => each.definition.keyPrefix === id.slice(0, 3));
		if (!type || !toId18(id)) return rejected(recordError('MALFORMED_ID', `malformed id ${id}`));
		return deleteRecord(context, type, id);
	});
}

function retrieve(request: ApiRequest): ApiReply {
	const { ids, fields } = jsonBody(request);
	if (!Array.isArray(ids) || !Array.isArray(fields)) throw unreadableBody('ids and fields are required');
	return retrieveRecords(request, ids.map(String), fields.map(String));
}

function retrieveByQuery(request: ApiRequest): ApiReply {
	const list = (name: string) => (request.query.get(name) ?? '').split(',').filter(Boolean);
	return retrieveRecords(request, list('ids'), list('fields'));
}

function retrieveRecords(request: ApiRequest, ids: readonly string[], names: readonly string[]): ApiReply {
	if (ids.length > mostRetrieved)
		throw new ApiError(
			400,
			'EXCEEDED_ID_LIMIT',
			`record limit reached. cannot submit more than ${mostRetrieved} records into this call`,
		);
	const type = requireType(request);
	const fields = requireFields(type, ['Id', ...names.filter((name) => name.toLowerCase() !== 'id')]);
	const access = request.org.access.of(request.session.userId);
	const records = ids.map((raw) => {
		const id = toId18(raw);
		if (!id) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${raw}`);
		const record = request.org.store.find(type, id);
		const isSeen = record && !record.IsDeleted && access.level(type, record) > AccessLevel.None;
		return isSeen ? recordJson(type, record, fields, request.dataUrl) : null;
	});
	return ok(records, records.filter(Boolean).length);
}

function readCollection(request: ApiRequest): { records: JsonObject[]; allOrNone: boolean } {
	const { records, allOrNone } = jsonBody(request);
	if (!Array.isArray(records) || !records.every(isObject)) throw unreadableBody('records must be a list of objects');
	checkCount(records.length);
	return { records, allOrNone: allOrNone === true };
}

function checkCount(count: number): void {
	if (count <= mostRecords) return;
	throw new ApiError(
		400,
		'EXCEEDED_ID_LIMIT',
		`record limit reached. cannot submit more than ${mostRecords} records into this call`,
	);
}

/** Objects may change from record to record, but only so often. */
function checkChunks(kinds: readonly unknown[]): void {
	const chunks = kinds.filter((kind, index) => index === 0 || kind !== kinds[index - 1]).length;
	if (chunks <= mostChunks) return;
	const message = `Cannot have more than ${mostChunks} chunks in a single operation. Please rearrange the data to reduce chunking.`;
	throw new ApiError(400, 'INVALID_INPUT', message);
}

function typeName({ attributes }: JsonObject): unknown {
	return isObject(attributes) ? attributes.type : undefined;
}

function typeOf({ org }: ApiRequest, record: JsonObject): SObjectType {
	const name = typeName(record);
	if (typeof name !== 'string') throw new ApiError(400, 'INVALID_INPUT', 'Include an entity type in each record');
	const type = org.schema.type(name);
	if (!type) throw new ApiError(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
	return type;
}

function takeId(record: JsonObject): { id: unknown; fields: JsonObject } {
	const name = Object.keys(record).find((each) => each.toLowerCase() === 'id');
	if (name === undefined) return { id: undefined, fields: record };
	const { [name]: id, ...fields } = record;
	return { id, fields };
}

function saveAll<T>(
	{ org }: ApiRequest,
	items: readonly T[],
	allOrNone: boolean,
	save: (item: T) => SaveResult,
	tellsCreated = false,
): ApiReply {
	const isKept = (results: readonly SaveResult[]) => !allOrNone || results.every((each) => each.success);
	const results = org.store.transaction(() => items.map((item) => save(item)), isKept);
	const shown = isKept(results) ? results : results.map((each) => (each.success ? rolledBack() : each));
	return ok(
		shown.map((result) => collectionEntry(result, tellsCreated)),
		shown.filter((each) => each.success).length,
	);
}

function collectionEntry(result: SaveResult, tellsCreated: boolean) {
	if (!result.success) return { success: false, errors: result.errors, ...(tellsCreated ? { created: false } : {}) };
	const { id, created } = result;
	return tellsCreated ? { id, success: true, errors: [], created } : { id, success: true, errors: [] };
}

function rolledBack(): SaveResult {
	return rejected(
		recordError(
			'ALL_OR_NONE_OPERATION_ROLLED_BACK',
			'Record rolled back because not all records were valid and the request was using AllOrNone header',
		),
	);
}
