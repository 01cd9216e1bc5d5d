import { chunk } from 'lodash';
import type { SalesforceRecord } from '../record/record-item';
import { toRecordId } from '../record/identity';
import type { SalesforceClient } from '../salesforce/client';
import { soqlIdList } from '../salesforce/soql';
import { idsAmong } from './rule-needs';
import type { RuleSet } from './rule-set';
import type { FilterRule } from './selection-rules';

/** What a record is called in every org: the path that a rule reads it by, and its name there. */
export interface RecordName {
	/** Below the reference, e.g. `DeveloperName` of a record type. */
	readonly field: 'DeveloperName' | 'Username' | 'Name';
	readonly name: string;
}

/** How records are called whatever the org, by the first three characters of their Ids. */
const kinds = {
	'012': { sObject: 'RecordType', field: 'DeveloperName' },
	'005': { sObject: 'User', field: 'Username' },
	'00G': { sObject: 'Group', field: 'Name' },
} as const;

const mostIds = 200;

const comparing: readonly FilterRule['operator'][] = ['equals', 'notEquals', 'in', 'notIn'];

/** The names of these record types, users and queues that the org has, by the Ids as they are given; a call for every 200 of a kind. */
export async function findRecordNames(
	client: SalesforceClient,
	ids: readonly string[],
	signal?: AbortSignal,
): Promise<Map<string, RecordName>> {
	const queries = Object.entries(kinds).flatMap(([prefix, { sObject, field }]) => {
		const ofKind = ids.filter((id) => id.startsWith(prefix)).map(toRecordId);
		return chunk(ofKind, mostIds).map((part) => `SELECT Id, ${field} FROM ${sObject} WHERE Id IN ${soqlIdList(part)}`);
	});
	const replies: SalesforceRecord[][] = [];
	for (const part of chunk(queries, 5)) replies.push(await client.querySeveral(part, 'read record names', signal));
	const rowById = new Map(replies.flat().map((row) => [String(row.Id), row]));
	return new Map(
		ids.flatMap((id) => {
			const row = rowById.get(toRecordId(id));
			const kind = kinds[id.slice(0, 3) as keyof typeof kinds];
			return row ? [[id, { field: kind.field, name: String(row[kind.field]) }] as const] : [];
		}),
	);
}

/** The Ids that the selections of a rule set compare with. */
export function idsInSelections(ruleSet: RuleSet): string[] {
	return rowsOf(ruleSet).flatMap(({ value }) => idsAmong([value ?? ''].flat().map(String)));
}

/** The same rules with record types, owners and queues named by what they are called in every org, where the names are known. */
export function withRecordNames(ruleSet: RuleSet, names: ReadonlyMap<string, RecordName>): RuleSet {
	const renamed = structuredClone(ruleSet);
	for (const row of rowsOf(renamed)) Object.assign(row, nameRow(row, names));
	return renamed;
}

/** Only a row whose values are all of one kind can become a row over a name. */
function nameRow({ field, operator, value }: FilterRule, names: ReadonlyMap<string, RecordName>): Partial<FilterRule> {
	const values = [value ?? ''].flat().map(String);
	const found = values.flatMap((each) => names.get(each) ?? []);
	const kindCount = new Set(found.map((name) => name.field)).size;
	if (found.length !== values.length || kindCount !== 1 || !field.endsWith('Id') || !comparing.includes(operator))
		return {};
	const called = found.map(({ name }) => name);
	return { field: `${field.slice(0, -2)}.${found[0].field}`, value: Array.isArray(value) ? called : called[0] };
}

function rowsOf({ objects }: RuleSet): FilterRule[] {
	return Object.values(objects).flatMap(({ selection }) => [
		...(selection?.filters ?? []),
		...(selection?.exclusions ?? []),
	]);
}
