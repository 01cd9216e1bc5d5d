import type { SQLInputValue } from 'node:sqlite';
import type { ApiReply } from '../http/api-request';
import type { OrgState } from '../org/org-state';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import { html, type Html } from './html';
import { pageReply } from './layout';

const pageSize = 50;
const mostColumns = 8;
const sampleSize = 200;
const systemFields = new Set([
	'Id',
	'IsDeleted',
	'CreatedDate',
	'CreatedById',
	'LastModifiedDate',
	'LastModifiedById',
	'SystemModstamp',
	'OwnerId',
]);

/** Fifty records of an object, newest change first; `filter` must occur in one of the fields shown, or be the Id. */
export function recordsPage(org: OrgState, type: SObjectType, filter: string, page: number): ApiReply {
	const columns = shownFields(org, type);
	const { where, params } = filterSql(columns, filter);
	const total = Number(org.store.prepare(`SELECT COUNT(*) AS n FROM "${type.name}" WHERE ${where}`).get(...params)?.n);
	const last = Math.max(1, Math.ceil(total / pageSize));
	const at = Math.min(Math.max(1, page), last);
	const order = type.field('SystemModstamp') ? 'SystemModstamp DESC, Id' : 'Id';
	const names = ['Id', ...columns].map((name) => `"${name}"`).join(', ');
	const rows = org.store
		.prepare(`SELECT ${names} FROM "${type.name}" WHERE ${where} ORDER BY ${order} LIMIT ${pageSize} OFFSET ?`)
		.all(...params, (at - 1) * pageSize);
	const link = (to: number, label: string) =>
		html`<a href="?${new URLSearchParams({ filter, page: String(to) })}">${label}</a> `;
	const content = html`<h2>${type.name} <small class="soft">${total.toLocaleString('en')} ${filter ? 'found' : 'records'}</small></h2>
<form><input name="filter" value="${filter}" placeholder="Text to look for" size="40"><button>Filter</button></form>
<div class="card"><table><tr><th>Id</th>${columns.map((name) => html`<th>${name}</th>`)}</tr>
${rows.map((row) => html`<tr><td><a href="/objects/${type.name}/${row.Id}">${row.Id}</a></td>${columns.map((name) => html`<td title="${row[name]}">${row[name]}</td>`)}</tr>`)}</table></div>
<p class="soft">${at > 1 ? link(at - 1, '← Back') : ''}Page ${at} of ${last} ${at < last ? link(at + 1, 'On →') : ''}</p>`;
	return pageReply(org, type.name, content);
}

/** Every field of one record, deleted or not. */
export function recordPage(org: OrgState, type: SObjectType, record: StoredRecord): ApiReply {
	const content = html`<h2><a href="/objects/${type.name}">${type.name}</a> ${record.Id}${record.IsDeleted ? html` <span class="bad">deleted</span>` : undefined}</h2>
<div class="card"><dl>${type.fields.map(({ name, type: kind }) => html`<dt>${name}</dt><dd>${shown(org, kind, record[name])}</dd>`)}</dl></div>`;
	return pageReply(org, String(record.Id), content);
}

/** References lead to their record. */
function shown(org: OrgState, kind: string, value: unknown): Html | unknown {
	const target = kind === 'reference' && typeof value === 'string' ? org.schema.typeOfId(value) : undefined;
	return target ? html`<a href="/objects/${target.name}/${value}">${value}</a>` : value;
}

/** The name first, then custom fields and fields in use: an object has far more fields than a page has room. */
function shownFields({ store }: OrgState, type: SObjectType): string[] {
	const own = type.fields.filter(
		(each) => !systemFields.has(each.name) && each.type !== 'address' && each.type !== 'reference',
	);
	const uses = own.map((each) => `MAX("${each.name}" IS NOT NULL) AS "${each.name}"`);
	const used =
		own.length > 0
			? store.prepare(`SELECT ${uses.join(', ')} FROM (SELECT * FROM "${type.name}" LIMIT ${sampleSize})`).get()
			: undefined;
	const rank = (each: FieldDefinition) => (each.nameField ? 0 : used?.[each.name] !== 1 ? 3 : each.custom ? 1 : 2);
	return own
		.sort((left, right) => rank(left) - rank(right))
		.slice(0, mostColumns)
		.map((each) => each.name);
}

function filterSql(columns: readonly string[], filter: string): { where: string; params: SQLInputValue[] } {
	if (!filter) return { where: 'IsDeleted = 0', params: [] };
	const pattern = `%${filter.replace(/[\\%_]/g, '\\$&')}%`;
	const matches = columns.map((name) => `"${name}" LIKE ?2 ESCAPE '\\'`);
	return { where: `IsDeleted = 0 AND (Id = ?1 OR ${matches.join(' OR ')})`, params: [filter, pattern] };
}
