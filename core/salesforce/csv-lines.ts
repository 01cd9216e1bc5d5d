import type { SalesforceRecord } from '../record/record-item';

/** What an empty field is written as; an empty cell would leave the field unchanged (Bulk API 2.0 guide, “Prepare CSV Files”). */
export const csvNull = '#N/A';

/** The header line of an upload, with its line end; all rows of a job have these columns. */
export function csvHeader(columns: readonly string[]): string {
	return `${columns.map(csvText).join(',')}\n`;
}

/** One row with its line end: `null` empties the field, a column that the row lacks is left unchanged. */
export function csvLine(columns: readonly string[], row: SalesforceRecord): string {
	let line = csvCell(row[columns[0]]);
	for (let index = 1; index < columns.length; index += 1) line += `,${csvCell(row[columns[index]])}`;
	return `${line}\n`;
}

/** Whether the Bulk API would take this value for the order to empty the field. */
export function readsAsNull(value: unknown): boolean {
	return value === csvNull;
}

/** The text that stands for a value, before it is quoted; a result of the job has the same in its place. */
export function csvValue(value: unknown): string {
	if (value === undefined) return '';
	if (value === null || value === '') return csvNull;
	return value instanceof Date ? value.toISOString() : String(value);
}

function csvCell(value: unknown): string {
	return csvText(csvValue(value));
}

/** Quoted where it has to be; blanks at the edges are quoted too, because a blank beside a quote fails the row. */
function csvText(text: string): string {
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
