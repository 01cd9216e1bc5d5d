import { z } from 'zod/v4';
import { fillPlaceholders } from './placeholders';

/** JSON with placeholders in its texts; whatever has no value is left out. Operators are objects with a `$` before their name. */
export type Template =
	| string
	| number
	| boolean
	| null
	| Template[]
	/** Once for each query of the call, as a list or joined to a text. */
	| { readonly $each: Template; readonly $join?: string }
	| { readonly $firstOf: Template[] }
	/** Only when one of the attributes is wanted. */
	| { readonly $ifWanted: string[]; readonly $value: Template }
	| { readonly $parts: Template[]; readonly $join: string }
	| { readonly [name: string]: Template };

/** Templates nest; each operator stands alone in its object. */
export const templateSchema: z.ZodType<Template> = z
	.lazy(() =>
		z.union([
			z.string(),
			z.number(),
			z.boolean(),
			z.null(),
			z.array(templateSchema),
			z.strictObject({ $each: templateSchema, $join: z.string().optional() }),
			z.strictObject({ $firstOf: z.array(templateSchema).min(1) }),
			z.strictObject({ $ifWanted: z.array(z.string()).min(1), $value: templateSchema }),
			z.strictObject({ $parts: z.array(templateSchema).min(1), $join: z.string() }),
			z.record(z.string().regex(/^[^$]/, 'is no operator that a template has'), templateSchema),
		]),
	)
	.meta({ id: 'template', description: 'JSON with placeholders such as {email} or {email|sha256}' });

/** What placeholders stand for: by name, for one query. */
export type ValueOf = (name: string) => string | undefined;

export interface TemplateScope {
	/** Of the query that is asked; in a call about several only `$each` has one. */
	readonly valueOf: ValueOf;
	/** Of each query of the call. */
	readonly queries: readonly ValueOf[];
	readonly wanted: ReadonlySet<string>;
}

/** The template with everything filled; `undefined` when nothing of it has a value. */
export function fillTemplate(template: Template, scope: TemplateScope): unknown {
	if (typeof template === 'string') return fillText(template, scope.valueOf);
	if (typeof template !== 'object' || template === null) return template;
	if (Array.isArray(template)) return template.map((part) => fillTemplate(part, scope)).filter(isPresent);
	if (isOperator(template)) return fillOperator(template, scope);
	const entries = Object.entries(template as Readonly<Record<string, Template>>)
		.map(([name, part]) => [name, fillTemplate(part, scope)] as const)
		.filter(([, value]) => isPresent(value));
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function fillText(template: string, valueOf: ValueOf): string | number | undefined {
	const filled = fillPlaceholders(template, valueOf);
	return filled !== undefined && numberShape.test(template) ? Number(filled) : filled;
}

const numberShape = /^\{[^{}]*\|number\}$/;

type Operator = Extract<
	Template,
	{ $each: Template } | { $firstOf: Template[] } | { $ifWanted: string[] } | { $parts: Template[] }
>;

function isOperator(template: object): template is Operator {
	return Object.keys(template).some((name) => name.startsWith('$'));
}

function fillOperator(operator: Operator, scope: TemplateScope): unknown {
	if ('$firstOf' in operator) {
		return (operator.$firstOf as Template[]).map((part) => fillTemplate(part, scope)).find(isPresent);
	}
	if ('$ifWanted' in operator) {
		const isWanted = (operator.$ifWanted as string[]).some((name) => scope.wanted.has(name));
		return isWanted ? fillTemplate(operator.$value as Template, scope) : undefined;
	}
	if ('$parts' in operator) {
		const parts = (operator.$parts as Template[]).map((part) => fillTemplate(part, scope)).filter(isPresent);
		return parts.length === 0 ? undefined : parts.join(operator.$join as string);
	}
	const rows = scope.queries.map((valueOf) => fillTemplate(operator.$each as Template, { ...scope, valueOf }));
	// Without a join the place counts: a query whose part is empty still has one.
	if (operator.$join === undefined) return rows.map((row) => row ?? {});
	const texts = rows.filter(isPresent);
	return texts.length === 0 ? undefined : texts.join(operator.$join as string);
}

/** All texts of a template, for its placeholders. */
export function textsIn(template: Template | undefined): string[] {
	if (typeof template === 'string') return [template];
	if (typeof template !== 'object' || template === null) return [];
	return Object.values(template as Readonly<Record<string, Template>>).flatMap(textsIn);
}

function isPresent(value: unknown): boolean {
	return value !== undefined;
}
