import type { SQLInputValue } from 'node:sqlite';
import type { SObjectType } from '../../schema/schema';
import type { StoredRecord } from '../../storage/record-store';
import type { SaveContext } from '../save-context';
import { alternativesOf, type MatchingCriterion, type MatchingRuleSeed } from './duplicate-seed';
import { keyFunction, matchKeys } from './match-keys';

type Values = Readonly<Record<string, SQLInputValue>>;

const mostMatches = 100;

/** The undeleted records that a matching rule takes for the same as this one, in id order; never the record itself. */
export function findMatches(
	context: SaveContext,
	rule: MatchingRuleSeed,
	other: SObjectType,
	record: Values,
	id: string | undefined,
): StoredRecord[] {
	const found = alternativesOf(rule).flatMap((criteria) => findByAll(context, criteria, other, record));
	const byId = new Map(found.map((each) => [String(each.Id), each]));
	byId.delete(String(id));
	return [...byId.keys()]
		.sort()
		.slice(0, mostMatches)
		.map((key) => byId.get(key)!);
}

function findByAll(
	context: SaveContext,
	criteria: readonly MatchingCriterion[],
	other: SObjectType,
	record: Values,
): StoredRecord[] {
	const params: SQLInputValue[] = [];
	const conditions: string[] = [];
	for (const criterion of criteria) {
		const condition = criterionSql(criterion, record, params);
		// A blank matches nothing unless the rule says so.
		if (condition === undefined) return [];
		conditions.push(condition);
	}
	const access = context.duplicateRule?.runAsCurrentUser
		? context.org.access.of(context.userId).rowFilter(other, 't')
		: undefined;
	const where = [...conditions, 't.IsDeleted = 0', ...(access ? [access] : [])].join(' AND ');
	const sql = `SELECT * FROM "${other.name}" t WHERE ${where} ORDER BY t.Id LIMIT ${mostMatches + 1}`;
	return context.org.store.prepare(sql).all(...params);
}

function criterionSql(criterion: MatchingCriterion, record: Values, params: SQLInputValue[]): string | undefined {
	const { field, otherField = field, method = 'exact', matchBlanks, ignoresBlanks } = criterion;
	const value = record[field] ?? null;
	const column = method === 'exact' ? `t."${otherField}"` : `${keyFunction(method)}(t."${otherField}")`;
	const wanted = value === null || method === 'exact' ? value : matchKeys[method](String(value)) || null;
	if (wanted === null && ignoresBlanks) return 'TRUE';
	if (wanted === null) return matchBlanks ? `${column} IS NULL` : undefined;
	params.push(wanted);
	const isEqual = `${column} = ?${params.length}`;
	return ignoresBlanks ? `(${isEqual} OR ${column} IS NULL)` : isEqual;
}
