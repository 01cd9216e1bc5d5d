import type { ApiCalls } from './api-calls';
import { assertApiName } from './soql';

/** What a list of records on an object's tab shows; only what the pack reads. */
export interface ListView {
	/** The query behind it, fields and order included. */
	readonly query: string;
	/** `everything`, or whose records it shows: `mine`, `team`, `queue` … */
	readonly scope: string;
}

/** The list view of an object, for one call (REST API Developer Guide, List View Describe); throws `salesforce_refused` where the user does not see it. */
export async function fetchListView(calls: ApiCalls, sObject: string, listViewId: string): Promise<ListView> {
	const { query, scope } = await calls.send<Partial<ListView>>({
		kind: 'describe',
		method: 'GET',
		url: `/sobjects/${assertApiName(sObject)}/listviews/${encodeURIComponent(listViewId)}/describe`,
		what: `read the list view ${listViewId} of ${sObject}`,
		isRepeatable: true,
	});
	return { query: String(query ?? ''), scope: String(scope ?? 'everything') };
}
