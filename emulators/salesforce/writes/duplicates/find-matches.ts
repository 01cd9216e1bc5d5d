import type { SQLInputValue } from 'node:sqlite';
import type { SObjectType } from '../../schema/schema';
import type { StoredRecord } from '../../storage/record-store';
import type { SaveContext } from '../save-context';
import type { MatchingCriterion, MatchingRuleSeed } from './duplicate-seed';
import { keyFunction, matchKeys } from './match-keys';

type Values = Readonly<Record<string, SQLInputValue>>;

const MOST_MATCHES = 100;

/** The undeleted records that a matching rule takes for the same as this one, in id order; never the record itself. */
export function findMatches(context: SaveContext, rule: MatchingRuleSeed, other: SObjectType, record: Values, id: string | undefined): StoredRecord[] {
	const params: SQLInputValue[] = [];
	const conditions: string[] = [];
	for (const criterion of rule.criteria) {
		const condition = criterionSql(criterion, record, params);
		// A blank matches nothing unless the rule says so.
		if (condition === undefined) return [];
		conditions.push(condition);
	}
	const access = context.duplicateRule?.runAsCurrentUser ? context.org.access.of(context.userId).rowFilter(other, 't') : undefined;
	const where = [...conditions, 't.IsDeleted = 0', ...(access ? [access] : [])].join(' AND ');
	const sql = `SELECT * FROM "${other.name}" t WHERE ${where} ORDER BY t.Id LIMIT ${MOST_MATCHES + 1}`;
	const found = context.org.store.prepare(sql).all(...params);
	return found.filter((each) => each.Id !== id).slice(0, MOST_MATCHES);
}

function criterionSql({ field, otherField = field, method = 'exact', matchBlanks }: MatchingCriterion, record: Values, params: SQLInputValue[]): string | undefined {
	const value = record[field] ?? null;
	const column = method === 'exact' ? `t."${otherField}"` : `${keyFunction(method)}(t."${otherField}")`;
	const wanted = value === null || method === 'exact' ? value : matchKeys[method](String(value)) || null;
	if (wanted === null) return matchBlanks ? `${column} IS NULL` : undefined;
	params.push(wanted);
	return `${column} = ?${params.length}`;
}
