import type { SalesforceRecord } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';
import { assertApiName } from '../../salesforce/soql';
import { keyLiteral, keyOf, type KeyField } from './key-field';

/** Where and what to look up. */
export interface KeyLookUp {
	readonly sObject: string;
	readonly externalIdField: string;
	/** Describe's word on that field. */
	readonly keyField: KeyField;
	readonly fields: readonly string[];
}

/** Room that a query's URL has for its keys, in characters after encoding. */
const longestKeyList = 8_000;

/** The keys in lists that fit one query each; what a look-up costs is their number. */
export function keyLists(keys: readonly string[], keyField: KeyField): string[][] {
	const lists: string[][] = [];
	let length = 0;
	for (const key of keys) {
		const needed = encodeURIComponent(`${keyLiteral(key, keyField)},`).length;
		if (lists.length === 0 || length + needed > longestKeyList) {
			lists.push([]);
			length = 0;
		}
		lists[lists.length - 1].push(key);
		length += needed;
	}
	return lists;
}

/** The records that have these keys, by `keyOf` their key. */
export async function fetchByKey(
	client: SalesforceClient,
	{ sObject, externalIdField, keyField, fields }: KeyLookUp,
	keys: readonly string[],
	signal?: AbortSignal,
): Promise<Map<string, SalesforceRecord>> {
	const found = new Map<string, SalesforceRecord>();
	const columns = [...new Set(['Id', externalIdField, ...fields])].map(assertApiName).join(', ');
	for (const list of keyLists(keys, keyField)) {
		const condition = `${externalIdField} IN (${list.map((key) => keyLiteral(key, keyField)).join(',')})`;
		for await (const page of client.query(`SELECT ${columns} FROM ${assertApiName(sObject)} WHERE ${condition}`, signal)) {
			for (const record of page.records) found.set(keyOf(record[externalIdField], keyField), record);
		}
	}
	return found;
}
