import { ApiError, notFound } from '../api-error';
import { jsonBody, ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { toId18 } from '../record-id';
import {
	createCustomField,
	deleteCustomField,
	findCustomField,
	updateCustomField,
	type PlacedField,
} from '../tooling/custom-fields';
import { metadataOfField } from '../tooling/field-metadata';
import { toolingObjects } from '../tooling/tooling-objects';
import { recordJson } from './record-json';
import { asTooling, requireToolingType } from './tooling';

/** Setup records one at a time; custom fields can be written, the rest only read. */
export const toolingRowRoutes: Route[] = [
	{ method: 'POST', path: 'tooling/sobjects/:sObject', kind: 'toolingRow', handle: createRow },
	{ method: 'GET', path: 'tooling/sobjects/:sObject/:id', kind: 'toolingRow', handle: readRow },
	{ method: 'PATCH', path: 'tooling/sobjects/:sObject/:id', kind: 'toolingRow', handle: updateRow },
	{ method: 'DELETE', path: 'tooling/sobjects/:sObject/:id', kind: 'toolingRow', handle: deleteRow },
];

function createRow(request: ApiRequest): ApiReply {
	requireWritable(request, 'inserted');
	const { FullName, Metadata } = jsonBody(request);
	const id = createCustomField(request.org, FullName, Metadata);
	const headers = { Location: `${request.dataUrl}/tooling/sobjects/CustomField/${id}` };
	return { status: 201, body: { id, success: true, errors: [], warnings: [], infos: [] }, headers, records: 1 };
}

function readRow(request: ApiRequest): ApiReply {
	const tooling = asTooling(request);
	const type = requireToolingType(tooling);
	const record = tooling.org.store.find(type, toId18(request.params.id) ?? request.params.id);
	if (!record) throw notFound();
	const json = recordJson(
		type,
		record,
		type.fields.filter(({ name }) => name !== 'SystemModstamp'),
		tooling.dataUrl,
	);
	const placed = type.name === 'CustomField' ? requirePlaced(request) : undefined;
	return ok(
		placed
			? { ...json, Metadata: metadataOfField(placed.field), FullName: `${placed.type.name}.${placed.field.name}` }
			: json,
		1,
	);
}

function updateRow(request: ApiRequest): ApiReply {
	requireWritable(request, 'updated');
	updateCustomField(request.org, requirePlaced(request), jsonBody(request).Metadata);
	return { status: 204, records: 1 };
}

function deleteRow(request: ApiRequest): ApiReply {
	requireWritable(request, 'deleted');
	deleteCustomField(request.org, requirePlaced(request));
	return { status: 204, records: 1 };
}

/** Asks the list of objects and not the catalogue, which would be built anew after each field. */
function requireWritable({ org, params, session }: ApiRequest, done: string): void {
	const object = toolingObjects.find(({ name }) => name.toLowerCase() === params.sObject.toLowerCase());
	if (!object) throw notFound();
	if (object.name === 'CustomField' && org.access.of(session.userId).canCustomize) return;
	throw new ApiError(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${done}: ${object.label}`, []);
}

function requirePlaced({ org, params }: ApiRequest): PlacedField {
	const placed = findCustomField(org, toId18(params.id) ?? '');
	if (!placed) throw notFound();
	return placed;
}
