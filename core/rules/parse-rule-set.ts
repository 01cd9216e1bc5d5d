import { z } from 'zod/v4';
import { EnrichmentError } from '../errors';
import { faultsOf, pathText } from '../stages/enrich/providers/http/schema-faults';
import { type RuleSet, ruleSetSchema } from './rule-set';

/** A document that is larger has not been written by a person. */
const mostBytes = 2 * 1024 * 1024;

/** More faults than these help nobody. */
const mostFaults = 8;

/** A fault of a document: its place, and what belongs there. */
export interface RuleFault {
	readonly path: string;
	readonly message: string;
}

/** A rule set as it was read: its head is looked at, each part only when a node takes it. */
export interface OpenRuleSet {
	/** Where it was read, as messages call it. */
	readonly where: string;
	readonly name: string;
	readonly document: Readonly<Record<string, unknown>>;
}

const headSchema = z.looseObject({
	ruleSet: ruleSetSchema.shape.ruleSet,
	name: ruleSetSchema.shape.name,
	objects: z.record(z.string(), z.unknown()),
});

/** Where the schema is published, for whoever corrects a document. */
const advice = 'Correct these places; docs/schemas/rule-set.schema.json says what belongs there.';

/** Reads JSON text or a value, and its head; throws `invalid_parameter` when it is no rule set. A wrong part is the matter of the node that takes it. */
export function openRuleSet(source: unknown, where: string): OpenRuleSet {
	const document = documentOf(source, where);
	const parsed = headSchema.safeParse(document);
	if (!parsed.success)
		throw unusable(
			where,
			parsed.error.issues.flatMap((issue) => faultsOf(issue)),
		);
	const unknown = Object.keys(document as object).filter((key) => !Object.hasOwn(ruleSetSchema.shape, key));
	if (unknown.length > 0)
		throw unusable(
			where,
			unknown.map((key) => ({ path: key, message: 'is no name that belongs here' })),
		);
	return { where, name: parsed.data.name, document: document as Record<string, unknown> };
}

/** The part at this path, checked by its schema; `undefined` when the document has none. Throws `invalid_parameter` naming the places. */
export function findPart<T>(
	{ where, document }: OpenRuleSet,
	path: readonly string[],
	schema: z.ZodType<T>,
): T | undefined {
	const value = valueAt(document, path);
	if (value === undefined) return undefined;
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw unusable(
		where,
		parsed.error.issues.flatMap((issue) => faultsOf(issue, path)),
	);
}

/** The part at this path; throws `invalid_parameter` that names what the document has instead when it has none. */
export function partAt<T>(ruleSet: OpenRuleSet, path: readonly string[], schema: z.ZodType<T>): T {
	const part = findPart(ruleSet, path, schema);
	if (part !== undefined) return part;
	const above = path.slice(0, -1);
	const there = Object.keys((valueAt(ruleSet.document, above) ?? {}) as object).filter(isPartName);
	const has = there.length > 0 ? `; ${pathText(above)} has ${there.slice(0, 12).join(', ')}` : '';
	throw new EnrichmentError(
		'invalid_parameter',
		`The rule set "${ruleSet.name}" (${ruleSet.where}) has no ${pathText(path)}${has}.`,
		{
			remedy: `Add ${pathText(path)} to the rule set, or set Rules From of this node to This Node.`,
			details: { path: pathText(path) },
		},
	);
}

/** The whole document, every part of it checked; throws `invalid_parameter` naming all places. */
export function parseRuleSet(source: unknown, where: string): RuleSet {
	const { document } = openRuleSet(source, where);
	const parsed = ruleSetSchema.safeParse(document);
	if (parsed.success) return parsed.data;
	throw unusable(
		where,
		parsed.error.issues.flatMap((issue) => faultsOf(issue)),
	);
}

/** The published JSON schema, draft 7, of a rule set. */
export function ruleSetJsonSchema(): Readonly<Record<string, unknown>> {
	const schema = z.toJSONSchema(ruleSetSchema, {
		target: 'draft-7',
		io: 'input',
		// Its key in `definitions` names it already; as `id` it would be an older draft's.
		override: ({ jsonSchema }) => delete jsonSchema.id,
	});
	return { ...schema, title: 'Rule set' };
}

function isPartName(name: string): boolean {
	return name.length <= 80;
}

function valueAt(document: unknown, path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, key)
				? (value as Record<string, unknown>)[key]
				: undefined,
		document,
	);
}

function documentOf(source: unknown, where: string): unknown {
	const text = typeof source === 'string' ? source : JSON.stringify(source ?? null);
	if (Buffer.byteLength(text) > mostBytes) {
		throw new EnrichmentError(
			'invalid_parameter',
			`The rule set (${where}) is larger than ${mostBytes / 1024 / 1024} MB.`,
			{ remedy: 'Keep long lists as reference data, and rules in the rule set.' },
		);
	}
	if (text.trim() === '' || text === 'null') {
		throw new EnrichmentError('invalid_parameter', `There is no rule set (${where}).`, {
			remedy: 'Give the document as JSON, or by an expression such as {{ $("Rules").first().json }}.',
		});
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		// Without the cause's words: they would quote what the file holds.
		throw new EnrichmentError('invalid_parameter', `The rule set (${where}) is not JSON.`, {
			remedy: 'Check commas, quotes and brackets, for example in an editor that knows JSON.',
			cause: cause instanceof SyntaxError ? undefined : cause,
		});
	}
}

function unusable(where: string, faults: readonly RuleFault[]): EnrichmentError {
	const told = faults.slice(0, mostFaults).map(({ path, message }) => `${path || 'the whole'} ${message}`);
	const more = faults.length > mostFaults ? `; and ${faults.length - mostFaults} more` : '';
	return new EnrichmentError(
		'invalid_parameter',
		`The rule set (${where}) cannot be used: ${told.join('; ')}${more}.`,
		{ remedy: advice, details: { faults } },
	);
}
