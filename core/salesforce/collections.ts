import { chunk } from 'lodash';
import { EnrichmentError } from '../errors';
import { type RecordId, toRecordId, recordIdIn } from '../record/identity';
import type { SalesforceRecord } from '../record/record-item';
import type { ApiCall, ApiCalls } from './api-calls';
import type { RowResult, WriteOptions } from './row-result';
import { isWithoutAnswer, mayHaveBeenApplied } from './network-error';
import { errorFromReply, rowError, rowErrors } from './salesforce-error';
import { assertApiName } from './soql';
import { writeHeaders } from './write-headers';

/** Ids that one retrieve takes (sObject Collections, retrieve with a body). */
export const maxRetrieveIds = 2_000;

/** Ids that one call can read: five retrieves, the most that one Composite may hold. */
export const maxIdsAtOnce = 10_000;

/** Rows that one update takes: five Collections of 200, the most that one Composite may hold. */
export const maxUpdateRows = 1_000;

/** Rows of one Collection, which Salesforce saves in one transaction. */
export const maxCollectionRows = 200;

/** Collections that one Composite may hold. */
const maxCollections = 5;

/** What is done with the rows of one call. */
export type SaveOperation =
	| { readonly kind: 'update' | 'create'; readonly sObject: string }
	/** The row's value in this field decides whether a record is updated or created. */
	| { readonly kind: 'upsert'; readonly sObject: string; readonly externalIdField: string };

interface SaveResult {
	readonly id?: string;
	readonly success: boolean;
	readonly created?: boolean;
	readonly errors?: readonly unknown[];
}

interface Subresponse {
	readonly body: unknown;
	readonly httpStatusCode: number;
}

type RetrieveReply = ReadonlyArray<SalesforceRecord | null>;

interface Collection {
	readonly allOrNone: false;
	readonly records: readonly SalesforceRecord[];
}

/** One call for up to 10,000 ids (above 2,000 a Composite of retrieves); results in the order of the ids, `undefined` where Salesforce shows no record. */
export async function retrieveRecords(
	calls: ApiCalls,
	apiVersion: string,
	sObject: string,
	ids: readonly RecordId[],
	fields: readonly string[],
	signal?: AbortSignal,
): Promise<Array<SalesforceRecord | undefined>> {
	if (ids.length === 0) return [];
	assertAtMost(ids.length, maxIdsAtOnce, 'Ids to read');
	const url = `/composite/sobjects/${assertApiName(sObject)}`;
	const bodies = chunk(ids, maxRetrieveIds).map((part) => ({ ids: part, fields: [...new Set(['Id', ...fields])] }));
	const call = {
		kind: 'retrieve',
		method: 'POST',
		what: `read ${ids.length} records of ${sObject}`,
		isRepeatable: true,
	} as const;
	const replies =
		bodies.length === 1
			? [await calls.send<RetrieveReply>({ ...call, url, body: bodies[0] }, signal)]
			: await retrieveSeveral(calls, call, `/services/data/v${apiVersion}${url}`, bodies, signal);
	const recordById = new Map<string, SalesforceRecord>();
	for (const record of replies.flat()) {
		if (record && typeof record.Id === 'string') recordById.set(toRecordId(record.Id), record);
	}
	return ids.map((id) => recordById.get(id));
}

/** Throws what Salesforce says of the first part that it refuses. */
async function retrieveSeveral(
	calls: ApiCalls,
	call: Pick<ApiCall, 'kind' | 'method' | 'what' | 'isRepeatable'>,
	url: string,
	bodies: readonly unknown[],
	signal: AbortSignal | undefined,
): Promise<RetrieveReply[]> {
	const compositeRequest = bodies.map((body, index) => ({ method: 'POST', url, referenceId: `ids${index}`, body }));
	const reply = await calls.send<{ readonly compositeResponse?: readonly Subresponse[] }>(
		{ ...call, url: '/composite', body: { allOrNone: false, compositeRequest } },
		signal,
	);
	return bodies.map((_body, index) => {
		const { httpStatusCode: statusCode, body } = reply.compositeResponse?.[index] ?? { httpStatusCode: 500, body: [] };
		if (statusCode < 300) return body as RetrieveReply;
		throw errorFromReply({ statusCode, body: JSON.stringify(body) }, call.what);
	});
}

/**
 * One call for up to 1,000 rows (five transactions of `rowsPerTransaction`), which are saved or refused one by one;
 * results in the order of the rows.
 */
