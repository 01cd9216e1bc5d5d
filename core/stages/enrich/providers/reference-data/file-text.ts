import { constants, promises } from 'node:fs';
import { EnrichmentError } from '../../../../errors';
import { faultIn, fileAt, type ReferenceOrigin } from './origin';

/** Encodings of reference files; `utf-16` takes its byte order from the mark at the file's start, little-endian without one. */
export const referenceEncodings = [
	'utf-8',
	'windows-1252',
	'utf-16',
	'windows-1250',
	'windows-1251',
	'shift_jis',
	'gb18030',
	'euc-kr',
] as const;

export type ReferenceEncoding = (typeof referenceEncodings)[number];

export interface ReferenceFileOptions {
	readonly encoding?: ReferenceEncoding;
	/** A larger file is refused; 256 MB when absent. */
	readonly maxBytes?: number;
	/** Ends the reading with `canceled`. */
	readonly signal?: AbortSignal;
}

/** Reference data, open for reading. */
export interface ReferenceText {
	/** When the values were true, unless a row says it. */
	readonly modifiedAt: Date;
	/** Pieces of whole lines; a file is closed when the pieces end or are no longer wanted. */
	readonly text: AsyncGenerator<string>;
}

type Decoder = InstanceType<typeof TextDecoder>;

export const defaultMaxBytes = 256 * 1024 ** 2;

/** A longer line is no row of a table. */
const maxLineBytes = 16 * 1024 ** 2;
const chunkBytes = 64 * 1024;

/** The same words whatever the reason, so that nobody can learn which files there are. */
export function unreadable(path: string): EnrichmentError {
	const remedy =
		'Put the file where n8n lets workflows read: in ~/.n8n-files, or in a folder that N8N_RESTRICT_FILE_ACCESS_TO names.';
	return faultIn(
		fileAt(path),
		{},
		'the file cannot be read: it is not there, is no file, or this n8n may not read it.',
		remedy,
	);
}

/**
 * Opens a regular file and nothing else (no folder, device, pipe or symbolic link); throws `invalid_parameter` when it
 * cannot be read or is too large. `path` is resolved already.
 */
export async function openReferenceFile(path: string, options: ReferenceFileOptions = {}): Promise<ReferenceText> {
	const { encoding, maxBytes = defaultMaxBytes, signal } = options;
	refuseCanceled(signal);
	const { file, modifiedAt, size } = await openRegular(path);
	if (size > maxBytes) {
		await file.close();
		throw tooLarge(fileAt(path), maxBytes);
	}
	return {
		modifiedAt,
		text: decodedText(fileAt(path), limited(fileAt(path), chunksOf(path, file), maxBytes, signal), encoding),
	};
}

/** The text of bytes in pieces of whole lines; throws `invalid_parameter` naming the line that is not in the encoding. */
export function decodedText(
	origin: ReferenceOrigin,
	chunks: AsyncIterable<Buffer>,
	encoding: ReferenceEncoding = 'utf-8',
): AsyncGenerator<string> {
	return encoding === 'utf-16' ? utf16(chunks, origin) : linesOf(chunks, encoding, origin);
}

/** The pieces until they are more than `maxBytes` together, which throws `invalid_parameter`, or until the signal is raised. */
export async function* limited(
	origin: ReferenceOrigin,
	chunks: AsyncIterable<Buffer>,
	maxBytes = defaultMaxBytes,
	signal?: AbortSignal,
): AsyncGenerator<Buffer> {
	let read = 0;
	for await (const chunk of chunks) {
		refuseCanceled(signal);
		read += chunk.length; // counted as well: the size that /proc states is 0
		if (read > maxBytes) throw tooLarge(origin, maxBytes);
		yield chunk;
	}
}

/** The bytes of a file that `openReferenceFile` opens, and of no other. */
export async function* readReferenceBytes(
	path: string,
	{ maxBytes = defaultMaxBytes, signal }: ReferenceFileOptions,
): AsyncGenerator<Buffer> {
	refuseCanceled(signal);
	const { file } = await openRegular(path);
	yield* limited(fileAt(path), chunksOf(path, file), maxBytes, signal);
}

async function openRegular(path: string): Promise<{ file: promises.FileHandle; modifiedAt: Date; size: number }> {
	let file: promises.FileHandle;
	try {
		// Not blocking: a pipe that nobody writes to would hold the open call for ever.
		file = await promises.open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
	} catch {
		throw unreadable(path);
	}
	const stats = await file.stat();
	if (!stats.isFile()) {
		await file.close();
		throw unreadable(path);
	}
	return { file, modifiedAt: stats.mtime, size: stats.size };
}

