import { EnrichmentError } from '../../errors';
import type { OwnFieldNames } from '../../record/fields';
import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import { soqlLiteral, assertApiName } from '../../salesforce/soql';
import type { WriteRequest } from '../write-request';
import type { SalesforceRecord } from '../../record/record-item';
import type { SalesforceClient } from '../../salesforce/client';

/** What describe says of a field that records are found by; `undefined` of one that it does not know. */
export type KeyField = Pick<FieldDescription, 'type' | 'caseSensitive'> | undefined;

const numberTypes: ReadonlySet<string> = new Set(['double', 'int', 'long', 'currency', 'percent']);

/** As many significant digits a number has for certain; two longer ones may be one and the same to whoever reads them as numbers. */
const certainDigits = 15;

/** A key as Salesforce tells two of them apart: numbers by value, texts without regard to case unless the field is case-sensitive. */
export function keyOf(value: unknown, field: KeyField): string {
	const text = String(value).trim();
	if (isNumberKey(field)) return text === '' || Number.isNaN(Number(text)) ? text : String(Number(text));
	return field?.caseSensitive ? text : text.toLowerCase();
}

/** The key as it is sent: a number to a number field, text without the blanks at its ends to any other. */
export function keyValue(key: string, field: KeyField): string | number {
	return isNumberKey(field) ? Number(key) : key;
}

/** The key in a query. */
export function keyLiteral(key: string, field: KeyField): string {
	return soqlLiteral(keyValue(key, field));
}

/** Why the text cannot be a key of the field; `undefined` when it can. */
export function problemWithKey(key: string, name: string, field: KeyField): string | undefined {
	if (!isNumberKey(field)) return undefined;
	if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(key)) return `${name} is a number field, and "${key}" is no number`;
	const digits = key.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '');
	return digits.length > certainDigits
		? `${name} ${key} has more than the ${certainDigits} digits by which numbers can be told apart`
		: undefined;
}

function isNumberKey(field: KeyField): boolean {
	return field !== undefined && numberTypes.has(field.type);
}

/**
 * The external id field under which an upsert or a creation is sent: the one asked for, or the pack's own where the org
 * has it; `undefined` for an update, and for a creation without a key. Throws `invalid_parameter` where there has to be one.
 */
export function chooseKeyField(
	request: WriteRequest,
	description: SObjectDescription,
	fieldNames: OwnFieldNames,
): string | undefined {
	const { operation = 'update', externalIdField, delivery, isDryRun } = request;
	if (operation === 'update') return undefined;
	if (externalIdField !== undefined) return requireKeyField(description, externalIdField);
	const { externalKey } = fieldNames;
	if (description.fieldByName.get(externalKey)?.externalId) return externalKey;
	const remedy = `Name a unique external ID field of ${description.name}, or give it the pack's own, ${externalKey}.`;
	if (operation === 'upsert') throw cannot('An upsert needs an external ID field to match on', remedy);
	if (delivery !== 'at_finish' || isDryRun) return undefined;
	throw cannot(
		'A creation that is delivered at finish needs a unique key: without one, a lost reply could not be told from a lost call',
		remedy,
	);
}

/** The field; throws `invalid_parameter` when it cannot tell one record from another. */
function requireKeyField(description: SObjectDescription, externalIdField: string): string {
	const field = description.fieldByName.get(externalIdField);
	if (field?.externalId) return externalIdField;
	const what = field ? 'is no external id field' : 'does not exist, or is hidden from this user';
	throw cannot(
		`${externalIdField} of ${description.name} ${what}`,
		'Choose a field that is marked as External ID and Unique in Setup > Object Manager.',
		{ externalIdField },
	);
}

function cannot(what: string, remedy: string, details: Readonly<Record<string, unknown>> = {}): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${what}.`, { remedy, details });
}

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
		for await (const page of client.query(
			`SELECT ${columns} FROM ${assertApiName(sObject)} WHERE ${condition}`,
			signal,
		)) {
			for (const record of page.records) found.set(keyOf(record[externalIdField], keyField), record);
		}
	}
	return found;
}

/** What stands for the Id of a record that is to be created; never a Salesforce Id, and the same for keys that Salesforce takes for one. */
export function creationId(keyField: string, key: unknown, description?: SObjectDescription): string {
	return `${keyField}=${keyOf(key, description?.fieldByName.get(keyField))}`;
}
