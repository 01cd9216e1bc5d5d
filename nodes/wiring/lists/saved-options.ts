import type { INodePropertyOptions } from 'n8n-workflow';

/** Choices for API names that were saved, each once; the editor takes a value that is no choice for a mistake. Expressions and blanks are none. */
export function savedOptions(saved: readonly unknown[]): INodePropertyOptions[] {
	const names = saved.filter(
		(value): value is string => typeof value === 'string' && value.trim() !== '' && !value.startsWith('='),
	);
	return [...new Set(names)].map((value) => ({ name: value, value }));
}
