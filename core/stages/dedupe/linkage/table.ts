import { setImmediate } from 'node:timers/promises';
import { Dictionary } from './dictionary';
import { type LinkageField, type LinkageRecord, linkageFields } from './fields';
import { nameInMailbox } from './named-mailboxes';
import { normalizers } from './normal-values';

/** Stands where a record has no usable value. */
export const missing = -1;

/** One field of all records: the number of each record's value in the dictionary. */
export interface Column {
	readonly field: LinkageField;
	readonly dictionary: Dictionary;
	readonly ids: Int32Array;
	/** How many records have a value. */
	readonly filled: number;
}

/** All records, field by field. */
export interface LinkageTable {
	readonly size: number;
	/** Only of fields that some record has. */
	readonly columns: ReadonlyMap<LinkageField, Column>;
}

const recordsPerTurn = 1_000;

/** Normalises the values, each distinct one once; lets other work in between. */
export async function buildTable(records: readonly LinkageRecord[]): Promise<LinkageTable> {
	const columns = new Map<LinkageField, Column>();
	for (const field of linkageFields) {
		const column = await columnOf(field, records);
		if (column) columns.set(field, column);
	}
	return { size: records.length, columns: withMailboxNames(withNames(columns, records.length)) };
}

async function columnOf(field: LinkageField, records: readonly LinkageRecord[]): Promise<Column | undefined> {
	const dictionary = new Dictionary();
	const normalize = normalizers[field];
	const formByText = new Map<string, string | undefined>();
	const ids = new Int32Array(records.length).fill(missing);
	let filled = 0;
	for (let index = 0; index < records.length; index += 1) {
		if (index % recordsPerTurn === 0) await setImmediate();
		const value = records[index][field];
		if (value === null || value === undefined || value === '') continue;
		const text = typeof value === 'string' ? value : String(value);
		let form = formByText.get(text);
		if (form === undefined && !formByText.has(text)) {
			form = normalize(text);
			formByText.set(text, form);
		}
		if (form === undefined) continue;
		ids[index] = dictionary.add(form);
		filled += 1;
	}
	return filled === 0 ? undefined : { field, dictionary, ids, filled };
}

/** People who are only known by a whole name get a first and a last one from it. */
function withNames(columns: Map<LinkageField, Column>, size: number): Map<LinkageField, Column> {
	const full = columns.get('fullName');
	if (!full || columns.has('lastName')) return columns;
	const [first, last] = [new Dictionary(), new Dictionary()];
	const firstIds = new Int32Array(size).fill(missing);
	const lastIds = new Int32Array(size).fill(missing);
	for (let index = 0; index < size; index += 1) {
		if (full.ids[index] === missing) continue;
		const parts = full.dictionary.texts[full.ids[index]].split(' ');
		lastIds[index] = last.add(parts[parts.length - 1]);
		if (parts.length > 1) firstIds[index] = first.add(parts.slice(0, -1).join(' '));
	}
	columns.set('firstName', { field: 'firstName', dictionary: first, ids: firstIds, filled: full.filled });
	columns.set('lastName', { field: 'lastName', dictionary: last, ids: lastIds, filled: full.filled });
	return columns;
}

/** People without a first name get the one that stands beside the last name in their mailbox, or its initial. */
function withMailboxNames(columns: Map<LinkageField, Column>): Map<LinkageField, Column> {
	const [first, last, email] = [columns.get('firstName'), columns.get('lastName'), columns.get('email')];
	if (!first || !last || !email) return columns;
	let { filled } = first;
	const ids = first.ids.map((id, index) => {
		if (id !== missing || last.ids[index] === missing || email.ids[index] === missing) return id;
		const name = nameInMailbox(email.dictionary.texts[email.ids[index]], last.dictionary.texts[last.ids[index]]);
		if (name === undefined) return id;
		filled += 1;
		return first.dictionary.add(name);
	});
	return columns.set('firstName', { ...first, ids, filled });
}
