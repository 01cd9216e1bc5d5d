/** One part of a `multipart/form-data` body. */
export interface FormPart {
	readonly name: string;
	readonly bytes: Buffer;
}

const lf = 10;
const cr = 13;

/**
 * The parts of a form; `undefined` when the body is not one with this content type's boundary. Lines may end in LF
 * alone, as in the files that Salesforce's walkthrough has one send.
 */
export function readMultipart(contentType: string, body: Buffer): FormPart[] | undefined {
	const [, quotedBoundary, plainBoundary] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
	const mark = `--${quotedBoundary ?? plainBoundary}`;
	const parts: FormPart[] = [];
	let start = findMark(body, mark, 0);
	while (start !== -1) {
		const from = start + mark.length;
		if (body.toString('latin1', from, from + 2) === '--') return parts;
		const end = findMark(body, mark, from);
		const part = end === -1 ? undefined : readPart(body.subarray(from, endOfLine(body, end)));
		if (!part) return undefined;
		parts.push(part);
		start = end;
	}
	return undefined;
}

/** Where a boundary opens a line. */
function findMark(body: Buffer, mark: string, from: number): number {
	let found = body.indexOf(mark, from);
	while (found > 0 && body[found - 1] !== lf) found = body.indexOf(mark, found + 1);
	return found;
}

/** The line break in front of a boundary belongs to it. */
function endOfLine(body: Buffer, mark: number): number {
	return body[mark - 2] === cr ? mark - 2 : mark - 1;
}

function readPart(part: Buffer): FormPart | undefined {
	const [head] = /^[^]*?\n\r?\n/.exec(part.toString('latin1', 0, 2_000)) ?? [];
	const name = head && /content-disposition:[^\r\n]*\bname="?([^";\r\n]+)"?/i.exec(head)?.[1];
	return name ? { name, bytes: part.subarray(head.length) } : undefined;
}
