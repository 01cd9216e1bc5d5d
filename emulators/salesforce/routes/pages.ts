import { html } from '../pages/html';
import type { ApiReply, ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { callsPage } from '../pages/calls-page';
import { pageReply } from '../pages/layout';
import { objectsPage } from '../pages/objects-page';
import { recordPage, recordsPage } from '../pages/records-page';
import { toId18 } from '../record-id';

/** Pages for whoever wants to look into the org; a real one has its own. */
export const pageRoutes: Route[] = [
	page('/', ({ org }) => objectsPage(org)),
	page('/calls', ({ org }) => callsPage(org)),
	page('/objects/:sObject', listRecords),
	page('/objects/:sObject/:id', showRecord),
];

function page(path: string, handle: Route['handle']): Route {
	return { method: 'GET', path, kind: 'page', isPublic: true, handle };
}

function listRecords({ org, params, query }: ApiRequest): ApiReply {
	const type = org.schema.type(params.sObject);
	if (!type) return nothingHere(org);
	return recordsPage(org, type, query.get('filter') ?? '', Math.floor(Number(query.get('page'))) || 1);
}

function showRecord({ org, params }: ApiRequest): ApiReply {
	const type = org.schema.type(params.sObject);
	const record = type && org.store.find(type, toId18(params.id) ?? '');
	return record ? recordPage(org, type, record) : nothingHere(org);
}

function nothingHere(org: ApiRequest['org']): ApiReply {
	return pageReply(org, 'Not found', html`<h2>There is nothing here</h2><p><a href="/">All objects</a></p>`, 404);
}
