import { ApiError } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { requireType } from './require-type';

/** The saved lists of an object's tab (REST API Developer Guide, List View Describe). */
export const listViewRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects/:sObject/listviews/:id/describe', kind: 'describe', handle: describeListView },
];

function describeListView(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const id = request.params.id;
	const view = request.org.listViews.find(
		(each) => each.object === type.name && each.id.slice(0, 15) === id.slice(0, 15),
	);
	if (!view) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
	const { where, scope = 'everything' } = view;
	const using = scope === 'everything' ? '' : ` USING SCOPE ${scope}`;
	const order = 'ORDER BY Id ASC NULLS FIRST';
	const query = `SELECT Id, CreatedDate, LastModifiedDate, SystemModstamp FROM ${type.name}${using}${where ? ` WHERE ${where}` : ''} ${order}`;
	return ok({ columns: [], id: view.id, orderBy: [], query, scope, sobjectType: type.name });
}
