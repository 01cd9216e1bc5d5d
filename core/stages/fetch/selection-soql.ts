import type { RecordId } from '../../record/identity';
import type { Watermark } from '../../store/contract/watermarks';
import { soqlIdList, soqlIdLiteral, soqlLiteral } from '../../salesforce/soql';
import type { SelectionPlan } from './plan-selection';

/** The part of time to read, in one of two ways: from a moment on, or from behind a key. */
export interface WindowEdges {
	readonly from?: Date;
	/** Records up to this key have been taken already. */
	readonly after?: Watermark;
	readonly until: Date;
}

/** The conditions of a window, which may be open above; `prefix` (`Account.`) reads the parent's changes instead of the record's own. */
export function windowConditions(window: Partial<WindowEdges>, prefix = ''): string[] {
	const upper = window.until ? [`${prefix}SystemModstamp < ${soqlLiteral(window.until)}`] : [];
	return [...lowerEdge(window, prefix), ...upper];
}

/** The selection's records that meet these conditions too, in its order, at most `limit`; infinite means all. */
export function selectionSoql(
	plan: SelectionPlan,
	conditions: readonly string[],
	limit: number,
	fields = plan.fields,
): string {
	return `SELECT ${fields.join(', ')} FROM ${plan.sObject}${where(plan, conditions)} ORDER BY ${plan.sort}${Number.isFinite(limit) ? ` LIMIT ${limit}` : ''}`;
}

/** The same in no order and without a limit, for a bulk query. */
export function unsortedSoql(plan: SelectionPlan, conditions: readonly string[], columns: readonly string[]): string {
	return `SELECT ${columns.join(', ')} FROM ${plan.sObject}${where(plan, conditions)}`;
}

/** How many records there are; the number comes as the query's total size. */
export function countSoql(plan: Pick<SelectionPlan, 'sObject' | 'conditions'>, conditions: readonly string[]): string {
	return `SELECT COUNT() FROM ${plan.sObject}${where(plan, conditions)}`;
}

/** These records, in no particular order, whatever the selection's conditions say. */
export function byIdSoql(
	{ fields, sObject }: Pick<SelectionPlan, 'sObject' | 'fields'>,
	ids: readonly RecordId[],
): string {
	return `SELECT ${fields.join(', ')} FROM ${sObject} WHERE Id IN ${soqlIdList(ids)}`;
}

function where(plan: Pick<SelectionPlan, 'conditions'>, conditions: readonly string[]): string {
	const all = [...conditions, ...plan.conditions];
	return all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
}

function lowerEdge({ from, after }: Partial<WindowEdges>, prefix: string): string[] {
	const field = `${prefix}SystemModstamp`;
	if (after?.afterId !== undefined) {
		const at = soqlLiteral(after.modifiedAt);
		// Without the outer brackets the conditions that follow would bind to the second half only.
		return [`(${field} > ${at} OR (${field} = ${at} AND Id > ${soqlIdLiteral(after.afterId)}))`];
	}
	const start = after?.modifiedAt ?? from;
	return start ? [`${field} >= ${soqlLiteral(start)}`] : [];
}
