const blankWords = new Set([
	'',
	'null',
	'(null)',
	'<null>',
	'nil',
	'none',
	'(none)',
	'n/a',
	'n.a.',
	'n. a.',
	'na',
	'nan',
	'#n/a',
	'#na',
	'#nv',
	'#n/d',
	'-',
	'--',
	'---',
	'–',
	'—',
	'?',
	'.',
	'(blank)',
	'(empty)',
	'blank',
	'empty',
	'undefined',
	'unknown',
	'not available',
	'not applicable',
	'not provided',
	'\\n',
	'tbd',
	'k.a.',
	'k. a.',
	'n.v.t.',
	'n.a',
	'n\\a',
	'n.d.',
	'n/d',
	's/o',
	'<na>',
	'<none>',
	'(leer)',
	'(en blanco)',
	'(vide)',
	'..',
	'...',
	'…',
	'-/-',
	'/',
	'—/—',
]);

/** What spreadsheets write in place of a value, in any language: `#REF!`, `#VALEUR!`, `#¿NOMBRE?`, `#Н/Д`, `Err:502`. */
const errorCell = /^(?:#[¡¿]?\p{L}[\p{L}\d/_]*[!?]|#\p{L}{1,2}\/\p{L}|#GETTING_DATA|Err:5\d\d)$/iu;

/** Whether the cell stands for nothing. `NA` in a column of countries is Namibia. */
export function isBlankCell(cell: unknown, column: string): boolean {
	if (cell === null || cell === undefined) return true;
	if (typeof cell !== 'string') return false;
	const text = cell.trim();
	if (text === 'NA' && column.includes('country')) return false;
	return blankWords.has(text.toLowerCase()) || errorCell.test(text);
}

/** Which sign stands before decimals; the other, if any, separates thousands. */
type DecimalSign = '.' | ',';

interface NumberText {
	readonly isNegative: boolean;
	readonly digits: string;
	/** Behind the decimal sign; empty when there is none. */
	readonly decimals: string;
	/** What the text itself tells about the sign; `undefined` when it has none. */
	readonly sign?: DecimalSign;
	/** `2.500`: two and a half, or two thousand five hundred. `sign` is then the one that stands there. */
	readonly isAmbiguous?: boolean;
}

/** How a column writes numbers, gathered over all of its cells before one with a doubtful sign is read. */
export class NumberColumn {
	private readonly seen = new Set<DecimalSign>();

	constructor(private readonly kind: 'count' | 'amount') {}

	/** Takes a cell for what it tells about the column. */
	add(cell: unknown): void {
		const text = typeof cell === 'string' ? parseNumber(cell) : undefined;
		if (text?.sign !== undefined && !text.isAmbiguous) this.seen.add(text.sign);
	}

	/** The cell's number; `ambiguous` when the whole column does not settle its sign, `undefined` when it is no number of this kind. */
	read(cell: unknown): number | 'ambiguous' | undefined {
		const value = typeof cell === 'number' ? cell : this.valueOf(cell);
		if (typeof value !== 'number') return value;
		if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined;
		return this.kind === 'count' && (value < 0 || !Number.isInteger(value)) ? undefined : value;
	}

	private valueOf(cell: unknown): number | 'ambiguous' | undefined {
		const text = typeof cell === 'string' ? parseNumber(cell) : undefined;
		if (!text) return undefined;
		const { isNegative, digits, decimals, sign, isAmbiguous } = text;
		const number = (whole: string, rest: string) =>
			Number(`${isNegative ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`);
		if (!isAmbiguous) return number(digits, decimals);
		if (this.seen.size === 1)
			return this.seen.has(sign as DecimalSign) ? number(digits, decimals) : number(digits + decimals, '');
		// Heads and years are whole, so what stands there separates thousands.
		return this.kind === 'count' && this.seen.size === 0 ? number(digits + decimals, '') : 'ambiguous';
	}
}

const groupings = [
	{ sign: '.', thousands: ',', pattern: /^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/ },
	{ sign: ',', thousands: '.', pattern: /^(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/ },
] as const;

/** `undefined` for everything but decimal digits and the signs between them: no `0x20`, no `1e3`, no `51-200`. */
function parseNumber(cell: string): NumberText | undefined {
	const match = /^([+-]?)(\d[\d.,'’ \u00a0\u2009\u202f]{0,40})$/.exec(cell.trim());
	if (!match) return undefined;
	const isNegative = match[1] === '-';
	const text = match[2].replace(/[\u00a0\u2009\u202f]/g, ' ').replaceAll('’', "'");
	if (/^\d+$/.test(text)) return { isNegative, digits: text, decimals: '' };
	// A space or an apostrophe separates thousands only, so that the sign behind it can only be the decimal one.
	const spaced = /^(\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+)(?:([.,])(\d+))?$/.exec(text);
	if (spaced)
		return {
			isNegative,
			digits: spaced[1].replace(/[ ']/g, ''),
			decimals: spaced[3] ?? '',
			...(spaced[2] && { sign: spaced[2] as DecimalSign }),
		};
	for (const { sign, thousands, pattern } of groupings) {
		const grouped = pattern.exec(text);
		const isTold = grouped && (grouped[2] !== undefined || grouped[1].split(thousands).length > 2);
		if (isTold) return { isNegative, digits: grouped[1].replaceAll(thousands, ''), decimals: grouped[2] ?? '', sign };
	}
	const single = /^(\d+)([.,])(\d+)$/.exec(text);
	if (!single) return undefined;
	const [, digits, sign, decimals] = single;
	const isAmbiguous = decimals.length === 3 && digits.length <= 3 && !digits.startsWith('0');
	return { isNegative, digits, decimals, sign: sign as DecimalSign, isAmbiguous };
}
