import type { ApiReply } from '../http/api-request';
import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import { html, type Html } from './html';
import { pageReply } from './layout';

/** The org's objects with how many records each holds. */
export function objectsPage(org: OrgState): ApiReply {
	const counted = org.schema.types.map((type) => ({ type, count: countRecords(org, type) }));
	const sorted = counted.sort(
		(left, right) => Number(right.count > 0) - Number(left.count > 0) || (left.type.name < right.type.name ? -1 : 1),
	);
	const { used } = org.calls;
	const content = html`<h2>Objects</h2>
<p class="soft">${org.clock().toISOString()} · ${used.toLocaleString('en')} of ${org.identity.dailyApiRequests.toLocaleString('en')} API calls used</p>
<div class="card"><table><tr><th>Object</th><th>Label</th><th>Key prefix</th><th class="number">Fields</th><th class="number">Records</th></tr>
${sorted.map(({ type, count }) => objectRow(type, count))}</table></div>`;
	return pageReply(org, 'Objects', content);
}

/** How many undeleted records an object has; 0 for one that is worked out on reading. */
export function countRecords({ store }: OrgState, { name, definition }: SObjectType): number {
	return definition.viewSql
		? 0
		: Number(store.prepare(`SELECT COUNT(*) AS n FROM "${name}" WHERE IsDeleted = 0`).get()?.n);
}

function objectRow({ name, definition, fields }: SObjectType, count: number): Html {
	return html`<tr><td><a href="/objects/${name}">${name}</a></td><td>${definition.label}</td><td class="soft">${definition.keyPrefix}</td>
<td class="number">${fields.length}</td><td class="number">${count.toLocaleString('en')}</td></tr>`;
}
