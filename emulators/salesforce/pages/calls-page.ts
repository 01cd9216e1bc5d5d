import type { ApiReply } from '../http/api-request';
import type { LoggedCall } from '../http/call-log';
import type { OrgState } from '../org/org-state';
import { html, type Html } from './html';
import { pageReply } from './layout';

const mostShown = 200;

/** The last 200 calls, newest first. */
export function callsPage(org: OrgState): ApiReply {
	const { log, byKind, total } = org.calls;
	const kinds = Object.entries(byKind).sort(([, left], [, right]) => right - left);
	const content = html`<h2>Calls <small class="soft">${log.length.toLocaleString('en')} served, ${total.toLocaleString('en')} charged</small></h2>
<p class="soft">${kinds.map(([kind, count]) => html`${kind} ${count.toLocaleString('en')} &nbsp; `)}</p>
<div class="card"><table><tr><th>Time</th><th>Kind</th><th>Call</th><th class="number">Status</th><th class="number">Records</th></tr>
${log.slice(-mostShown).reverse().map(callRow)}</table></div>`;
	return pageReply(org, 'Calls', content);
}

function callRow({ at, kind, method, path, status, records }: LoggedCall): Html {
	return html`<tr><td class="soft">${at}</td><td>${kind}</td><td title="${path}">${method} ${path}</td>
<td class="number${status >= 400 ? ' bad' : ''}">${status}</td><td class="number">${records || ''}</td></tr>`;
}
