import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What can be unpacked, as a request says it. */
export const acceptedEncodings = 'gzip, br';

export interface UnpackedBody {
	readonly bytes: Buffer;
	/** It was longer, and the rest was not read. */
	readonly isCut: boolean;
}

/**
 * The body, unpacked, up to `maxBytes` of it: reading stops there, packed or not, so that neither an endless body nor one
 * that unpacks to gigabytes is ever held. Throws what the unpacking throws.
 */
export async function readUnpacked(reply: IncomingMessage, maxBytes: number): Promise<UnpackedBody> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const piece of unpacked(reply)) {
			pieces.push(piece);
			bytes += piece.byteLength;
			if (bytes > maxBytes) break;
		}
	} finally {
		reply.destroy();
	}
	return { bytes: Buffer.concat(pieces).subarray(0, maxBytes), isCut: bytes > maxBytes };
}

function unpacked(reply: IncomingMessage): AsyncIterable<Buffer> {
	const unpack = unpackingOf(reply.headers['content-encoding']);
	if (!unpack) return reply;
	// A reply that breaks off must end the unpacking too, or reading would wait for ever.
	reply.once('error', (error) => unpack.destroy(error));
	reply.once('aborted', () => unpack.destroy(new Error('the reply broke off')));
	return reply.pipe(unpack);
}

function unpackingOf(encoding: string | undefined) {
	switch (encoding?.trim().toLowerCase()) {
		case undefined:
		case '':
		case 'identity':
			return undefined;
		case 'gzip':
		case 'x-gzip':
			return createGunzip();
		case 'deflate':
			return createInflate();
		case 'br':
			return createBrotliDecompress();
		default:
			throw new Error('the reply is packed in a way that was not asked for');
	}
}