async function* chunksOf(path: string, file: promises.FileHandle): AsyncGenerator<Buffer> {
	try {
		for (;;) {
			const { bytesRead, buffer } = await readChunk(path, file);
			if (bytesRead === 0) return;
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}

async function readChunk(path: string, file: promises.FileHandle): Promise<{ bytesRead: number; buffer: Buffer }> {
	try {
		return await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes);
	} catch {
		throw unreadable(path);
	}
}

/** Cut at line feeds, which are no part of another character in any of these encodings. */
async function* linesOf(
	chunks: AsyncIterable<Buffer>,
	encoding: ReferenceEncoding,
	origin: ReferenceOrigin,
): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
	let rest: Buffer[] = [];
	let restBytes = 0;
	let line = 1;
	for await (const chunk of chunks) {
		const end = chunk.lastIndexOf(10) + 1;
		restBytes += chunk.length;
		rest.push(chunk);
		if (end === 0 && restBytes > maxLineBytes)
			throw faultIn(origin, { line }, `the line is longer than ${maxLineBytes} bytes.`);
		if (end === 0) continue;
		const block = Buffer.concat(rest).subarray(0, restBytes - chunk.length + end);
		rest = [chunk.subarray(end)];
		restBytes = rest[0].length;
		yield decoded(decoder, block, origin, line, encoding);
		line += countLineFeeds(block);
	}
	if (restBytes > 0) yield decoded(decoder, Buffer.concat(rest), origin, line, encoding);
}

function decoded(
	decoder: Decoder,
	block: Buffer,
	origin: ReferenceOrigin,
	firstLine: number,
	encoding: ReferenceEncoding,
): string {
	const text = tryDecode(decoder, block);
	if (text !== undefined) return text;
	let line = firstLine;
	let start = 0;
	for (let end = block.indexOf(10) + 1; end > 0; end = block.indexOf(10, start) + 1) {
		if (tryDecode(decoder, block.subarray(start, end)) === undefined) break;
		start = end;
		line += 1;
	}
	throw notIn(encoding, origin, line);
}

/** A NUL is valid UTF-8, and what UTF-16 looks like when it is read as that. */
function tryDecode(decoder: Decoder, bytes: Buffer): string | undefined {
	if (bytes.includes(0)) return undefined;
	try {
		return decoder.decode(bytes);
	} catch {
		return undefined;
	}
}

async function* utf16(chunks: AsyncIterable<Buffer>, origin: ReferenceOrigin): AsyncGenerator<string> {
	let decoder: Decoder | undefined;
	let line = 1;
	for await (const chunk of chunks) {
		decoder ??= new TextDecoder(chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-16le', { fatal: true });
		const text = decodedPiece(decoder, chunk, origin, line);
		line += text.split('\n').length - 1;
		yield text;
	}
	if (decoder) yield decodedPiece(decoder, undefined, origin, line);
}

function decodedPiece(decoder: Decoder, chunk: Buffer | undefined, origin: ReferenceOrigin, line: number): string {
	try {
		const text = decoder.decode(chunk, { stream: chunk !== undefined });
		if (text.includes('\0')) throw new TypeError('No text has a NUL');
		return text;
	} catch {
		throw notIn('utf-16', origin, line);
	}
}

function countLineFeeds(bytes: Buffer): number {
	let count = 0;
	for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
	return count;
}

function notIn(encoding: ReferenceEncoding, origin: ReferenceOrigin, line: number): EnrichmentError {
	const remedy = 'Choose the encoding that the file was saved in among the options of the node, or save it as UTF-8.';
	return faultIn(origin, { line }, `the line holds bytes that are not ${encoding.toUpperCase()}.`, remedy);
}

function tooLarge(origin: ReferenceOrigin, maxBytes: number): EnrichmentError {
	const megabytes = Math.round((maxBytes / 1024 ** 2) * 100) / 100;
	return faultIn(
		origin,
		{},
		`the ${origin.whole} is larger than ${megabytes} MB.`,
		'Leave out what is not needed, or raise the limit among the options of the node.',
	);
}

/** Throws `canceled` once the signal was raised. */
export function refuseCanceled(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new EnrichmentError('canceled', 'The look-up was stopped.', { cause: signal.reason });
}
