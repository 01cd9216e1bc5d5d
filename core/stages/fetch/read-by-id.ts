import { chunk } from 'lodash';
import { type RecordId, idOfRead } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';
import { maxRetrieveIds } from '../../salesforce/collections';
import type { SelectionPlan } from './plan-selection';
import { byIdSoql } from './selection-soql';

/** Five such queries, which travel together, read as many records as one retrieve. */
const idsPerQuery = 400;

/** The most Ids that one reading takes. */
export const maxReadIds = maxRetrieveIds;

/** The records of at most 2,000 Ids, in their order, for one call; `undefined` where one is deleted or hidden. */
export async function readByIds(
	client: SalesforceClient,
	plan: Pick<SelectionPlan, 'fields' | 'sObject'>,
	ids: readonly RecordId[],
	signal?: AbortSignal,
): Promise<Array<SalesforceRecord | undefined>> {
	if (!hasParents(plan)) return await client.retrieve(plan.sObject, ids, plan.fields, signal);
	const recordById = new Map<string, SalesforceRecord>();
	const soqls = chunk(ids, idsPerQuery).map((part) => byIdSoql(plan, part));
	for (const record of await client.querySeveral(soqls, `read ${ids.length} records of ${plan.sObject}`, signal)) {
		recordById.set(idOfRead(record), record);
	}
	return ids.map((id) => recordById.get(id));
}

/** Collections' retrieve is documented for the object's own fields only. */
function hasParents({ fields }: Pick<SelectionPlan, 'fields'>): boolean {
	return fields.some((path) => path.includes('.'));
}
