import { EnrichmentError } from '../../errors';

/** A filter logic such as `1 AND (2 OR NOT 3)`, as a tree over row numbers from 1 on. */
export type FilterLogic =
	| { readonly kind: 'row'; readonly row: number }
	| { readonly kind: 'not'; readonly operand: FilterLogic }
	| { readonly kind: 'and' | 'or'; readonly operands: readonly FilterLogic[] };

interface Token {
	/** An upper-case word, a number, a bracket, or empty at the end. */
	readonly text: string;
	/** From 1 on. */
	readonly position: number;
}

/** Longer and deeper logic is made by programs, and reading it would go as deep as it does. */
const maxLength = 10_000;
const maxDepth = 100;

/** How much of the logic, and how many rows, a message repeats. */
const longestQuote = 200;
const maxListedRows = 20;

/**
 * The tree of a logic expression. Throws `invalid_parameter` with the position of what is wrong: AND and OR mixed
 * without brackets (as Salesforce refuses it), a row that does not exist, a row that is not used, or more than
 * 10,000 characters or 100 levels.
 */
export function parseFilterLogic(text: string, rowCount: number): FilterLogic {
	if (text.length > maxLength) {
		throw new EnrichmentError(
			'invalid_parameter',
			`The filter logic has ${text.length} characters, and at most ${maxLength} are read.`,
			{
				remedy: 'Join fewer rows, or write the condition as SOQL.',
			},
		);
	}
	const parser = new LogicParser(text, rowCount);
	const logic = parser.readAll();
	const used = new Set(rowsOf(logic));
	const unused = Array.from({ length: rowCount }, (_, index) => index + 1).filter((row) => !used.has(row));
	if (unused.length === 0) return logic;
	throw new EnrichmentError(
		'invalid_parameter',
		`The filter logic "${quoted(text)}" does not use row ${listed(unused)}.`,
		{
			remedy: 'Use every row, or remove the ones that are not needed.',
			details: { unused },
		},
	);
}

/** The conditions joined as the tree says; everything is bracketed, so that nothing depends on precedence. */
export function joinByLogic(logic: FilterLogic, conditions: readonly string[]): string {
	if (logic.kind === 'row') return conditions[logic.row - 1];
	if (logic.kind === 'not') return `(NOT ${joinByLogic(logic.operand, conditions)})`;
	const word = logic.kind === 'and' ? ' AND ' : ' OR ';
	return `(${logic.operands.map((operand) => joinByLogic(operand, conditions)).join(word)})`;
}

function rowsOf(logic: FilterLogic): number[] {
	if (logic.kind === 'row') return [logic.row];
	return logic.kind === 'not' ? rowsOf(logic.operand) : logic.operands.flatMap(rowsOf);
}

function quoted(text: string): string {
	const logic = text.trim();
	return logic.length > longestQuote ? `${logic.slice(0, longestQuote)}…` : logic;
}

function listed(rows: readonly number[]): string {
	const more = rows.length - maxListedRows;
	return `${rows.slice(0, maxListedRows).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Recursive descent; brackets and NOT bind tightest, and one level knows one of AND and OR. */
class LogicParser {
	private readonly tokens: Token[];

	private at = 0;

	private depth = 0;

	constructor(
		private readonly text: string,
		private readonly rowCount: number,
	) {
		this.tokens = [...text.matchAll(/\d+|[A-Za-z]+|\S/g)].map((match) => ({
			text: match[0].toUpperCase(),
			position: match.index + 1,
		}));
	}

	readAll(): FilterLogic {
		const logic = this.readGroup();
		if (this.next.text !== '') throw this.wrong(`"${quoted(this.next.text)}" where AND, OR or the end was expected`);
		return logic;
	}

	private get next(): Token {
		return this.tokens[this.at] ?? { text: '', position: this.text.trimEnd().length + 1 };
	}

	private readGroup(): FilterLogic {
		const operands = [this.readOperand()];
		const word = this.next.text;
		while (this.next.text === 'AND' || this.next.text === 'OR') {
			if (this.next.text !== word)
				throw this.wrong(`${this.next.text} behind ${word}, which needs brackets to tell what is meant`);
			this.at += 1;
			operands.push(this.readOperand());
		}
		return operands.length === 1 ? operands[0] : { kind: word === 'AND' ? 'and' : 'or', operands };
	}

	private readOperand(): FilterLogic {
		const { text } = this.next;
		if (text === 'NOT') {
			this.at += 1;
			return { kind: 'not', operand: this.deeper(() => this.readOperand()) };
		}
		if (text === '(') return this.readBrackets();
		if (/^\d+$/.test(text)) return this.readRow();
		throw this.wrong(
			`${text === '' ? 'the end' : `"${quoted(text)}"`} where a row number, NOT or a bracket was expected`,
		);
	}

	private readBrackets(): FilterLogic {
		const opened = this.next;
		this.at += 1;
		const logic = this.deeper(() => this.readGroup());
		if (this.next.text !== ')') throw this.wrong('a bracket that is never closed', opened);
		this.at += 1;
		return logic;
	}

	private deeper(read: () => FilterLogic): FilterLogic {
		if (this.depth === maxDepth) throw this.wrong(`more than ${maxDepth} brackets and NOTs around one row`);
		this.depth += 1;
		const logic = read();
		this.depth -= 1;
		return logic;
	}

	private readRow(): FilterLogic {
		const row = Number(this.next.text);
		if (row < 1 || row > this.rowCount)
			throw this.wrong(
				`row ${quoted(this.next.text)}, but there ${this.rowCount === 1 ? 'is 1 row' : `are ${this.rowCount} rows`}`,
			);
		this.at += 1;
		return { kind: 'row', row };
	}

	private wrong(what: string, { position } = this.next): EnrichmentError {
		return new EnrichmentError(
			'invalid_parameter',
			`The filter logic "${quoted(this.text)}" has, at position ${position}, ${what}.`,
			{
				remedy: 'Join row numbers with AND, OR, NOT and brackets, e.g. 1 AND (2 OR NOT 3).',
				details: { position },
			},
		);
	}
}
