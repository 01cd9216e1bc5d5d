import { chunk } from 'lodash';
import { toId18 } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';
import { maxRetrieveIds } from '../../salesforce/collections';
import type { SelectionPlan } from './plan-selection';
import { byIdSoql } from './selection-soql';

/** As many ids as keep the URL of a query well below Salesforce's limit. */
const idsPerQuery = 450;

/** The most Ids that one reading takes. */
export const maxReadIds = maxRetrieveIds;

/** Calls that reading so many records by Id costs. */
export function callsForIds(plan: Pick<SelectionPlan, 'fields'>, count: number): number {
	return Math.ceil(count / (hasParents(plan) ? idsPerQuery : maxRetrieveIds));
}

/** The records of at most 2,000 Ids, in their order; `undefined` where one is deleted or hidden. */
export async function readByIds(
	client: SalesforceClient,
	plan: Pick<SelectionPlan, 'fields' | 'sObject'>,
	ids: readonly string[],
	signal?: AbortSignal,
): Promise<Array<SalesforceRecord | undefined>> {
	if (!hasParents(plan)) return await client.retrieve(plan.sObject, ids, plan.fields, signal);
	const recordById = new Map<string, SalesforceRecord>();
	for (const part of chunk(ids, idsPerQuery)) {
		for await (const page of client.query(byIdSoql(plan, part), signal)) {
			page.records.forEach((record) => recordById.set(toId18(String(record.Id)), record));
		}
	}
	return ids.map((id) => recordById.get(toId18(id)));
}

/** Collections' retrieve is documented for the object's own fields only. */
function hasParents({ fields }: Pick<SelectionPlan, 'fields'>): boolean {
	return fields.some((path) => path.includes('.'));
}
