/** A formula as a tree; names are as written. */
export type Expression =
	| { readonly kind: 'text'; readonly value: string }
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'constant'; readonly value: 'TRUE' | 'FALSE' | 'NULL' }
	| { readonly kind: 'field'; readonly path: readonly string[] }
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
	| { readonly kind: 'operation'; readonly operator: string; readonly left: Expression; readonly right: Expression }
	| { readonly kind: 'negation'; readonly operator: '-' | '!'; readonly term: Expression };

const tokenShape =
	/\s*(?:(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?<sign><=|>=|<>|!=|==|&&|\|\||[-+*/&=<>!(),]))/y;
const levels: ReadonlyArray<ReadonlySet<string>> = [
	new Set(['||']),
	new Set(['&&']),
	new Set(['=', '==', '<>', '!=']),
	new Set(['<', '>', '<=', '>=']),
	new Set(['+', '-', '&']),
	new Set(['*', '/']),
];

interface Token {
	readonly kind: 'text' | 'number' | 'word' | 'sign';
	readonly text: string;
}

/** Reads Salesforce's formula syntax; throws on anything it does not know. */
export function parseFormula(source: string): Expression {
	const reader = new FormulaReader(tokens(source), source);
	const expression = reader.binary(0);
	reader.end();
	return expression;
}

function tokens(source: string): Token[] {
	const found: Token[] = [];
	const pattern = new RegExp(tokenShape);
	const end = source.trimEnd().length;
	while (pattern.lastIndex < end) {
		const groups = pattern.exec(source)?.groups;
		if (!groups) throw new Error(`Formula: cannot read ${source}`);
		const [kind, text] = Object.entries(groups).find(([, value]) => value !== undefined)!;
		found.push({ kind: kind as Token['kind'], text });
	}
	return found;
}

class FormulaReader {
	private at = 0;

	constructor(
		private readonly tokens: readonly Token[],
		private readonly source: string,
	) {}

	binary(level: number): Expression {
		if (level === levels.length) return this.unary();
		let left = this.binary(level + 1);
		while (this.isSign(levels[level])) {
			const operator = this.tokens[this.at++].text;
			left = { kind: 'operation', operator, left, right: this.binary(level + 1) };
		}
		return left;
	}

	end(): void {
		if (this.at < this.tokens.length) throw this.unexpected();
	}

	private unary(): Expression {
		const token = this.tokens[this.at++];
		if (!token) throw this.unexpected();
		if (token.kind === 'text') return { kind: 'text', value: token.text.slice(1, -1).replace(/\\(.)/g, '$1') };
		if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
		if (token.kind === 'word') return this.word(token.text);
		if (token.text === '-' || token.text === '!') return { kind: 'negation', operator: token.text, term: this.unary() };
		if (token.text !== '(') throw this.unexpected();
		const inner = this.binary(0);
		this.take(')');
		return inner;
	}

	private word(text: string): Expression {
		const upper = text.toUpperCase();
		if (upper === 'TRUE' || upper === 'FALSE' || upper === 'NULL') return { kind: 'constant', value: upper };
		if (!this.isSign(new Set(['(']))) return { kind: 'field', path: text.split('.') };
		this.at++;
		const args: Expression[] = [];
		while (!this.isSign(new Set([')']))) {
			if (args.length) this.take(',');
			args.push(this.binary(0));
		}
		this.at++;
		return { kind: 'call', name: upper, args };
	}

	private isSign(signs: ReadonlySet<string>): boolean {
		const token = this.tokens[this.at];
		return token?.kind === 'sign' && signs.has(token.text);
	}

	private take(sign: string): void {
		if (!this.isSign(new Set([sign]))) throw this.unexpected();
		this.at++;
	}

	private unexpected(): Error {
		return new Error(`Formula: unexpected ${this.tokens[this.at]?.text ?? 'end'} in ${this.source}`);
	}
}
