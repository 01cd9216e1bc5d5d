import type { ProviderAnswer } from '../../provider';
import { type OpenQuery, valueOf } from './build-request';
import type { HttpDefinition, HttpStep } from './definition';
import { readAll, readPath } from './json-path';
import { matchedAnswer } from './map-answer';
import { fillPlaceholders } from './placeholders';
import { holds, type ReadReply } from './reply';
import { textOf, transformed } from './transforms';

/** What a step's reply means for its queries: answered, or going on with what was taken. */
export interface ReadStep {
	readonly answers: readonly ProviderAnswer[];
	readonly goingOn: readonly OpenQuery[];
}

/** Reads the rows of an answered call, each query's own. */
export function readRows(
	reply: ReadReply,
	step: HttpStep,
	queries: readonly OpenQuery[],
	definition: HttpDefinition,
	now: Date,
): ReadStep {
	const rowFor = correlated(reply, step, queries);
	const answers: ProviderAnswer[] = [];
	const goingOn: OpenQuery[] = [];
	for (const open of queries) {
		const row = rowFor(open);
		const came = isMisplaced(row, step, open)
			? misplaced(open, definition)
			: readRow(reply, step, open, row, definition, now);
		if ('outcome' in came) answers.push(came);
		else goingOn.push(came);
	}
	return { answers, goingOn };
}

function readRow(
	reply: ReadReply,
	step: HttpStep,
	open: OpenQuery,
	row: unknown,
	definition: HttpDefinition,
	now: Date,
): ProviderAnswer | OpenQuery {
	const { key } = open.query;
	if (isEmpty(row)) return { key, outcome: 'no_match' };
	const rule = step.rowOutcomes?.find(({ when }) => holds(when, reply, row));
	if (rule && rule.outcome !== 'matched') {
		return { key, outcome: rule.outcome, ...(rule.retryable !== undefined && { retryable: rule.retryable }) };
	}
	if (step.answer)
		return matchedAnswer(row, step.answer, { definition, query: open.query, now }) ?? { key, outcome: 'no_match' };
	const taken = Object.entries(step.take ?? {}).map(([name, path]) => [name, textOf(readPath(row, path))] as const);
	if (taken.some(([, value]) => value === undefined)) return { key, outcome: 'no_match' };
	return { query: open.query, taken: { ...open.taken, ...(Object.fromEntries(taken) as Record<string, string>) } };
}

/** Finds a query's row; a row that nobody asked for is nobody's. */
function correlated(reply: ReadReply, step: HttpStep, queries: readonly OpenQuery[]): (open: OpenQuery) => unknown {
	const { correlate, rows: path } = step;
	if (!correlate) return () => (path === undefined ? reply.json : readPath(reply.json, path));
	const rows = rowsAt(reply.json, path);
	if (correlate.by === 'position') return (open) => rows[queries.indexOf(open)];
	const rowByEcho = new Map<string, unknown>();
	for (const row of rows) {
		const text = textOf(readPath(row, correlate.path));
		const echo = text === undefined ? undefined : transformed(text, correlate.as ?? [])?.toLowerCase();
		if (echo !== undefined && !rowByEcho.has(echo)) rowByEcho.set(echo, row);
	}
	return (open) => rowByEcho.get(fillPlaceholders(correlate.equals, valueOf(open))?.toLowerCase() ?? '');
}

/** Whether a row repeats another query's inputs. */
function isMisplaced(row: unknown, { correlate }: HttpStep, open: OpenQuery): boolean {
	if (correlate?.by !== 'position') return false;
	return (correlate.confirmedBy ?? []).some(({ path, equals }) => {
		const echo = looseText(textOf(readPath(row, path)));
		const sent = looseText(fillPlaceholders(equals, valueOf(open)));
		return echo !== undefined && sent !== undefined && echo !== sent;
	});
}

/** Services repeat inputs in other case, with or without www, or with an address around a host. */
function looseText(text: string | undefined): string | undefined {
	return text
		?.toLowerCase()
		.replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function misplaced({ query }: OpenQuery, { label }: HttpDefinition): ProviderAnswer {
	const message = `${label} did not keep the order of the records, so that nobody knows whose answer this is.`;
	return { key: query.key, outcome: 'provider_failed', message, retryable: false };
}

/** With their nulls, which keep the places of the others; an object's values where the path ends in `[*]`. */
function rowsAt(json: unknown, path: string | undefined): unknown[] {
	if (path === undefined) return Array.isArray(json) ? json : [];
	const [first, ...others] = readAll(json, path);
	return others.length === 0 && Array.isArray(first) ? first : [first, ...others].filter((row) => row !== undefined);
}

function isEmpty(row: unknown): boolean {
	if (row === undefined || row === null) return true;
	if (Array.isArray(row)) return row.length === 0;
	return typeof row === 'object' && Object.keys(row).length === 0;
}
