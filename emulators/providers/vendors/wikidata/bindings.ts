import { Refusal } from '../../serve/refusal';
import type { Pattern, StarQuery } from './parse-sparql';
import type { Term } from './statements';

/** One row of a result, by variable. */
export type Binding = Readonly<Record<string, Term>>;

/** The rows that an item gives; none where it does not fit. */
export function bindingsOf(
	query: StarQuery,
	item: Term,
	valuesOf: (property: string) => Term[] | undefined,
): Binding[] {
	const allowed = query.values[query.subject];
	if (allowed && !allowed.has(item.value)) return [];
	let rows: Binding[] = [{ [query.subject]: item }];
	for (const pattern of query.patterns) {
		const terms = valuesOf(pattern.property);
		if (!terms) throw new Refusal('invalid', `${pattern.property} is not emulated`);
		rows = rows.flatMap((row) => joined(row, pattern, terms, query));
	}
	const label = valuesOf('rdfs:label')?.[0];
	return rows.map((row) => withLabels(row, query.subject, label));
}

function joined(
	row: Binding,
	{ object, isOptional }: Pattern,
	terms: readonly Term[],
	{ values }: StarQuery,
): Binding[] {
	const name = object.startsWith('?') ? object.slice(1) : undefined;
	const fitting = terms.filter(({ value }) => {
		if (name === undefined) return value === object;
		const bound = row[name]?.value;
		return (bound === undefined || bound === value) && (values[name]?.has(value) ?? true);
	});
	if (fitting.length === 0) return isOptional ? [row] : [];
	return fitting.map((term) => (name === undefined ? row : { ...row, [name]: term }));
}

/** `?xLabel` for every `?x`, as the label service gives them. */
function withLabels(row: Binding, subject: string, own: Term | undefined): Binding {
	const labels = Object.entries(row).map(([name, { label, ...term }]): [string, Term][] => {
		const text = name === subject ? own?.value : label;
		return [
			[name, term],
			...(text === undefined
				? []
				: [[`${name}Label`, { type: 'literal', value: text, 'xml:lang': 'en' }] as [string, Term]]),
		];
	});
	return Object.fromEntries(labels.flat());
}
