import { chunk } from 'lodash';
import { type RecordId, recordIdIn } from '../record/identity';
import type { SalesforceRecord } from '../record/record-item';
import type { ApiCalls } from './api-calls';
import type { QueryReply } from './query-in-body';
import { soqlIdLiteral } from './soql';

/** So many Ids fit the address of a request. */
const idsPerCall = 500;

/** Those of these records that were deleted or merged, as the recycle bin knows them; what is hidden from the user, or gone for good, is not among them. */
export async function findDeleted(
	calls: ApiCalls,
	sObject: string,
	ids: readonly RecordId[],
	signal?: AbortSignal,
): Promise<RecordId[]> {
	const found: RecordId[] = [];
	for await (const { Id } of inBin(calls, sObject, ids, 'Id', signal)) {
		const id = recordIdIn(Id);
		if (id !== undefined) found.push(id);
	}
	return found;
}

/** Of these records those that are in the recycle bin, with the record that they were merged into; `undefined` for those that were only deleted. A call for every 500 ids. */
export async function findMerged(
	calls: ApiCalls,
	sObject: string,
	ids: readonly RecordId[],
	signal?: AbortSignal,
): Promise<ReadonlyMap<RecordId, RecordId | undefined>> {
	const found = new Map<RecordId, RecordId | undefined>();
	for await (const { Id, MasterRecordId } of inBin(calls, sObject, ids, 'Id, MasterRecordId', signal)) {
		const id = recordIdIn(Id);
		if (id !== undefined) found.set(id, recordIdIn(MasterRecordId));
	}
	return found;
}

async function* inBin(
	calls: ApiCalls,
	sObject: string,
	ids: readonly RecordId[],
	fields: string,
	signal: AbortSignal | undefined,
): AsyncGenerator<SalesforceRecord> {
	for (const some of chunk(ids, idsPerCall)) {
		const soql = `SELECT ${fields} FROM ${sObject} WHERE Id IN (${some.map(soqlIdLiteral).join(',')}) AND IsDeleted = TRUE`;
		const { records } = await calls.send<QueryReply>(
			{
				kind: 'query',
				method: 'GET',
				url: `/queryAll?q=${encodeURIComponent(soql)}`,
				what: `look for deleted records of ${sObject}`,
				isRepeatable: true,
			},
			signal,
		);
		yield* records;
	}
}
