import type { SalesforceRecord } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';
import { assertApiName, soqlLiteral } from '../../salesforce/soql';

/** Where and what to look up. */
export interface KeyLookUp {
	readonly sObject: string;
	readonly externalIdField: string;
	readonly fields: readonly string[];
}

/** Room that a query's URL has for its keys, in characters after encoding. */
const longestKeyList = 8_000;

/** The keys in lists that fit one query each; what a look-up costs is their number. */
export function keyLists(keys: readonly string[]): string[][] {
	const lists: string[][] = [];
	let length = 0;
	for (const key of keys) {
		const needed = encodeURIComponent(`${soqlLiteral(key)},`).length;
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
	{ sObject, externalIdField, fields }: KeyLookUp,
	keys: readonly string[],
	signal?: AbortSignal,
): Promise<Map<string, SalesforceRecord>> {
	const found = new Map<string, SalesforceRecord>();
	const columns = [...new Set(['Id', externalIdField, ...fields])].map(assertApiName).join(', ');
	for (const list of keyLists(keys)) {
		const condition = `${externalIdField} IN (${list.map((key) => soqlLiteral(key)).join(',')})`;
		for await (const page of client.query(`SELECT ${columns} FROM ${assertApiName(sObject)} WHERE ${condition}`, signal)) {
			for (const record of page.records) found.set(keyOf(record[externalIdField]), record);
		}
	}
	return found;
}

/** A key as Salesforce tells two of them apart: without regard to case, unless the field is case-sensitive. */
export function keyOf(value: unknown): string {
	return String(value).trim().toLowerCase();
}
