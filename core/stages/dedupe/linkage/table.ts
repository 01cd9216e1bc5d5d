import { loadMailProviders } from '../../../record/mail-providers';
import { type Column, type LinkageTable, missing } from './columns';
import { Dictionary } from './dictionary';
import { type LinkageField, type LinkageRecord, linkageFields } from './fields';
import { nameInMailbox } from './named-mailboxes';
import { normalizers } from './normal-values';
import { TextNumbers } from './text-numbers';
import { Turns } from './turns';

const perPart = 64;
/** Whoever it is stands in the beginning of a longer text. */
const mostCharacters = 1_024;

/** Normalises the values, each distinct one once; lets other work in between. */
export async function buildTable(records: readonly LinkageRecord[], turns = new Turns()): Promise<LinkageTable> {
	await loadMailProviders(() => turns.next());
	const columns = new Map<LinkageField, Column>();
	for (const [at, field] of linkageFields.entries()) {
		turns.done(at / linkageFields.length);
		const column = await columnOf(field, records, turns);
		if (column) columns.set(field, column);
	}
	const named = await withNames(columns, records.length, turns);
	return { size: records.length, columns: await withMailboxNames(named, turns) };
}

async function columnOf(
	field: LinkageField,
	records: readonly LinkageRecord[],
	turns: Turns,
): Promise<Column | undefined> {
	const typed = new TextNumbers();
	/** By number of a text as it was typed: of its normal form. */
	const forms: number[] = [];
	const dictionary = new Dictionary();
	const normalize = normalizers[field];
	const ids = new Int32Array(records.length).fill(missing);
	let filled = 0;
	await turns.inParts(records.length, perPart, (from, to) => {
		for (let index = from; index < to; index += 1) {
			const value = valueOf(records[index], field);
			if (value === null || value === undefined || value === '') continue;
			const text = (typeof value === 'string' ? value : String(value)).slice(0, mostCharacters);
			const number = typed.add(text);
			if (number === forms.length) {
				const form = normalize(text);
				forms.push(form === undefined ? missing : dictionary.intern(form));
			}
			const id = forms[number];
			if (id === missing) continue;
			ids[index] = id;
			dictionary.counts[id] += 1;
			filled += 1;
		}
	});
	return filled === 0 ? undefined : { field, dictionary, ids, filled };
}

/** `Jr` stands behind a name where it has no field of its own. */
function valueOf(record: LinkageRecord, field: LinkageField): unknown {
	return field === 'generation' ? record.generation || record.lastName || record.fullName : record[field];
}

/** People who are only known by a whole name get a first and a last one from it. */
async function withNames(
	columns: Map<LinkageField, Column>,
	size: number,
	turns: Turns,
): Promise<Map<LinkageField, Column>> {
	const full = columns.get('fullName');
	if (!full || columns.has('lastName')) return columns;
	const [first, last] = [new Dictionary(), new Dictionary()];
	const firstIds = new Int32Array(size).fill(missing);
	const lastIds = new Int32Array(size).fill(missing);
	await turns.inParts(size, perPart, (from, to) => {
		for (let index = from; index < to; index += 1) {
			if (full.ids[index] === missing) continue;
			const parts = full.dictionary.texts[full.ids[index]].split(' ');
			lastIds[index] = last.add(parts[parts.length - 1]);
			if (parts.length > 1) firstIds[index] = first.add(parts.slice(0, -1).join(' '));
		}
	});
	columns.set('firstName', { field: 'firstName', dictionary: first, ids: firstIds, filled: full.filled });
	columns.set('lastName', { field: 'lastName', dictionary: last, ids: lastIds, filled: full.filled });
	return columns;
}

/** People without a first name get the one that stands beside the last name in their mailbox, or its initial. */
async function withMailboxNames(columns: Map<LinkageField, Column>, turns: Turns): Promise<Map<LinkageField, Column>> {
	const [first, last, email] = [columns.get('firstName'), columns.get('lastName'), columns.get('email')];
	if (!first || !last || !email) return columns;
	let { filled } = first;
	const ids = first.ids.slice();
	await turns.inParts(ids.length, perPart * 8, (from, to) => {
		for (let index = from; index < to; index += 1) {
			if (ids[index] !== missing || last.ids[index] === missing || email.ids[index] === missing) continue;
			const name = nameInMailbox(email.dictionary.texts[email.ids[index]], last.dictionary.texts[last.ids[index]]);
			if (name === undefined) continue;
			filled += 1;
			ids[index] = first.dictionary.add(name);
		}
	});
	return columns.set('firstName', { ...first, ids, filled });
}
