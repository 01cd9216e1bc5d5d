import { chunk } from 'lodash';
import { type RecordId, recordIdIn } from '../record/identity';
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
	for (const some of chunk(ids, idsPerCall)) {
		const soql = `SELECT Id FROM ${sObject} WHERE Id IN (${some.map(soqlIdLiteral).join(',')}) AND IsDeleted = TRUE`;
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
		for (const { Id } of records) {
			const id = recordIdIn(Id);
			if (id !== undefined) found.push(id);
		}
	}
	return found;
}
