import type { StagedRow } from '../../record/staged-row';
import type { JournalRow } from '../contract/journal';
import type { Settlement } from '../contract/work';
import {
	asWritten,
	type Circumstances,
	circumstancesOf,
	type FieldsOfRecord,
	fieldsOf,
	toChanges,
} from './journal-changes';
import { type NamedValues, optionalText, type Row } from './row-values';

/** What a part of a write leaves behind of one record that exists: its row, the changes in it, and the word on it. */
export interface PackedRecord {
	readonly staged: StagedRow;
	readonly changes: readonly JournalRow[];
	readonly settlement: Settlement;
}

/** How so many records of a parcel ended. */
type Word = readonly [records: number, settlement: Omit<Settlement, 'recordId'>];

/** What is said of all records of a parcel at once. */
interface ParcelHead {
	/** Of the changes that do not say something else. */
	readonly shared?: Circumstances;
	readonly words: readonly Word[];
	/** Every field that some row sets. */
	readonly columns: readonly string[];
}

/** One record of a parcel. In place of the parent stands 0 where there is none, and in place of the values where they are those of the changes. */
type Line = readonly [
	recordId: string,
	parentId: string | 0,
	fields: FieldsOfRecord,
	values: StagedRow['values'] | 0,
	word: number,
];

/** Records that were staged together, as a row has them. Once they are confirmed, all of them were written. */
export interface Parcel {
	readonly sequence: number;
	/** The number of their run. */
	readonly run: number;
	readonly sObject: string;
	/** ISO 8601; `undefined` while they wait. */
	readonly confirmedAt?: string;
	readonly head: ParcelHead;
	/** A JSON list with one record to a line, so that one can be found without reading the others. */
	readonly body: string;
}

/** The columns that `toParcel` reads. */
export const parcelColumns = 'sequence, run, s_object, confirmed_at, head_json, body_json';

/** A parcel as its row has it; one that was read without its body has an empty one. */
export function toParcel(row: Row): Parcel {
	return {
		sequence: Number(row.sequence),
		run: Number(row.run),
		sObject: String(row.s_object),
		confirmedAt: optionalText(row.confirmed_at),
		head: JSON.parse(String(row.head_json)) as ParcelHead,
		body: optionalText(row.body_json) ?? '[]',
	};
}

/** The columns of a parcel without its run's, and by record the number of the word on it. The records are in the order of parent and Id; there is at least one. */
export function packRecords(
	records: readonly PackedRecord[],
	sObject: string,
): { readonly values: NamedValues; readonly wordNumbers: readonly number[] } {
	const like = records.find(({ changes }) => changes.length > 0)?.changes[0];
	const words = new WordList();
	const columns = new Set<string>();
	const wordNumbers = records.map(({ settlement }) => words.add(settlement));
	const lines = records.map(({ staged, changes }, index) => {
		for (const name in staged.values) columns.add(name);
		const values = isOfChanges(staged.values, changes) ? 0 : staged.values;
		const fields = like ? fieldsOf(changes, like) : {};
		return JSON.stringify([staged.recordId, staged.parentId ?? 0, fields, values, wordNumbers[index]] satisfies Line);
	});
	const shared = like && circumstancesOf(like);
	const head: ParcelHead = { shared, words: words.list, columns: [...columns] };
	const [{ staged: first }] = records;
	return {
		values: {
			s_object: sObject,
			row_count: records.length,
			first_parent: first.parentId ?? '',
			first_id: first.recordId,
			head_json: JSON.stringify(head),
			body_json: `[\n${lines.join(',\n')}\n]`,
		},
		wordNumbers,
	};
}

/** Different words, in the order in which they came first. */
class WordList {
	private readonly placeByText = new Map<string, number>();

	private readonly words: Array<[number, Word[1]]> = [];

	private last: { readonly settlement: Settlement; readonly place: number } | undefined;

	/** The number of the word. */
	add(settlement: Settlement): number {
		// Most records end as the one before.
		const isRepeated = this.last !== undefined && isSameWord(this.last.settlement, settlement);
		const place = isRepeated ? this.last!.place : this.placeOf(wordOf(settlement));
		this.words[place][0] += 1;
		this.last = { settlement, place };
		return place;
	}

