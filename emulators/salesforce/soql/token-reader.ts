import { soqlError, unexpectedToken, type SoqlErrorCode } from './soql-error';
import { tokenize, type Token } from './tokenizer';

const deepest = 100;

/** Walks through a statement's tokens; keywords are met without regard to case. */
export class TokenReader {
	private readonly tokens: readonly Token[];
	private index = 0;
	private depth = 0;

	constructor(readonly source: string) {
		this.tokens = tokenize(source);
	}

	get current(): Token {
		return this.tokens[this.index];
	}

	peek(ahead = 1): Token {
		return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
	}

	next(): Token {
		const token = this.current;
		if (token.kind !== 'end') this.index++;
		return token;
	}

	is(...words: string[]): boolean {
		return words.every((word, ahead) => matches(this.peek(ahead), word));
	}

	/** Moves past the words if they are next. */
	take(...words: string[]): boolean {
		if (!this.is(...words)) return false;
		this.index += words.length;
		return true;
	}

	expect(word: string): Token {
		if (!this.is(word)) throw this.unexpected();
		return this.next();
	}

	expectKind(kind: Token['kind']): Token {
		if (this.current.kind !== kind) throw this.unexpected();
		return this.next();
	}

	/** Reads something that may hold itself; refuses to go so deep that nothing could evaluate it. */
	nested<T>(read: () => T): T {
		if (++this.depth > deepest)
			throw this.refuse(this.current.position, 'The statement is nested too deeply', 'QUERY_TOO_COMPLICATED');
		const result = read();
		this.depth--;
		return result;
	}

	unexpected(token: Token = this.current): Error {
		const text = token.kind === 'string' ? `'${token.text}'` : token.text;
		return unexpectedToken(this.source, token.position, text);
	}

	refuse(position: number, message: string, code: SoqlErrorCode = 'MALFORMED_QUERY'): Error {
		return soqlError(this.source, position, code, message);
	}
}

function matches(token: Token, word: string): boolean {
	return (token.kind === 'name' || token.kind === 'symbol') && token.text.toUpperCase() === word;
}
