import { unreadableBody } from '../api-error';
import { findJsonFault } from './json-fault';

/** Reads a JSON text; throws JSON_PARSER_ERROR with the place of the first fault, as Salesforce does. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		if (text.trim() === '')
			throw unreadableBody('The HTTP entity body is required, but this request has no entity body.');
		const { message, position } = findJsonFault(text);
		throw unreadableBody(`${message} at [line:${lineOf(text, position)}, column:${columnOf(text, position)}]`);
	}
}

function lineOf(text: string, position: number): number {
	return text.slice(0, position).split('\n').length;
}

function columnOf(text: string, position: number): number {
	return position - text.lastIndexOf('\n', position - 1);
}
