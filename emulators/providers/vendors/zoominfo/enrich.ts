import type { HttpReply } from '../../../http/reply';
import type { Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';

const mediaType = 'application/vnd.api+json';
const yearMs = 365 * 86_400_000;
const most = 25;

/** What one kind of record brings with it. */
export interface Enrichment<Known> {
	/** `ContactEnrich`. */
	readonly request: string;
	/** `Contact`. */
	readonly resource: string;
	/** `matchPersonInput`. */
	readonly input: string;
	find(call: Call, input: Readonly<Record<string, unknown>>): Known | 'INVALID_INPUT' | 'OPT_OUT' | undefined;
	/** Id and all attributes that may be asked for. */
	body(known: Known, call: Call): { id: string; attributes: Record<string, unknown> };
	/** What was asked for in the form of the reply, where that is another. */
	shaped?(asked: Record<string, unknown>): Record<string, unknown>;
	/** What is charged once a year. */
	what(known: Known): string;
	matchStatus(known: Known): string;
}

/** One call of JSON:API: up to 25 inputs, and for each of them one entry, found or not. */
export function enrich<Known extends object>(call: Call, enrichment: Enrichment<Known>): HttpReply {
	if (!String(call.headers['content-type'] ?? '').includes(mediaType))
		throw new Refusal('invalid', `Content-Type must be ${mediaType}`);
	const data = call.json.data as { type?: unknown; attributes?: Record<string, unknown> } | undefined;
	if (data?.type !== enrichment.request) throw new Refusal('invalid', `data.type must be ${enrichment.request}`);
	const inputs = data.attributes?.[enrichment.input];
	if (!Array.isArray(inputs) || inputs.length === 0 || inputs.length > most)
		throw new Refusal('invalid', `${enrichment.input} must hold 1 to ${most} inputs`);
	const fields = data.attributes?.outputFields;
	if (!Array.isArray(fields) || fields.length === 0) throw new Refusal('invalid', 'outputFields is required');
	const answers = inputs.map((input: Record<string, unknown>) => ({ input, found: enrichment.find(call, input) }));
	const known = answers.flatMap(({ found }) => (typeof found === 'object' ? [found] : []));
	call.payOnce(
		known.map((each) => ({ pool: 'credits', credits: 1, what: enrichment.what(each) })),
		yearMs,
	);
	return {
		status: 200,
		headers: { 'Content-Type': mediaType },
		body: { data: answers.map(({ input, found }) => entry(call, enrichment, input, found, fields as string[])) },
	};
}

function entry<Known extends object>(
	call: Call,
	enrichment: Enrichment<Known>,
	input: unknown,
	found: Known | 'INVALID_INPUT' | 'OPT_OUT' | undefined,
	fields: readonly string[],
): Record<string, unknown> {
	const { resource } = enrichment;
	if (typeof found !== 'object') return { id: '0', type: 'NoMatch', meta: { input, matchStatus: found ?? 'NO_MATCH' } };
	const { id, attributes } = enrichment.body(found, call);
	const unknownField = fields.find((field) => field !== 'id' && !Object.hasOwn(attributes, field));
	if (unknownField) throw new Refusal('invalid', `Invalid field requested: ${unknownField}`);
	const asked = Object.fromEntries(
		fields.filter((field) => field !== 'id').map((field) => [field, attributes[field] ?? '']),
	);
	return {
		id,
		type: resource,
		attributes: enrichment.shaped?.(asked) ?? asked,
		meta: { input, matchStatus: enrichment.matchStatus(found) },
	};
}
