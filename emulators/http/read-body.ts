import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { RequestBody } from './request-body';

const decoders: Readonly<Partial<Record<string, (bytes: Buffer) => Promise<Buffer>>>> = {
	gzip: promisify(gunzip),
	deflate: promisify(inflate),
};

/** The whole body, decompressed; throws when it is cut off or not compressed as its header says. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
	const bytes = await readBytes(request);
	const decode = decoders[String(request.headers['content-encoding'] ?? '').toLowerCase()];
	return new RequestBody(decode && bytes.length > 0 ? await decode(bytes) : bytes);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const length = Number(request.headers['content-length'] ?? Number.NaN);
	if (Number.isNaN(length)) return joinChunks(request);
	// A known length spares a large upload its second copy.
	const bytes = Buffer.allocUnsafe(length);
	let filled = 0;
	for await (const chunk of request) filled += (chunk as Buffer).copy(bytes, filled);
	return bytes.subarray(0, filled);
}

async function joinChunks(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}
