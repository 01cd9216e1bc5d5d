import { createHash } from 'node:crypto';
import type { EnrichRules } from './enrich-rules';
import type { ObjectRules, RuleSet, WriteRules } from './rule-set';
import { scoreRules } from './list-score-rules';
import { type Rule, rule, single, wholeRule } from './rule';
import { inWords } from './rule-words';
import type { FilterRule, SelectionRules } from './selection-rules';

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

function writeRules(object: string, { fields, exceptions = [], ...rest }: WriteRules): Rule[] {
	return [
		...(fields ?? []).map((field) => rule(object, `${object} write: field ${field}`, { [wholeRule]: 'mapped' })),
		...exceptions.map(({ field, policy, multiSelect = 'set' }) =>
			rule(object, `${object} write: exception for ${field}`, { policy: inWords(policy), 'multi-select': multiSelect }),
		),
		...single(object, `${object} write`, rest),
	];
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
