import { z } from 'zod/v4';
import { EnrichmentError } from '../../../../errors';
import { checkDefinition, type DefinitionFault } from './check-definition';
import { type HttpDefinition, httpDefinitionSchema } from './definition';
import { faultsOf } from './schema-faults';

/** More faults than these help nobody. */
const mostFaults = 8;

/** A definition that is too large to have been written by a person. */
const mostBytes = 256 * 1024;

/**
 * The definition as the engine takes it, from JSON text or a value; throws `invalid_parameter` naming `where` it comes from and, of
 * each fault, the place in it and what belongs there.
 */
export function parseHttpDefinition(source: unknown, where: string): HttpDefinition {
	const value = typeof source === 'string' ? jsonOf(source, where) : source;
	const parsed = httpDefinitionSchema.safeParse(value);
	if (!parsed.success)
		throw faulty(
			where,
			parsed.error.issues.flatMap((issue) => faultsOf(issue)),
		);
	const faults = checkDefinition(parsed.data);
	if (faults.length > 0) throw faulty(where, faults);
	return parsed.data;
}

/** The published JSON schema, draft 7, of a definition. */
export function httpDefinitionJsonSchema(): Readonly<Record<string, unknown>> {
	const schema = z.toJSONSchema(httpDefinitionSchema, {
		target: 'draft-7',
		io: 'input',
		// Its key in `definitions` names it already; as `id` it would be an older draft's.
		override: ({ jsonSchema }) => delete jsonSchema.id,
	});
	return { ...schema, title: 'HTTP provider' };
}

function jsonOf(text: string, where: string): unknown {
	if (Buffer.byteLength(text) > mostBytes) {
		throw new EnrichmentError(
			'invalid_parameter',
			`The definition in ${where} is larger than ${mostBytes / 1024} kB.`,
			{
				remedy: 'Describe one provider per definition.',
			},
		);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new EnrichmentError('invalid_parameter', `The definition in ${where} is not JSON.`, {
			remedy: 'Check commas, quotes and brackets, for example in an editor that knows JSON.',
			cause,
		});
	}
}

function faulty(where: string, faults: readonly DefinitionFault[]): EnrichmentError {
	const told = faults.slice(0, mostFaults).map(({ path, message }) => `${path || 'the whole'} ${message}`);
	const more = faults.length > mostFaults ? `; and ${faults.length - mostFaults} more` : '';
	return new EnrichmentError(
		'invalid_parameter',
		`The definition in ${where} cannot be used: ${told.join('; ')}${more}.`,
		{
			remedy:
				'Correct these places; docs/schemas/http-provider.schema.json says what belongs there, and editors can check by it.',
			details: { faults },
		},
	);
}
