import type { z } from 'zod/v4';
import type { DefinitionFault } from './check-definition';

/** What a schema has found, place by place; of alternatives, the faults of the one that came nearest: the deepest. */
export function faultsOf(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[] = []): DefinitionFault[] {
	const path = [...prefix, ...issue.path];
	if (issue.code === 'invalid_union' && issue.errors.length > 0) {
		const alternatives = issue.errors.map((issues) => issues.flatMap((inner) => faultsOf(inner, path)));
		const depth = (faults: readonly DefinitionFault[]) => Math.max(0, ...faults.map((fault) => fault.path.length));
		return alternatives.reduce((best, other) => (depth(other) > depth(best) ? other : best));
	}
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({ path: pathText([...path, key]), message: 'is no name that belongs here' }));
	}
	return [{ path: pathText(path), message: sentenceOf(issue) }];
}

function sentenceOf(issue: z.core.$ZodIssue): string {
	const { message } = issue;
	switch (issue.code) {
		case 'invalid_type':
			return `should be ${issue.expected === 'record' ? 'an object' : `of the type ${issue.expected}`}`;
		case 'invalid_value':
			return `should be one of ${issue.values.map(String).join(', ')}`;
		case 'too_small':
			return `should be at least ${issue.minimum}${sizeOf(issue.origin)}`;
		case 'too_big':
			return `should be at most ${issue.maximum}${sizeOf(issue.origin)}`;
		case 'invalid_key':
			return issue.issues.map(sentenceOf).join(' and ');
		default:
			// What our own patterns say of themselves.
			return message;
	}
}

function sizeOf(origin: string): string {
	return origin === 'string' || origin === 'array' ? ' long' : '';
}

/** A place in a document as a person writes it, e.g. `objects.Lead.write.exceptions[0].field`. */
export function pathText(path: readonly PropertyKey[]): string {
	return path
		.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
		.join('')
		.replace(/^\./, '');
}
