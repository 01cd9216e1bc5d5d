import { chunk } from 'lodash';
import type { Outcome } from '../../record/outcome';
import type { RecordItem, SalesforceRecord } from '../../record/record-item';
import { toId18 } from '../../record/identity';
import type { RunContext } from '../../run/run-context';
import type { SalesforceClient } from '../../salesforce/client';
import { maxRetrieveIds } from '../../salesforce/collections';
import type { Settlement } from '../../store/store';
import type { Selection } from './plan-selection';
import { byIdSoql } from './selection-soql';
import { recordItem } from './record-item';

/** As many ids as keep the URL of a query well below Salesforce's limit. */
const idsPerQuery = 300;

/** Calls that reading so many records by Id costs. */
export function callsForIds(selection: Selection, count: number): number {
	return Math.ceil(count / idsPerCall(selection));
}

/**
 * Reads records that are due from the carry-over and takes them on as work; those that are gone or were converted
 * are settled at once and not yielded.
 */
export async function* fetchDueRecords(
	client: SalesforceClient,
	selection: Selection,
	ids: readonly string[],
	context: RunContext,
	signal?: AbortSignal,
): AsyncGenerator<RecordItem[]> {
	for (const part of chunk(ids, idsPerCall(selection))) {
		await context.keepLease();
		const records = await readByIds(client, selection, part, signal);
		const versions = records.map((record) => (record ? String(record.SystemModstamp) : undefined));
		const work = part.map((recordId, index) => ({ recordId, version: versions[index], isCarriedOver: true }));
		await context.store.addWork(context.run, work);
		await context.store.settleWork(context.run, part.flatMap((recordId, index) => settlementOf(recordId, records[index])));
		const usable = records.filter((record) => record !== undefined).filter((record) => record.IsConverted !== true);
		if (usable.length > 0) yield usable.map((record) => recordItem(client, selection.sObject, record, context));
	}
}

function idsPerCall(selection: Selection): number {
	return hasParents(selection) ? idsPerQuery : maxRetrieveIds;
}

/** Collections' retrieve is documented for the object's own fields only. */
function hasParents({ fields }: Selection): boolean {
	return fields.some((path) => path.includes('.'));
}

async function readByIds(
	client: SalesforceClient,
	selection: Selection,
	ids: readonly string[],
	signal: AbortSignal | undefined,
): Promise<Array<SalesforceRecord | undefined>> {
	if (!hasParents(selection)) return await client.retrieve(selection.sObject, ids, selection.fields, signal);
	const recordById = new Map<string, SalesforceRecord>();
	for await (const page of client.query(byIdSoql(selection, ids), signal)) {
		page.records.forEach((record) => recordById.set(toId18(String(record.Id)), record));
	}
	return ids.map((id) => recordById.get(toId18(id)));
}

function settlementOf(recordId: string, record: SalesforceRecord | undefined): Settlement[] {
	const settle = (outcome: Outcome, message: string) => [{ recordId, outcome, message }];
	if (!record) return settle('deleted', 'The record was deleted or merged while it waited in the carry-over');
	if (record.IsConverted === true) return settle('converted', 'The lead was converted while it waited in the carry-over');
	return [];
}
