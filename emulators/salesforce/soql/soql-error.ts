import { ApiError } from '../api-error';

/** The error codes that a SOQL statement can be refused with. */
export type SoqlErrorCode =
	| 'MALFORMED_QUERY'
	| 'INVALID_FIELD'
	| 'INVALID_TYPE'
	| 'INVALID_QUERY_FILTER_OPERATOR'
	| 'NUMBER_OUTSIDE_VALID_RANGE'
	| 'EXCEEDED_ID_LIMIT'
	| 'QUERY_TOO_COMPLICATED';

const shownBefore = 40;
const shownAfter = 30;

/** A refusal that shows the place in the statement; `position` is an index into `source`. */
export function soqlError(source: string, position: number, errorCode: SoqlErrorCode, message: string): ApiError {
	const before = source.slice(0, position);
	const lineStart = before.lastIndexOf('\n') + 1;
	const row = before.split('\n').length;
	const column = position - lineStart + 1;
	const shownFrom = Math.max(lineStart, position - shownBefore);
	const shown = source.slice(shownFrom, position + shownAfter).split('\n', 1)[0];
	const caret = `${' '.repeat(position - shownFrom)}^`;
	return new ApiError(400, errorCode, `\n${shown}\n${caret}\nERROR at Row:${row}:Column:${column}\n${message}`);
}

/** The refusal of a token that does not belong where it stands. */
export function unexpectedToken(source: string, position: number, text: string): ApiError {
	return soqlError(source, position, 'MALFORMED_QUERY', `unexpected token: '${text || '<EOF>'}'`);
}
