import { chunk } from 'lodash';
import type { SalesforceRecord } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';
import type { RowResult, WriteOptions } from '../../salesforce/row-result';
import type { SObjectDescription } from '../../salesforce/schema';
import { maxRetrieveIds } from '../../salesforce/collections';
import { keyOf, fetchByKey } from '../plan/key-field';
import type { SendablePlan } from '../plan/record-plan';

/** One way to save rows, and to find out later whether they arrived. */
export interface Saver {
	/** Results in the order of the plans; at most 1,000. */
	save(plans: readonly SendablePlan[], options: WriteOptions): Promise<RowResult[]>;
	/** What Salesforce holds of the plans' records now, in their order; absent where nobody can tell, so that a lost row is not sent again. */
	find?(plans: readonly SendablePlan[], fields: readonly string[]): Promise<Array<SalesforceRecord | undefined>>;
}

/** Saves records that exist, by Id. */
export function updateSaver(client: SalesforceClient, sObject: string, signal?: AbortSignal): Saver {
	return {
		save: (plans, options) =>
			client.update(
				sObject,
				plans.map(({ row }) => row),
				options,
				signal,
			),
		async find(plans, fields) {
			const found: Array<SalesforceRecord | undefined> = [];
			for (const part of chunk(plans, maxRetrieveIds)) {
				const records = await client.retrieve(
					sObject,
					part.map(({ id }) => id),
					fields,
					signal,
				);
				records.forEach((record) => found.push(record));
			}
			return found;
		},
	};
}

/** Saves records by a unique key, whether or not they exist; sending one twice does no harm. */
export function upsertSaver(
	client: SalesforceClient,
	{ name: sObject, fieldByName }: SObjectDescription,
	externalIdField: string,
	signal?: AbortSignal,
): Saver {
	const keyField = fieldByName.get(externalIdField);
	return {
		save: (plans, options) =>
			client.upsert(
				sObject,
				externalIdField,
				plans.map(({ row }) => row),
				options,
				signal,
			),
		async find(plans, fields) {
			const keys = plans.map(({ row }) => String(row[externalIdField]));
			const records = await fetchByKey(client, { sObject, externalIdField, keyField, fields }, keys, signal);
			return keys.map((key) => records.get(keyOf(key, keyField)));
		},
	};
}

/** Creates records without a key: a row whose reply is lost may exist and must not be sent again. */
export function createSaver(client: SalesforceClient, sObject: string, signal?: AbortSignal): Saver {
	return {
		save: (plans, options) =>
			client.create(
				sObject,
				plans.map(({ row }) => row),
				options,
				signal,
			),
	};
}
