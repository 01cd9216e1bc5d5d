import type { HttpReply } from '../../../../http/send-once';
import type { Condition, FigureSource } from './definition';
import { readAll, readPath } from './json-path';
import { numberOf, textOf } from './transforms';

/** A reply with its body read. */
export interface ReadReply {
	readonly statusCode: number;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** `undefined` when it is no JSON. */
	readonly json: unknown;
}

/** The reply with its body as JSON; `undefined` stands for a body that is none. */
export function readReply({ statusCode, headers, body }: HttpReply): ReadReply {
	return { statusCode, headers, json: parsed(body) };
}

/** JSON as Python prints it, in single quotes, is read too: some services put it into headers. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether all that the condition asks for holds; `row` is what its path reads from. */
export function holds(condition: Condition, reply: ReadReply, row: unknown = reply.json): boolean {
	const { status, path, header, equals, contains, exists } = condition;
	if (status && !status.includes(reply.statusCode)) return false;
	if (path === undefined && header === undefined) return true;
	const values =
		header === undefined ? readAll(row, path as string) : [reply.headers[header.toLowerCase()] ?? []].flat();
	if (equals) return values.some((value) => equals.some((other) => sameText(other, value)));
	if (contains !== undefined) {
		return values.some((value) => String(textOf(value)).toLowerCase().includes(contains.toLowerCase()));
	}
	return values.length > 0 === (exists ?? true);
}

/** The figure where the source says it stands; `undefined` when there is none, or a negative one, by which services say that they don't know. */
export function figureIn(reply: ReadReply, source: FigureSource): number | undefined {
	const figure = numberOf(textOf(valueIn(reply, source)));
	return figure === undefined || figure < 0 ? undefined : figure;
}

/** What stands where the source says, as it is. */
export function valueIn(reply: ReadReply, source: FigureSource): unknown {
	if ('path' in source) return readPath(reply.json, source.path);
	const header = reply.headers[source.header.toLowerCase()];
	if (header === undefined || source.field === undefined) return header;
	return readPath(parsed(header) ?? parsed(header.replaceAll("'", '"')), source.field);
}

function sameText(one: unknown, other: unknown): boolean {
	const [oneText, otherText] = [textOf(one), textOf(other)];
	return oneText !== undefined && oneText.toLowerCase() === otherText?.toLowerCase();
}
