import { chunk, groupBy } from 'lodash';
import { EnrichmentError } from '../../../errors';
import { type RecordId, recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import { maxQueriesAtOnce } from '../../../salesforce/query-several';
import type { SalesforceClient } from '../../../salesforce/client';
import type { SObjectDescription } from '../../../salesforce/schema';
import { soqlIdList } from '../../../salesforce/soql';
import type { MergedChild } from '../../../store/contract/merges';

/** What points to some records. */
export interface RelatedRecords {
	/** By the record that they point to; one that is pointed to by nothing is missing. */
	readonly byParent: ReadonlyMap<RecordId, readonly MergedChild[]>;
	/** Objects that point to the records and cannot be read, so that nobody knows what will move. */
	readonly unseen: readonly string[];
}

/** Parents in one query: some 8,000 characters of Ids. */
const idsPerQuery = 400;

/**
 * Every record that points to one of these by any look-up that this user sees: a call for five objects and 400 records, and one for
 * the list of objects. An object that Salesforce refuses to query is named instead of ending the search.
 */
export async function readRelated(
	client: SalesforceClient,
	description: SObjectDescription,
	ids: readonly RecordId[],
	signal?: AbortSignal,
): Promise<RelatedRecords> {
	const relationships = groupBy(description.children ?? [], ({ sObject }) => sObject);
	if (ids.length === 0 || Object.keys(relationships).length === 0) return { byParent: new Map(), unseen: [] };
	const readable = new Set(
		(await client.listSObjects())
			.filter(({ queryable, retrieveable }) => queryable && retrieveable)
			.map(({ name }) => name),
	);
	const lookups = Object.entries(relationships)
		.filter(([sObject]) => readable.has(sObject))
		.map(([sObject, rows]) => ({ sObject, fields: [...new Set(rows.map(({ field }) => field))].sort() }))
		.sort((one, other) => (one.sObject < other.sObject ? -1 : 1));
	const byParent = new Map<RecordId, MergedChild[]>();
	const unseen = new Set<string>();
	const wanted = new Set<string>(ids);
	for (const some of chunk(ids, idsPerQuery)) {
		for (const part of chunk(lookups, maxQueriesAtOnce)) {
			for (const { sObject, fields, records } of await readPart(client, part, some, unseen, signal)) {
				for (const record of records) collect(byParent, sObject, fields, record, wanted);
			}
		}
	}
	return { byParent, unseen: [...unseen].sort() };
}

interface Lookup {
	readonly sObject: string;
	/** Of the object, all that point to the parents. */
	readonly fields: readonly string[];
}

async function readPart(
	client: SalesforceClient,
	lookups: readonly Lookup[],
	ids: readonly RecordId[],
	unseen: Set<string>,
	signal: AbortSignal | undefined,
): Promise<Array<Lookup & { readonly records: readonly SalesforceRecord[] }>> {
	const read = async (some: readonly Lookup[]) => {
		const records = await client.querySeveral(
			some.map((each) => queryOf(each, ids)),
			'read what points to the records',
			signal,
		);
		const byType = groupBy(records, ({ attributes }) => (attributes as { readonly type?: string } | undefined)?.type);
		return some.map((lookup) => ({ ...lookup, records: byType[lookup.sObject] ?? [] }));
	};
	try {
		return await read(lookups);
	} catch (error) {
		if (!isRefusal(error)) throw error;
	}
	// One of them is refused: the others are not to suffer for it.
	const found: Array<Lookup & { readonly records: readonly SalesforceRecord[] }> = [];
	for (const lookup of lookups) {
		try {
			for (const each of await read([lookup])) found.push(each);
		} catch (error) {
			if (!isRefusal(error)) throw error;
			unseen.add(lookup.sObject);
		}
	}
	return found;
}

function queryOf({ sObject, fields }: Lookup, ids: readonly RecordId[]): string {
	const list = soqlIdList(ids);
	return `SELECT Id, ${fields.join(', ')} FROM ${sObject} WHERE ${fields.map((field) => `${field} IN ${list}`).join(' OR ')}`;
}

function collect(
	byParent: Map<RecordId, MergedChild[]>,
	sObject: string,
	fields: readonly string[],
	record: SalesforceRecord,
	wanted: ReadonlySet<string>,
): void {
	const id = recordIdIn(record.Id);
	if (id === undefined) return;
	for (const field of fields) {
		const parentId = recordIdIn(record[field]);
		if (parentId === undefined || !wanted.has(parentId)) continue;
		const known = byParent.get(parentId);
		const child = { sObject, id, field, parentId };
		if (known) known.push(child);
		else byParent.set(parentId, [child]);
	}
}

function isRefusal(error: unknown): boolean {
	return (
		error instanceof EnrichmentError &&
		['salesforce_refused', 'missing_field', 'invalid_parameter'].includes(error.code)
	);
}
