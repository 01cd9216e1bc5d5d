/** A word of a text and how it was written there. */
export interface SpeltWord {
	/** As `plainWords` gives it. */
	readonly word: string;
	/** What stood between white space, commas and brackets; several words of one stretch share it. */
	readonly spelling: string;
	/** Whether the stretch stood in quotes or brackets from its beginning. */
	readonly isQuoted: boolean;
}

const lettersWithoutDecomposition: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
};
const openingQuotes = /^["'„“”«‘‚‹「『]/;

/** Most names and places have nothing to fold. */
const isPlainAlready = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;

/** Free text for comparison: lower case, accents folded, `&` and `+` as words, single spaces; '' when nothing is left. */
export function plainWords(text: string): string {
	if (isPlainAlready.test(text)) return text.toLowerCase();
	return (
		text
			.replace(/[™®©℠]/g, ' ')
			.normalize('NFKD')
			// Only Latin, Greek and Cyrillic accents: the marks of other scripts tell letters apart.
			.replace(/[\u0300-\u036f]/g, '')
			.normalize('NFC')
			.toLowerCase()
			.replace(/[ßæœøłđðþı]/g, (letter) => lettersWithoutDecomposition[letter])
			.replace(/[&+]/g, ' and ')
			.replace(/['’‘`´]/g, '')
			.replace(/(?<=(?:^|[^\p{L}\p{N}])\p{L})\.(?=\p{L}|\s|,|$)/gu, '') // S.p.A. is one word
			.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
			.trim()
	);
}

/** The words of `plainWords`, each with its spelling. */
export function speltWords(text: string): SpeltWord[] {
	return text.split(/[\s,;()[\]（）【】、，]+/).flatMap((spelling) => {
		const plain = plainWords(spelling);
		const isQuoted = openingQuotes.test(spelling);
		return plain === '' ? [] : plain.split(' ').map((word) => ({ word, spelling, isQuoted }));
	});
}
