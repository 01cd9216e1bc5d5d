import { chunk, groupBy, uniq } from 'lodash';
import type { SalesforceRecord } from '../record/record-item';
import type { SalesforceClient } from '../salesforce/client';
import { soqlLiteral } from '../salesforce/soql';
import type { RuleNeed } from './rule-needs';

/** A record that rules call by its name. */
export interface NamedRecord {
	readonly kind: 'record type' | 'user';
	/** The first need that names it. */
	readonly need: RuleNeed;
	readonly name: string;
}

/** As many names as one query asks for. */
const mostNames = 100;

/** So many queries go in one call. */
const queriesPerCall = 5;

/** Those of the record types and users that rules name which the org does not have; none of them costs no call. */
export async function findAbsentRecords(
	client: SalesforceClient,
	needs: readonly RuleNeed[],
	signal?: AbortSignal,
): Promise<NamedRecord[]> {
	const named = needs.flatMap((need) => {
		const kind = kindOf(need.field);
		return kind ? (need.values ?? []).map((name) => ({ kind, need, name })) : [];
	});
	const replies: SalesforceRecord[][] = [];
	for (const queries of chunk(queriesFor(named), queriesPerCall)) {
		replies.push(await client.querySeveral(queries, 'look for the records that rules name', signal));
	}
	const there = new Set(
		replies
			.flat()
			.map((row) =>
				row.Username === undefined
					? keyOf('record type', String(row.DeveloperName), String(row.SobjectType))
					: keyOf('user', String(row.Username), ''),
			),
	);
	return named.filter(({ kind, name, need }) => !there.has(keyOf(kind, name, kind === 'user' ? '' : need.object)));
}

/** A parent's record type belongs to another object, which the path does not tell. */
function kindOf(field: string): NamedRecord['kind'] | undefined {
	if (field === 'RecordType.DeveloperName') return 'record type';
	return field.endsWith('.Username') ? 'user' : undefined;
}

function queriesFor(named: readonly NamedRecord[]): string[] {
	const users = uniq(named.filter(({ kind }) => kind === 'user').map(({ name }) => name));
	const types = groupBy(
		named.filter(({ kind }) => kind === 'record type'),
		({ need }) => need.object,
	);
	return [
		...chunk(users, mostNames).map((part) => `SELECT Username FROM User WHERE Username IN (${literals(part)})`),
		...Object.entries(types).flatMap(([object, ofObject]) =>
			chunk(uniq(ofObject.map(({ name }) => name)), mostNames).map(
				(part) =>
					`SELECT DeveloperName, SobjectType FROM RecordType WHERE SobjectType = ${soqlLiteral(object)} AND DeveloperName IN (${literals(part)})`,
			),
		),
	];
}

function literals(names: readonly string[]): string {
	return names.map((name) => soqlLiteral(name)).join(',');
}

/** Salesforce compares these without regard to case. */
function keyOf(kind: NamedRecord['kind'], name: string, object: string): string {
	return JSON.stringify([kind, name.toLowerCase(), object.toLowerCase()]);
}
