import type { Attempt } from '../../record/attempt';
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
import { type NamedValues, optionalNumber, optionalText, type Row } from './row-values';

/** What a part of a write leaves behind of one record that exists: its row, the changes in it, and the word on it. */
export interface PackedRecord {
	readonly staged: StagedRow;
	readonly changes: readonly JournalRow[];
	readonly settlement: Settlement;
	/** One that no stamp tells of, by the run of the parcel and at its moment; all records of a parcel have one, or none. */
	readonly attempt?: Attempt;
}

/** What is said of an attempt beside its moment, its run and its record. */
type AttemptWord = Pick<Attempt, 'outcome' | 'reason' | 'version'>;

/** How so many records of a parcel ended. */
type Word = readonly [records: number, settlement: Omit<Settlement, 'recordId'>];

/** What is said of all records of a parcel at once. */
interface ParcelHead {
	/** Of the changes that do not say something else. */
	readonly shared?: Circumstances;
	readonly words: readonly Word[];
	/** Every field that some row sets. */
	readonly columns: readonly string[];
	/** The different words on attempts, if these are packed. */
	readonly attempts?: readonly AttemptWord[];
}

/** One record of a parcel. In place of the parent stands 0 where there is none, and in place of the values where they are those of the changes. */
type Line = readonly [
	recordId: string,
	parentId: string | 0,
	fields: FieldsOfRecord,
	values: StagedRow['values'] | 0,
	word: number,
	attempt?: readonly [word: number, matchHash?: string],
];

/** Records that were staged together, as a row has them. Once they are confirmed, all of them were written. */
export interface Parcel {
	readonly sequence: number;
	/** The number of their run. */
	readonly run: number;
	readonly sObject: string;
	/** ISO 8601; `undefined` while they wait. */
	readonly confirmedAt?: string;
	/** When its records were attempted, in milliseconds since 1970; `undefined` where that is no matter of the parcel, or no longer. */
	readonly attemptedAt?: number;
	readonly head: ParcelHead;
	/** A JSON list with one record to a line, so that one can be found without reading the others. */
	readonly body: string;
}

/** The columns that `toParcel` reads. */
export const parcelColumns = 'sequence, run, s_object, confirmed_at, attempted_at, head_json, body_json';

/** A parcel as its row has it; one that was read without its body has an empty one. */
export function toParcel(row: Row): Parcel {
	return {
		sequence: Number(row.sequence),
		run: Number(row.run),
		sObject: String(row.s_object),
		confirmedAt: optionalText(row.confirmed_at),
		attemptedAt: optionalNumber(row.attempted_at),
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
	const attempts = new AttemptWords();
	const lines = records.map(({ staged, changes, attempt }, index) => {
		for (const name in staged.values) columns.add(name);
		const values = isOfChanges(staged.values, changes) ? 0 : staged.values;
		const fields = like ? fieldsOf(changes, like) : {};
		const parent = staged.parentId ?? 0;
		const word = wordNumbers[index];
		const line: Line = attempt
			? [staged.recordId, parent, fields, values, word, attempts.pack(attempt)]
			: [staged.recordId, parent, fields, values, word];
		return JSON.stringify(line);
	});
	const shared = like && circumstancesOf(like);
	const [{ staged: first, attempt }] = records;
	const head: ParcelHead = {
		shared,
		words: words.list,
		columns: [...columns],
		...(attempt && { attempts: attempts.list }),
	};
	return {
		values: {
			s_object: sObject,
			attempted_at: attempt?.lastActivity.getTime() ?? null,
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

/** Different words on attempts, in the order in which they came first. */
class AttemptWords {
	readonly list: AttemptWord[] = [];

	/** The attempt as a line of the parcel has it. */
	pack({ outcome, reason, version, matchHash }: Attempt): Line[5] {
		const known = this.list.findIndex(
			(word) => word.outcome === outcome && word.reason === reason && word.version === version,
		);
		const number = known < 0 ? this.list.push({ outcome, reason, version }) - 1 : known;
		return matchHash === undefined ? [number] : [number, matchHash];
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

/** All records of a parcel, without their attempts. */
export function unpackRecords(parcel: Parcel): PackedRecord[] {
	return (JSON.parse(parcel.body) as Line[]).map((line) => ({
		staged: stagedIn(line),
		changes: changesIn(parcel, line),
		settlement: { recordId: line[0], ...wordIn(parcel, line[4]) },
	}));
}

/** The attempts that are packed in a parcel; `runId` is its run's. */
export function attemptsIn(parcel: Parcel, runId: string): Attempt[] {
	return (JSON.parse(parcel.body) as Line[]).flatMap((line) => attemptIn(parcel, line, runId));
}

/** The attempt on one record of a parcel, without reading the others. */
export function findAttempt(parcel: Parcel, recordId: string, runId: string): Attempt | undefined {
	const line = findLine(parcel, recordId);
	return line && attemptIn(parcel, line, runId)[0];
}

/** The rows of a parcel as they wait. */
export function stagedRowsIn({ body }: Parcel): StagedRow[] {
	return (JSON.parse(body) as Line[]).map(stagedIn);
}

/** All changes of a parcel, record by record. */
export function journalRowsIn(parcel: Parcel): JournalRow[] {
	const shared = sharedIn(parcel);
	return (JSON.parse(parcel.body) as Line[]).flatMap((line) => changesIn(parcel, line, shared));
}

/** What a parcel holds of one record, without reading the others; `undefined` when it is not in it. */
export function findRecord(parcel: Parcel, recordId: string): Pick<PackedRecord, 'staged' | 'changes'> | undefined {
	const line = findLine(parcel, recordId);
	return line && { staged: stagedIn(line), changes: changesIn(parcel, line) };
}

function findLine({ body }: Parcel, recordId: string): Line | undefined {
	const start = body.indexOf(`\n[${JSON.stringify(recordId)},`);
	if (start < 0) return undefined;
	const text = body.slice(start + 1, body.indexOf('\n', start + 1));
	return JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text) as Line;
}

/** The records of which a line holds the text, which is in lower case. */
export function recordsHolding(body: string, text: string): string[] {
	const lines = body.split('\n').filter((line) => line.toLowerCase().includes(text));
	return lines.map((line) => (JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as Line)[0]);
}

/** All words of a parcel by their numbers. */
export function wordsIn(parcel: Pick<Parcel, 'head' | 'confirmedAt'>): Array<Word[1]> {
	return parcel.head.words.map((_word, number) => wordIn(parcel, number));
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

function changesIn(parcel: Parcel, [recordId, , fields]: Line, shared = sharedIn(parcel)): JournalRow[] {
	const { sObject, confirmedAt } = parcel;
	return toChanges(recordId, sObject, fields, shared, confirmedAt);
}

/** What is said of changes that do not say something else, as it stands by now. */
function sharedIn({ head: { shared }, confirmedAt }: Parcel): Circumstances | undefined {
	return shared && confirmedAt !== undefined ? asWritten(shared, confirmedAt) : shared;
}

function attemptIn(
	{ sObject, attemptedAt, head }: Parcel,
	[recordId, , , , , attempt]: Line,
	runId: string,
): Attempt[] {
	if (attempt === undefined || attemptedAt === undefined) return [];
	const [number, matchHash] = attempt;
	const { outcome, reason, version } = head.attempts![number];
	return [{ recordId, sObject, lastActivity: new Date(attemptedAt), outcome, reason, matchHash, version, runId }];
}
