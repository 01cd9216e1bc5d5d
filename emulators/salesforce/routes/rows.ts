import { jsonBody, ok, saveContext, type ApiReply, type ApiRequest } from '../http/api-request';
import { ApiError } from '../api-error';
import type { Route } from '../http/route';
import { toId18 } from '../record-id';
import type { StoredRecord } from '../storage/record-store';
import { deleteRecord } from '../writes/delete-record';
import { insertRecord, updateRecord } from '../writes/save-record';
import { unmetCondition, versionHeaders } from './conditional-request';
import { recordJson, requireFields } from './record-json';
import { requireType } from './require-type';
import { refusalReply, requireRow } from './save-reply';

/** One record at a time, by its id. */
export const rowRoutes: Route[] = [
	{ method: 'POST', path: 'sobjects/:sObject', kind: 'row', handle: createRow },
	{ method: 'GET', path: 'sobjects/:sObject/:id', kind: 'row', handle: readRow },
	{ method: 'PATCH', path: 'sobjects/:sObject/:id', kind: 'row', handle: updateRow },
	{ method: 'DELETE', path: 'sobjects/:sObject/:id', kind: 'row', handle: deleteRow },
];

function createRow(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const result = insertRecord(saveContext(request), type, jsonBody(request));
	const refusal = refusalReply(result);
	if (refusal) return refusal;
	const headers = { Location: `${request.dataUrl}/sobjects/${type.name}/${result.id}` };
	return { status: 201, body: { id: result.id, success: true, errors: [] }, headers, records: 1 };
}

function readRow(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const record = request.org.store.find(type, requireRow(toId18(request.params.id)));
	request.org.access.requireRead(request.session.userId, type, requireRow(record));
	if (record?.IsDeleted) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
	const unmet = unmetCondition(request, type.name, requireRow(record));
	if (unmet) return unmet;
	const names = request.query.get('fields');
	const fields = names
		? requireFields(type, ['Id', ...names.split(',').filter((name) => !/^id$/i.test(name))])
		: type.fields;
	return {
		...ok(recordJson(type, requireRow(record), fields, request.dataUrl), 1),
		headers: versionHeaders(type.name, requireRow(record)),
	};
}

function updateRow(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const unmet = unmetCondition(request, type.name, requireExisting(request));
	if (unmet) return unmet;
	const result = updateRecord(saveContext(request), type, request.params.id, jsonBody(request));
	return refusalReply(result) ?? { status: 204, records: 1 };
}

function deleteRow(request: ApiRequest): ApiReply {
	requireExisting(request);
	const result = deleteRecord(saveContext(request), requireType(request), request.params.id);
	return refusalReply(result) ?? { status: 204, records: 1 };
}

function requireExisting(request: ApiRequest): StoredRecord {
	return requireRow(request.org.store.find(requireType(request), requireRow(toId18(request.params.id))));
}
