import { ApiError, unreadableBody } from '../api-error';
import type { JsonObject } from '../http/api-request';
import type { OrgState } from '../org/org-state';
import { toId18 } from '../record-id';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import { columnDelimiters, lineEndings, type CsvDialect } from './csv-dialect';
import type { IngestOperation, QueryJob } from './job';

/** What a client asks of an ingest job. */
export interface IngestRequest extends CsvDialect {
	readonly type: SObjectType;
	readonly operation: IngestOperation;
	readonly externalIdField: FieldDefinition | undefined;
	readonly assignmentRuleId: string | undefined;
}

/** What a client asks of a query job. */
export interface QueryRequest extends CsvDialect {
	readonly operation: QueryJob['operation'];
	readonly query: string;
}

const ingestOperations: readonly IngestOperation[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete'];
const queryOperations: ReadonlyArray<QueryJob['operation']> = ['query', 'queryAll'];
const commonKeys = ['operation', 'contentType', 'columnDelimiter', 'lineEnding', 'concurrencyMode'];
const ingestKeys = [...commonKeys, 'object', 'externalIdFieldName', 'assignmentRuleId'];
const queryKeys = [...commonKeys, 'query'];

/** Reads the body that creates an ingest job; throws what is wrong with it. */
export function readIngestRequest(org: OrgState, userId: string, body: JsonObject): IngestRequest {
	refuseUnknown(body, ingestKeys);
	const operation = readChoice(body, 'operation', ingestOperations);
	if (!operation) throw invalidJob('No operation provided');
	const type = readType(org, userId, body.object);
	if (operation === 'hardDelete' && !org.bulk.settings.hardDelete) {
		const message =
			'hardDelete operation requires special user profile permission, please contact your system administrator';
		throw new ApiError(400, 'FEATURENOTENABLED', message);
	}
	return {
		type,
		operation,
		externalIdField: readExternalId(type, operation, body.externalIdFieldName),
		assignmentRuleId: readRule(type, body.assignmentRuleId),
		...readDialect(body),
	};
}

/** Reads the body that creates a query job; throws what is wrong with it. */
export function readQueryRequest(body: JsonObject): QueryRequest {
	refuseUnknown(body, queryKeys);
	const operation = readChoice(body, 'operation', queryOperations);
	if (!operation) throw invalidJob('No operation provided');
	const { query } = body;
	if (query !== undefined && typeof query !== 'string')
		throw new ApiError(400, 'API_ERROR', 'Value does not match expected type');
	if (!query?.trim()) throw invalidJob('No query provided');
	return { operation, query, ...readDialect(body) };
}

function readDialect(body: JsonObject): CsvDialect {
	readChoice(body, 'contentType', ['CSV']);
	readChoice(body, 'concurrencyMode', ['Parallel']);
	return {
		columnDelimiter:
			readChoice(body, 'columnDelimiter', Object.keys(columnDelimiters) as Array<keyof typeof columnDelimiters>) ??
			'COMMA',
		lineEnding: readChoice(body, 'lineEnding', Object.keys(lineEndings) as Array<keyof typeof lineEndings>) ?? 'LF',
	};
}

function readType(org: OrgState, userId: string, name: unknown): SObjectType {
	if (typeof name !== 'string' || name === '') throw invalidJob('No object provided');
	const seen = org.access.of(userId).schema.type(name);
	const type = seen && org.schema.type(seen.name);
	if (!type) throw new ApiError(400, 'INVALIDENTITY', `Unable to find object: ${name}`);
	return type;
}

function readExternalId(type: SObjectType, operation: IngestOperation, name: unknown): FieldDefinition | undefined {
	if (operation !== 'upsert') {
		if (name === undefined || name === null || name === '') return undefined;
		throw invalidJob(`External ID field name is only allowed for upsert, not for ${operation}`);
	}
	if (typeof name !== 'string' || name === '') {
		throw invalidJob(`External ID was blank for ${type.name}. An External ID must be specified for upsert.`);
	}
	const field = type.field(name);
	if (field?.idLookup) return field;
	throw invalidJob(
		`Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${type.name}`,
	);
}

function readRule(type: SObjectType, id: unknown): string | undefined {
	if (id === undefined || id === null || id === '') return undefined;
	const id18 = typeof id === 'string' ? toId18(id) : undefined;
	if (!id18) throw invalidJob(`Invalid assignment rule id: ${String(id)}`);
	if (type.name === 'Lead' || type.name === 'Case') return id18;
	throw invalidJob(`Assignment rules are for Case and Lead, not for ${type.name}`);
}

function readChoice<T extends string>(body: JsonObject, name: string, choices: readonly T[]): T | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	const choice = choices.find((each) => each === value);
	if (choice === undefined) throw invalidJob(`Unable to parse Job: ${String(value)} is not a valid value for ${name}`);
	return choice;
}

function refuseUnknown(body: JsonObject, keys: readonly string[]): void {
	const unknown = Object.keys(body).find((key) => !keys.includes(key));
	if (unknown !== undefined)
		throw unreadableBody(`Unrecognized field "${unknown}", not marked as ignorable at [line:1, column:1]`);
}

function invalidJob(message: string): ApiError {
	return new ApiError(400, 'INVALIDJOB', message);
}
