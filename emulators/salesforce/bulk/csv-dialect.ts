/** Salesforce's names for the characters that may part columns. */
export const columnDelimiters = {
	BACKQUOTE: '`',
	CARET: '^',
	COMMA: ',',
	PIPE: '|',
	SEMICOLON: ';',
	TAB: '\t',
} as const;

/** Salesforce's names for what may end a row. */
export const lineEndings = { LF: '\n', CRLF: '\r\n' } as const;

/** A job's way to write CSV. */
export interface CsvDialect {
	readonly columnDelimiter: keyof typeof columnDelimiters;
	readonly lineEnding: keyof typeof lineEndings;
}

/** A value as Salesforce writes it: always quoted, quotes doubled. */
export function quoted(value: string): string {
	return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}
