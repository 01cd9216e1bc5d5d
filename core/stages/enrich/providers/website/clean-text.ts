import { Parser } from 'htmlparser2';

/** Characters that show nothing or turn the direction of others round. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD]+/gu;

/**
 * A text of strangers in one line without markup, entities, and characters that are not seen; cut at a word when it is longer than
 * `maxLength`. `undefined` for anything else and when nothing is left.
 */
export function cleanText(value: unknown, maxLength: number): string | undefined {
	if (typeof value !== 'string') return undefined;
	const plain = withoutMarkup(value.slice(0, 20_000)).replace(unseen, ' ').replaceAll(/[<>]/g, ' ');
	const line = plain.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
	if (line === '') return undefined;
	return line.length <= maxLength ? line : cut(line, maxLength);
}

function withoutMarkup(text: string): string {
	if (!/[<&]/.test(text)) return text;
	let plain = '';
	const parser = new Parser(
		{ ontext: (piece) => (plain += piece), onopentag: () => (plain += ' ') },
		{ decodeEntities: true },
	);
	parser.write(text);
	parser.end();
	return plain;
}

function cut(line: string, maxLength: number): string {
	const room = line.slice(0, maxLength - 1);
	const space = room.lastIndexOf(' ');
	const whole = space > maxLength / 2 ? room.slice(0, space) : room;
	// Half of a character that is made of two says nothing.
	return `${whole.replace(/[\uD800-\uDBFF]$/, '').replace(/[\s,;:–-]+$/, '')}…`;
}