	get list(): readonly Word[] {
		return this.words;
	}

	private placeOf(word: Word[1]): number {
		const text = JSON.stringify(word);
		const place = this.placeByText.get(text) ?? this.words.push([0, word]) - 1;
		this.placeByText.set(text, place);
		return place;
	}
}

/** Whether both surely say the same of their records. */
function isSameWord(one: Settlement, other: Settlement): boolean {
	for (const name in one) {
		const [value, otherValue] = [one[name as keyof Settlement], other[name as keyof Settlement]];
		const areEmpty = Array.isArray(value) && Array.isArray(otherValue) && value.length + otherValue.length === 0;
		if (name !== 'recordId' && value !== otherValue && !areEmpty) return false;
	}
	return Object.keys(one).length === Object.keys(other).length;
}

/** Without the record's Id, and without empty lists, which say nothing. */
function wordOf({ recordId: _recordId, leftOut = [], mustFit = [], ...word }: Settlement): Word[1] {
	return { ...word, ...(leftOut.length > 0 && { leftOut }), ...(mustFit.length > 0 && { mustFit }) };
}

function isOfChanges(values: StagedRow['values'], changes: readonly JournalRow[]): boolean {
	let count = 0;
	for (const _name in values) count += 1;
	return (
		changes.length === count && changes.every(({ field, after }) => after !== undefined && values[field] === after)
	);
}

/** All records of a parcel. */
export function unpackRecords(parcel: Parcel): PackedRecord[] {
	return (JSON.parse(parcel.body) as Line[]).map((line) => ({
		staged: stagedIn(line),
		changes: changesIn(parcel, line),
		settlement: { recordId: line[0], ...wordIn(parcel, line[4]) },
	}));
}

/** The rows of a parcel as they wait. */
export function stagedRowsIn({ body }: Parcel): StagedRow[] {
	return (JSON.parse(body) as Line[]).map(stagedIn);
}

/** All changes of a parcel, record by record. */
export function journalRowsIn(parcel: Parcel): JournalRow[] {
	return (JSON.parse(parcel.body) as Line[]).flatMap((line) => changesIn(parcel, line));
}

/** What a parcel holds of one record, without reading the others; `undefined` when it is not in it. */
export function findRecord(parcel: Parcel, recordId: string): Pick<PackedRecord, 'staged' | 'changes'> | undefined {
	const start = parcel.body.indexOf(`\n[${JSON.stringify(recordId)},`);
	if (start < 0) return undefined;
	const text = parcel.body.slice(start + 1, parcel.body.indexOf('\n', start + 1));
	const line = JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text) as Line;
	return { staged: stagedIn(line), changes: changesIn(parcel, line) };
}

/** The records of which a line holds the text, which is in lower case. */
export function recordsHolding(body: string, text: string): string[] {
	const lines = body.split('\n').filter((line) => line.toLowerCase().includes(text));
	return lines.map((line) => (JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as Line)[0]);
}

/** The word of this number, as it stands once the parcel is confirmed. */
export function wordIn({ head, confirmedAt }: Pick<Parcel, 'head' | 'confirmedAt'>, number: number): Word[1] {
	const [, word] = head.words[number];
	if (confirmedAt === undefined || word.retryable !== true) return word;
	const saved = word.leftOut === undefined ? ('written' as const) : ('partly_written' as const);
	const outcome = word.outcome === 'staged' ? saved : word.outcome;
	return { ...word, outcome, retryable: word.enrichOutcome === 'provider_failed' };
}

function valuesOf(fields: FieldsOfRecord): StagedRow['values'] {
	const values: Record<string, unknown> = {};
	for (const field in fields) values[field] = fields[field][1];
	return values;
}

function stagedIn([recordId, parentId, fields, values]: Line): StagedRow {
	return { recordId, values: values === 0 ? valuesOf(fields) : values, ...(parentId !== 0 && { parentId }) };
}

function changesIn({ sObject, head: { shared }, confirmedAt }: Parcel, [recordId, , fields]: Line): JournalRow[] {
	const changes = toChanges(recordId, sObject, fields, shared);
	return confirmedAt === undefined ? changes : changes.map((change) => asWritten(change, confirmedAt));
}
