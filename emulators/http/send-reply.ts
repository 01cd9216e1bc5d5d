import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createDeflate, createGzip, deflate, gzip } from 'node:zlib';
import type { HttpReply } from './reply';

type Encoder = (bytes: Buffer) => Promise<Buffer>;

const fastest = { level: 1 };
const smallestCompressed = 1_024;
const encoders: Readonly<Record<string, Encoder>> = {
	gzip: (bytes) => promisify(gzip)(bytes, fastest),
	deflate: (bytes) => promisify(deflate)(bytes, fastest),
};

/** Writes a reply as JSON, text or bytes, compressed when the client takes that; `date` fills the `Date` header. */
export async function sendReply(
	request: IncomingMessage,
	response: ServerResponse,
	reply: HttpReply,
	date: Date,
): Promise<void> {
	// Clients take the org's time from this header, so it must be the org's clock that sets it.
	response.sendDate = false;
	response.setHeader('Date', date.toUTCString());
	for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
	response.statusCode = reply.status;
	if (reply.body === undefined) {
		response.end();
		return;
	}
	if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json;charset=UTF-8');
	const body = await reply.body;
	if (isPieces(body)) return sendPieces(request, response, body);
	const bytes = bodyBytes(body);
	const encoding = bytes.length > smallestCompressed ? acceptedEncoding(request) : undefined;
	if (encoding) response.setHeader('Content-Encoding', encoding);
	response.end(encoding ? await encoders[encoding](bytes) : bytes);
}

function isPieces(body: unknown): body is AsyncIterable<string> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** A body made while it is sent; its length is unknown, so it is compressed whenever the client takes that. */
function sendPieces(request: IncomingMessage, response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
	const encoding = acceptedEncoding(request);
	if (!encoding) return pipeline(Readable.from(pieces), response);
	response.setHeader('Content-Encoding', encoding);
	return pipeline(Readable.from(pieces), encoding === 'gzip' ? createGzip(fastest) : createDeflate(fastest), response);
}

function bodyBytes(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function acceptedEncoding({ headers }: IncomingMessage): string | undefined {
	const accepted = String(headers['accept-encoding'] ?? '').toLowerCase();
	return Object.keys(encoders).find((name) => accepted.includes(name));
}
