import { isBlank, isSameValue } from '../../../record/field-value';
import { type Markup, markup } from '../../../pages/markup';
import { fieldLabel, recordLink, recordName, type ReviewSettings } from '../../../run/review-row';
import type { FieldDescription } from '../../../salesforce/schema';
import type { GroupRecord } from '../survivorship/group-record';
import type { PlannedMerge } from '../survivorship/plan-merge';

/** What stands beside each other at most: a form of n8n is no wider. */
const mostColumns = 4;
const mostFields = 15;
const mostSame = 6;
const longestValue = 80;
/** What people know a record by. */
const knownByNames = new Set(['Name', 'FirstName', 'LastName', 'Company', 'Title']);
const knownByTypes = new Set(['email', 'phone', 'url']);
/** Lets a long address break in a narrow column. */
const mayBreak = '\u200b';
/** A form of n8n gives columns no room between them. */
const gap = '\u00a0\u00a0 ';

/**
 * A group's records side by side as HTML text: who stays first, every field in which they differ, in bold what holds afterwards, and
 * how many records move along. Values are text whatever they hold. Beyond four records and fifteen fields the rest is counted.
 */
export function sideBySide(plan: PlannedMerge, records: readonly GroupRecord[], settings: ReviewSettings): string {
	const recordById = new Map(records.map((record) => [record.id, record]));
	const all = [plan.masterId, ...plan.loserIds].flatMap((id) => recordById.get(id) ?? []);
	const shown = all.slice(0, mostColumns);
	const fields = differingFields(plan, all, settings);
	const rows = [
		rowOf(
			'Record',
			shown.map(({ id, values }) => linkTo(recordLink(settings.org, id), recordName(values) || id)),
		),
		...fields.slice(0, mostFields).map((field) => fieldRow(plan, field, shown, settings)),
		rowOf(
			'Created',
			shown.map(({ values }) => markup`${String(values.CreatedDate ?? '').slice(0, 10)}`),
		),
		rowOf('Related records', shown.map(pointing)),
	];
	const heads = shown.map((_, at) => markup`<th>${at === 0 ? 'Stays' : 'Goes'}</th>`);
	const notes = notesOf(all, fields.length, settings).map((note) => markup`<p>${note}</p>`);
	return markup`<table><thead><tr><th>Field</th>${heads}</tr></thead><tbody>${rows}</tbody></table>${notes}`.html;
}

/** What is taken over or left behind, and what people know a record by where not all hold the same. */
function differingFields(
	{ chosen, lost }: PlannedMerge,
	all: readonly GroupRecord[],
	{ description }: ReviewSettings,
): string[] {
	const differing = new Set([...chosen, ...lost].map(({ field }) => field));
	return [...description.fieldByName.values()]
		.filter((field) => differing.has(field.name) || (isKnownBy(field) && !isSameInAll(field, all)))
		.map(({ name }) => name);
}

function isKnownBy({ name, type }: FieldDescription): boolean {
	return knownByNames.has(name) || knownByTypes.has(type);
}

function isSameInAll({ name, type }: FieldDescription, all: readonly GroupRecord[]): boolean {
	return all.every(({ values }) => isSameValue(values[name], all[0].values[name], type));
}

function rowOf(label: string, cells: readonly Markup[]): Markup {
	return markup`<tr><td>${label}${gap}</td>${cells.map((cell) => markup`<td>${cell}${gap}</td>`)}</tr>`;
}

function fieldRow(
	{ chosen }: PlannedMerge,
	field: string,
	shown: readonly GroupRecord[],
	settings: ReviewSettings,
): Markup {
	const taken = chosen.find((each) => each.field === field);
	const after = taken ? taken.after : shown[0].values[field];
	const description = settings.description.fieldByName.get(field);
	const isKept = (value: unknown): boolean =>
		!isBlank(value) && (description ? isSameValue(value, after, description.type) : value === after);
	const isSomebodys = shown.some(({ values }) => isKept(values[field]));
	const cells = shown.map(({ values }, at) => {
		const value = values[field];
		if (isKept(value)) return markup`<b>${textOf(value)} ✓</b>`;
		// Of several values one was made, or it stands in a record that is not shown.
		if (at === 0 && taken && !isSomebodys) return markup`${textOf(value)} → <b>${textOf(after)} ✓</b>`;
		return markup`${textOf(value)}`;
	});
	return rowOf(fieldLabel(field, settings.description), cells);
}

function pointing({ relatedRecords }: GroupRecord, at: number): Markup {
	return markup`${relatedRecords}${at > 0 && relatedRecords > 0 ? ' move along' : ''}`;
}

function notesOf(all: readonly GroupRecord[], fields: number, settings: ReviewSettings): string[] {
	const same = sameFields(all, settings);
	const more = all.slice(mostColumns).map(({ id, values }) => recordName(values) || id);
	return [
		...(same.length > 0 ? [`The same in all: ${same.join('; ')}.`] : []),
		...(more.length > 0
			? [`Also go: ${more.slice(0, mostFields).join(', ')}${cutWord(more.length - mostFields)}.`]
			: []),
		...(fields > mostFields ? [`Further fields that differ: ${fields - mostFields}.`] : []),
	];
}

/** Where all hold one value. */
function sameFields(all: readonly GroupRecord[], { description }: ReviewSettings): string[] {
	return [...description.fieldByName.values()]
		.filter((field) => isKnownBy(field) && !isBlank(all[0].values[field.name]) && isSameInAll(field, all))
		.slice(0, mostSame)
		.map(({ name, label }) => `${label} ${textOf(all[0].values[name])}`);
}

function linkTo(link: string, text: string): Markup {
	return markup`<a href="${link}" target="_blank" rel="noopener">${text}</a>`;
}

function textOf(value: unknown): string {
	if (isBlank(value)) return '–';
	const text = String(value);
	const cut = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
	return cut.replace(/[@._/-](?=\S)/g, `$&${mayBreak}`);
}

function cutWord(more: number): string {
	return more > 0 ? ` and ${more} more` : '';
}
