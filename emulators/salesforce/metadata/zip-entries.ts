import { inflateRawSync } from 'node:zlib';

/** What one package may hold; Metadata API Developer Guide, limits of deploy(): 10,000 files and 600 MB unzipped; here less will do. */
const mostEntries = 10_000;
const mostBytes = 64 * 1024 * 1024;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endLength = 22;
const longestComment = 65_535;

/** The files in a zip archive, by path; `undefined` when it is none, is damaged, or holds more than a package may. */
export function readZip(zip: Buffer): Map<string, Buffer> | undefined {
	try {
		return readEntries(zip);
	} catch {
		// Whatever is read past the end, or does not inflate, is a damaged archive.
		return undefined;
	}
}

function readEntries(zip: Buffer): Map<string, Buffer> | undefined {
	const end = findEnd(zip);
	if (end === undefined) return undefined;
	const count = zip.readUInt16LE(end + 10);
	if (count > mostEntries) return undefined;
	const files = new Map<string, Buffer>();
	let at = zip.readUInt32LE(end + 16);
	let room = mostBytes;
	for (let index = 0; index < count; index++) {
		if (zip.readUInt32LE(at) !== entryMark) return undefined;
		const nameLength = zip.readUInt16LE(at + 28);
		const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
		if (!name.endsWith('/')) {
			const bytes = readEntry(zip, at, room);
			room -= bytes.length;
			files.set(name, bytes);
		}
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return files;
}

/** The record that ends an archive stands before its comment, which is empty as a rule. */
function findEnd(zip: Buffer): number | undefined {
	for (let at = zip.length - endLength; at >= Math.max(0, zip.length - endLength - longestComment); at--)
		if (zip.readUInt32LE(at) === endMark) return at;
	return undefined;
}

function readEntry(zip: Buffer, at: number, room: number): Buffer {
	const method = zip.readUInt16LE(at + 10);
	const size = zip.readUInt32LE(at + 20);
	const start = zip.readUInt32LE(at + 42);
	const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
	const packed = zip.subarray(from, from + size);
	if (method === 0) return packed;
	return inflateRawSync(packed, { maxOutputLength: room });
}
