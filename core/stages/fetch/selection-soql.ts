import type { Watermark } from '../../store/store';
import { soqlIdList, soqlIdLiteral, soqlLiteral } from '../../salesforce/soql';
import type { Selection } from './plan-selection';

/** The part of time to read, in one of two ways: from a moment on, or from behind a key. */
export interface WindowEdges {
	readonly from?: Date;
	/** Records up to this key have been taken already. */
	readonly after?: Watermark;
	readonly until: Date;
}

/** Records of the window by (SystemModstamp, Id), at most `limit`. */
export function windowSoql(selection: Selection, window: WindowEdges, limit: number): string {
	const conditions = [...lowerEdge(window), `SystemModstamp < ${soqlLiteral(window.until)}`, ...selection.conditions];
	return `${select(selection)} WHERE ${conditions.join(' AND ')} ORDER BY SystemModstamp, Id LIMIT ${limit}`;
}

/** These records, in no particular order, whatever the selection's conditions say. */
export function byIdSoql(selection: Selection, ids: readonly string[]): string {
	return `${select(selection)} WHERE Id IN ${soqlIdList(ids)}`;
}

function select({ fields, sObject }: Selection): string {
	return `SELECT ${fields.join(', ')} FROM ${sObject}`;
}

function lowerEdge({ from, after }: WindowEdges): string[] {
	if (after?.afterId !== undefined) {
		const at = soqlLiteral(after.modifiedAt);
		// Without the outer brackets the conditions that follow would bind to the second half only.
		return [`(SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${soqlIdLiteral(after.afterId)}))`];
	}
	const start = after?.modifiedAt ?? from;
	return start ? [`SystemModstamp >= ${soqlLiteral(start)}`] : [];
}