export async function saveRecords(
	calls: ApiCalls,
	apiVersion: string,
	operation: SaveOperation,
	rows: readonly SalesforceRecord[],
	options: WriteOptions = {},
	signal?: AbortSignal,
): Promise<RowResult[]> {
	if (rows.length === 0) return [];
	const size = options.rowsPerTransaction ?? maxCollectionRows;
	assertAtMost(size, maxCollectionRows, 'rows for one transaction');
	assertAtMost(rows.length, size * maxCollections, 'rows to write');
	const bodies = chunk(rows, size).map((part) => collectionBody(operation, part));
	try {
		const subresponses =
			bodies.length === 1
				? [await sendCollection(calls, operation, bodies[0], options, signal)]
				: await sendComposite(calls, apiVersion, operation, bodies, options, signal);
		return bodies.flatMap((body, index) => resultsOf(subresponses[index], body.records.length));
	} catch (error) {
		if (!mayHaveBeenApplied(error)) throw error;
		const isPending = isWithoutAnswer(error);
		return rows.map(() => ({ status: 'unknown', reason: error.message, ...(isPending && { isPending }) }));
	}
}

function collectionBody(operation: SaveOperation, rows: readonly SalesforceRecord[]): Collection {
	const attributes = { type: assertApiName(operation.sObject) };
	const records = rows.map(({ Id, ...values }) =>
		operation.kind === 'update' ? { attributes, id: Id, ...values } : { attributes, ...values },
	);
	return { allOrNone: false, records };
}

function targetOf(operation: SaveOperation): { method: 'PATCH' | 'POST'; url: string } {
	if (operation.kind === 'upsert') {
		const { sObject, externalIdField } = operation;
		return { method: 'PATCH', url: `/composite/sobjects/${assertApiName(sObject)}/${assertApiName(externalIdField)}` };
	}
	return { method: operation.kind === 'create' ? 'POST' : 'PATCH', url: '/composite/sobjects' };
}

async function sendCollection(
	calls: ApiCalls,
	operation: SaveOperation,
	body: Collection,
	options: WriteOptions,
	signal: AbortSignal | undefined,
): Promise<Subresponse> {
	const reply = await calls.send<unknown>(
		{
			kind: 'write',
			...targetOf(operation),
			headers: writeHeaders(options),
			body,
			what: `${operation.kind} ${body.records.length} records`,
			isRepeatable: false,
		},
		signal,
	);
	return { body: reply, httpStatusCode: 200 };
}

async function sendComposite(
	calls: ApiCalls,
	apiVersion: string,
	operation: SaveOperation,
	bodies: readonly Collection[],
	options: WriteOptions,
	signal: AbortSignal | undefined,
): Promise<readonly Subresponse[]> {
	const rowCount = bodies.reduce((sum, body) => sum + body.records.length, 0);
	const { method, url } = targetOf(operation);
	const reply = await calls.send<{ readonly compositeResponse?: readonly Subresponse[] }>(
		{
			kind: 'write',
			method: 'POST',
			url: '/composite',
			headers: writeHeaders(options),
			body: {
				allOrNone: false,
				compositeRequest: bodies.map((body, index) => ({
					method,
					url: `/services/data/v${apiVersion}${url}`,
					referenceId: `rows${index}`,
					// A subrequest does not inherit the headers of the call it travels in.
					httpHeaders: { ...calls.callOptions, ...writeHeaders(options) },
					body,
				})),
			},
			what: `${operation.kind} ${rowCount} records`,
			isRepeatable: false,
		},
		signal,
	);
	return reply.compositeResponse ?? [];
}

function resultsOf(response: Subresponse | undefined, rowCount: number): RowResult[] {
	if (response && response.httpStatusCode < 300 && Array.isArray(response.body)) {
		const results = response.body as SaveResult[];
		return Array.from({ length: rowCount }, (_, index) => rowResult(results[index]));
	}
	const errors = rowErrors(response?.body);
	const isDefinite = errors.length > 0 && response !== undefined && response.httpStatusCode < 500;
	const result: RowResult = isDefinite
		? { status: 'refused', errors }
		: { status: 'unknown', reason: 'Salesforce answered the call without a result for this row' };
	return Array.from({ length: rowCount }, () => result);
}

function rowResult(result: SaveResult | undefined): RowResult {
	const id = recordIdIn(result?.id);
	if (result?.success && id) {
		return { status: 'saved', id, created: result.created ?? false };
	}
	if (result && !result.success) return { status: 'refused', errors: (result.errors ?? [{}]).map(rowError) };
	return { status: 'unknown', reason: 'Salesforce answered the call without a result for this row' };
}

function assertAtMost(count: number, most: number, what: string): void {
	if (count <= most) return;
	throw new EnrichmentError('invalid_parameter', `${count} ${what} are too many for one call; ${most} is the most.`, {
		remedy: 'Send them in several calls.',
	});
}
