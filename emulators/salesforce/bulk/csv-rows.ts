import { lineEndings, columnDelimiters, type CsvDialect } from './csv-dialect';
import { nextTurn } from './next-turn';

/** Where the rows of an upload lie, header and blank lines apart; offsets are bytes, line endings left out. */
export interface CsvRows {
	readonly bytes: Buffer;
	readonly headerEnd: number;
	readonly starts: readonly number[];
	readonly ends: readonly number[];
	/** Whether every row ends as the job says it does. */
	readonly hasRightEndings: boolean;
}

const lf = 10;
const cr = 13;
const quoteCharacter = 34;
const rowsPerTurn = 20_000;

/** Finds all rows, letting other requests through in between. */
export async function indexRows(bytes: Buffer, dialect: CsvDialect): Promise<CsvRows> {
	const delimiter = columnDelimiters[dialect.columnDelimiter].charCodeAt(0);
	const wantsCr = lineEndings[dialect.lineEnding] === '\r\n';
	const starts: number[] = [];
	const ends: number[] = [];
	let hasRightEndings = true;
	let headerEnd: number | undefined;
	let quote = bytes.indexOf(quoteCharacter);
	for (let start = 0; start < bytes.length; ) {
		if (quote !== -1 && quote < start) quote = bytes.indexOf(quoteCharacter, start);
		const plainEnd = lineEnd(bytes, start);
		// Most rows hold no quote, and the first line feed ends them; only the others are read byte by byte.
		const lineFeed = quote === -1 || quote > plainEnd ? plainEnd : quotedRowEnd(bytes, start, delimiter);
		const hasCr = lineFeed > start && bytes[lineFeed - 1] === cr;
		const end = hasCr ? lineFeed - 1 : lineFeed;
		if (lineFeed < bytes.length && hasCr !== wantsCr) hasRightEndings = false;
		if (headerEnd === undefined) {
			headerEnd = end;
		} else if (end > start) {
			starts.push(start);
			ends.push(end);
			if (starts.length % rowsPerTurn === 0) await nextTurn();
		}
		start = lineFeed + 1;
	}
	return { bytes, headerEnd: headerEnd ?? 0, starts, ends, hasRightEndings };
}

/** The text of a row as it was sent. */
export function rowText({ bytes, starts, ends }: CsvRows, row: number): string {
	return bytes.toString('utf8', starts[row], ends[row]);
}

/** The text of the header as it was sent. */
export function headerText({ bytes, headerEnd }: CsvRows): string {
	return bytes.toString('utf8', 0, headerEnd);
}

function lineEnd(bytes: Buffer, from: number): number {
	const found = bytes.indexOf(lf, from);
	return found === -1 ? bytes.length : found;
}

/** The line feed that ends a row with quotes in it; a quote opens a value only where a value begins. */
function quotedRowEnd(bytes: Buffer, start: number, delimiter: number): number {
	let isValueStart = true;
	for (let at = start; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === lf) return at;
		if (byte === quoteCharacter && isValueStart) {
			at = closingQuote(bytes, at + 1);
			isValueStart = false;
		} else {
			isValueStart = byte === delimiter;
		}
	}
	return bytes.length;
}

function closingQuote(bytes: Buffer, from: number): number {
	let at = bytes.indexOf(quoteCharacter, from);
	while (at !== -1 && bytes[at + 1] === quoteCharacter) at = bytes.indexOf(quoteCharacter, at + 2);
	return at === -1 ? bytes.length : at;
}
