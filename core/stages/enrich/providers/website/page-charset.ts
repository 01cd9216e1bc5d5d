/** The charset is declared within the first bytes of a page. */
const prescanBytes = 4_096;

/**
 * The bytes of a page as text: by its byte order mark, the charset of its header, or the one that its first bytes declare; else
 * UTF-8 when they are that, and Windows-1252 when not. Bytes that mean nothing become replacement characters.
 */
export function decodedPage(bytes: Buffer, contentType: string | undefined): string {
	const label = markOf(bytes) ?? charsetIn(contentType) ?? charsetIn(bytes.toString('latin1', 0, prescanBytes));
	return (decoderOf(label) ?? decoderOf(isUtf8(bytes) ? 'utf-8' : 'windows-1252'))?.decode(bytes) ?? '';
}

function markOf(bytes: Buffer): string | undefined {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function charsetIn(text: string | undefined): string | undefined {
	return /charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(text ?? '')?.[1];
}

function decoderOf(label: string | undefined): InstanceType<typeof TextDecoder> | undefined {
	if (label === undefined) return undefined;
	try {
		return new TextDecoder(label);
	} catch {
		// A label that no standard has.
		return undefined;
	}
}

function isUtf8(bytes: Buffer): boolean {
	try {
		// A page may be cut within a character; the last ones don't count.
		new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, Math.max(0, bytes.length - 4)), {
			stream: true,
		});
		return true;
	} catch {
		return false;
	}
}
