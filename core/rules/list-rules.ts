import { createHash } from 'node:crypto';
import type { EnrichRules } from './enrich-rules';
import type { ObjectRules, RuleSet, ScoreRules, WriteRules } from './rule-set';
import { inWords, labelOf } from './rule-words';
import type { FilterRule, SelectionRules } from './selection-rules';

/** One rule of a set, as an admin would name it. */
export interface Rule {
	/** The same for one rule in two documents. */
	readonly key: string;
	/** The object, or `Org`. */
	readonly object: string;
	/** What it is about, e.g. `Lead mapping (leadiq): Industry`. */
	readonly title: string;
	/** What it says, by the names of its details; in words. */
	readonly says: Readonly<Record<string, string>>;
}

/** Without a name: the detail is the whole of the rule. */
export const wholeRule = '';

/** All rules of a set, in the order of the document. */
export function listRules(ruleSet: RuleSet): Rule[] {
	return [
		...single('Org', 'Name of the rule set', { name: ruleSet.name }),
		...single('Org', 'Technical field', ruleSet.technicalFields),
		...single('Org', 'API allowance', ruleSet.allowances),
		...Object.entries(ruleSet.objects).flatMap(([object, rules]) => rulesOfObject(object, rules)),
	];
}

function rulesOfObject(object: string, rules: ObjectRules): Rule[] {
	return [
		...(rules.selection ? selectionRules(object, rules.selection) : []),
		...Object.entries(rules.enrich ?? {}).flatMap(([name, part]) => enrichRules(object, name, part)),
		...Object.entries(rules.scores ?? {}).flatMap(([name, part]) => scoreRules(object, name, part)),
		...single(object, `${object} duplicates`, rules.duplicates),
		...(rules.write ? writeRules(object, rules.write) : []),
	];
}

function selectionRules(object: string, { filters, exclusions, ...rest }: SelectionRules): Rule[] {
	return [
		// By their numbers, because the logic names them so.
		...(filters ?? []).map((row, index) =>
			rule(object, `${object} filter ${index + 1}`, { [wholeRule]: sentence(row) }),
		),
		...(exclusions ?? []).map((row) => {
			const said = sentence(row);
			return { ...rule(object, `${object} exclusion`, { [wholeRule]: said }), key: `${object} exclusion ${said}` };
		}),
		...single(object, `${object} selection`, rest),
	];
}

function enrichRules(object: string, name: string, part: EnrichRules): Rule[] {
	const { mapping = [], synonyms = {}, matchOn, creditCeilings = [], ...rest } = part;
	const of = (what: string) => `${object} ${what} (${name})`;
	return [
		...single(object, of('match input'), matchOn),
		...mapping.map(({ target, source, policy = 'fill_blank', minConfidence = 0.8, on = true }, index) => ({
			...rule(object, `${of('mapping')}: ${target}`, {
				from: source,
				policy: inWords(policy),
				'minimum confidence': String(minConfidence),
				on: inWords(on),
			}),
			key: `${of('mapping')} ${target} ${mapping.slice(0, index).filter((row) => row.target === target).length}`,
		})),
		...Object.entries(synonyms).flatMap(([field, table]) =>
			Object.entries(table).map(([from, to]) =>
				rule(object, `${of('synonym')}: ${field} "${from}"`, { [wholeRule]: to }),
			),
		),
		...creditCeilings.map(({ per, pool, credits }) =>
			rule(object, `${of('credit ceiling')} per ${per}${pool ? `, ${pool}` : ''}`, { [wholeRule]: String(credits) }),
		),
		...single(object, of('look-up'), rest),
	];
}

function scoreRules(object: string, name: string, { scorecard = {}, models = [], ...fields }: ScoreRules): Rule[] {
	const {
		rules = [],
		ranks = {},
		...head
	} = scorecard as {
		rules?: ReadonlyArray<Record<string, unknown>>;
		ranks?: Record<string, unknown>;
	};
	const of = `${object} score ${name}`;
	return [
		...single(object, of, { ...fields, ...head }),
		...single(object, `${of}, lowest score of rank`, ranks),
		...models.map(({ document, ...use }) =>
			rule(object, `${of}: model ${String(document.name)}`, {
				version: String(document.version),
				content: String(document.id),
				...Object.fromEntries(Object.entries(use).map(([key, value]) => [key, String(value)])),
			}),
		),
		...rules.map(({ name: ruleName, field, operator, value, points, reason }) =>
			rule(object, `${of}: ${String(ruleName)}`, {
				condition: [field, inWords(operator), value === undefined ? '' : inWords(value)].join(' ').trim(),
				points: String(points),
				...(reason !== undefined && { reason: String(reason) }),
			}),
		),
	];
}

function writeRules(object: string, { fields, exceptions = [], ...rest }: WriteRules): Rule[] {
	return [
		...(fields ?? []).map((field) => rule(object, `${object} write: field ${field}`, { [wholeRule]: 'mapped' })),
		...exceptions.map(({ field, policy, multiSelect = 'set' }) =>
			rule(object, `${object} write: exception for ${field}`, { policy: inWords(policy), 'multi-select': multiSelect }),
		),
		...single(object, `${object} write`, rest),
	];
}

/** A rule for each value. */
function single(object: string, title: string, values: object | undefined): Rule[] {
	return Object.entries(values ?? {})
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => rule(object, `${title}: ${labelOf(key)}`, { [wholeRule]: inWords(value) }));
}

function rule(object: string, title: string, says: Rule['says']): Rule {
	return { key: title, object, title, says };
}

function sentence({ field, operator, value }: FilterRule): string {
	return [field, inWords(operator), value === undefined ? '' : inWords(value)].join(' ').trim();
}

/** Names a document's exact content, whatever the order of its keys: 16 hex digits. */
export function digestOf(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value).filter(([, each]) => each !== undefined);
	return `{${entries
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
		.join(',')}}`;
}
