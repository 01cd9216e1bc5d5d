import { EnrichmentError } from '../../errors';
import { isSalesforceId } from '../../record/identity';
import type { SalesforceClient } from '../../salesforce/client';
import type { ListView } from '../../salesforce/list-view';
import { checkedRawWhere } from './raw-where';

/** A list view's Ids begin so. */
const keyPrefix = '00B';

/** Strings first, so that no word inside them counts. */
const words = /'(?:[^'\\]|\\.)*'|[()]|[A-Za-z_]+/gs;

/** What the records of a saved list of the org meet, in brackets; `undefined` when it shows all. Costs a call. */
export async function listViewCondition(
	client: Pick<SalesforceClient, 'fetchListView'>,
	sObject: string,
	listViewId: string,
): Promise<string | undefined> {
	const id = listViewId.trim();
	if (!isSalesforceId(id) || !id.startsWith(keyPrefix))
		throw refused(
			`"${id.slice(0, 40)}" is no ID of a list view`,
			'Take it from the address of the list, behind filterName=.',
		);
	return conditionOf(await client.fetchListView(sObject, id), id);
}

/** The part behind WHERE; throws `invalid_parameter` for a list that depends on who looks at it. */
export function conditionOf({ query, scope }: ListView, id: string): string | undefined {
	if (!/^everything$/i.test(scope))
		throw refused(
			`The list view ${id} shows the records of whoever looks at it (${scope})`,
			'Let it show all records, and name the owner among its filters.',
		);
	const where = partBehind(query, 'WHERE', ['ORDER', 'GROUP', 'LIMIT', 'WITH']);
	return where === undefined ? undefined : checkedRawWhere(where);
}

/** What stands between a word outside of brackets and the first of these words behind it. */
function partBehind(query: string, word: string, ends: readonly string[]): string | undefined {
	let depth = 0;
	let start: number | undefined;
	for (const { 0: text, index } of query.matchAll(words)) {
		if (text === '(') depth += 1;
		else if (text === ')') depth -= 1;
		else if (depth === 0 && start === undefined && text.toUpperCase() === word) start = index + text.length;
		else if (depth === 0 && start !== undefined && ends.includes(text.toUpperCase()))
			return query.slice(start, index).trim();
	}
	return start === undefined ? undefined : query.slice(start).trim();
}

function refused(message: string, remedy: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${message}.`, { remedy });
}
