/** Most bytes of a reply that are held, unpacked; by what is asked for. */
export const bodyLimits = {
	/** A token reply has some 2 kB. */
	login: 64 * 1024,
	/** 2,000 records with large text areas stay far below it. */
	json: 50 * 1024 * 1024,
	/** What a refusal says is at its beginning; the rest is dropped. */
	refusal: 1024 * 1024,
	/** Streamed, so never held: one page of a bulk query's result, of which Salesforce makes at most 1 GB. */
	page: 2 * 1024 * 1024 * 1024,
} as const;

/** A reply that is larger, unpacked, than anything Salesforce would answer. */
export class BodyTooLarge extends Error {
	constructor(readonly maxBytes: number) {
		super(`the reply is larger than ${sizeText(maxBytes)}`);
		this.name = 'BodyTooLarge';
	}
}

/** Passes the pieces on, counting; throws `BodyTooLarge` at the first one beyond the limit, which breaks the connection off. */
export async function* counted<T extends Uint8Array>(pieces: AsyncIterable<T>, maxBytes: number): AsyncGenerator<T> {
	let bytes = 0;
	for await (const piece of pieces) {
		bytes += piece.byteLength;
		if (bytes > maxBytes) throw new BodyTooLarge(maxBytes);
		yield piece;
	}
}

/** The body as text. A refusal's is cut at its limit; one of an answer that is larger than `maxBytes` throws `BodyTooLarge`. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
	if (!response.body) return '';
	const isRefusal = response.status >= 400;
	const limit = isRefusal ? Math.min(bodyLimits.refusal, maxBytes) : maxBytes;
	const pieces: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
		bytes += piece.byteLength;
		if (bytes > limit && !isRefusal) throw new BodyTooLarge(limit);
		pieces.push(piece);
		if (bytes > limit) break;
	}
	return new TextDecoder().decode(Buffer.concat(pieces).subarray(0, limit));
}

function sizeText(bytes: number): string {
	const kilobytes = bytes / 1024;
	return kilobytes < 1024 ? `${kilobytes} kB` : `${kilobytes / 1024} MB`;
}
