import { namesOfOwnFields, ownFields, type OwnFieldKey, stampKeys } from '../record/fields';
import { isSalesforceId } from '../record/identity';
import { modelOfAccounts } from '../stages/score/account-fields';
import { parseModel } from '../stages/score/predictive/model/parse-model';
import { isRelated, type Related, type Scorecard } from '../stages/score/scorecard';
import type { EnrichRules } from './enrich-rules';
import type { ObjectRules, RuleSet, ScoreRules } from './rule-set';
import type { SelectionRules } from './selection-rules';

/** What a rule needs of an org. */
export interface RuleNeed {
	readonly object: string;
	/** Where in the document. */
	readonly path: string;
	/** The field that it reads or writes, by path. */
	readonly field: string;
	readonly use: 'read' | 'write';
	/** Texts that the field holds or is to hold; of a picklist they have to be its values. */
	readonly values?: readonly string[];
	/** Whether the field is one of the pack's own, which the pack can create. */
	readonly isOwn?: boolean;
}

/** Everything that the rules need of an org, in the order of the document. */
export function ruleNeeds(ruleSet: RuleSet): RuleNeed[] {
	return Object.entries(ruleSet.objects).flatMap(([object, rules]) => {
		const path = `objects.${object}`;
		return [
			...ownNeeds(object, ruleSet, rules),
			...(rules.selection ? selectionNeeds(object, `${path}.selection`, rules.selection) : []),
			...Object.entries(rules.enrich ?? {}).flatMap(([name, part]) =>
				enrichNeeds(object, `${path}.enrich.${name}`, part),
			),
			...Object.entries(rules.scores ?? {}).flatMap(([name, part]) =>
				scoreNeeds(object, `${path}.scores.${name}`, part),
			),
			...Object.entries(rules.duplicates?.compare ?? {}).map(([name, field]) =>
				reads(object, `${path}.duplicates.compare.${name}`, field),
			),
			...(rules.write?.fields ?? []).map((field, index) => writes(object, `${path}.write.fields[${index}]`, field)),
			...(rules.write?.exceptions ?? []).map(({ field }, index) =>
				writes(object, `${path}.write.exceptions[${index}].field`, field),
			),
		];
	});
}

/** The Ids among the values, which other orgs do not have. */
export function idsAmong(values: readonly string[]): string[] {
	// Of 15 letters many words are made; those have no digit, and an Id begins with the digits of its kind.
	return values.filter((value) => /^[a-zA-Z0-9]{3}/.test(value) && /\d/.test(value) && isSalesforceId(value));
}

function ownNeeds(object: string, { technicalFields }: RuleSet, { scores = {}, write }: ObjectRules): RuleNeed[] {
	const names = namesOfOwnFields(technicalFields);
	const usesPackField = (key: 'scoreField' | 'rankField') => Object.values(scores).some((score) => !score[key]);
	return (Object.keys(ownFields) as OwnFieldKey[])
		.filter((key) => {
			if (key === 'score') return usesPackField('scoreField');
			if (key === 'rank') return usesPackField('rankField');
			const isStamp = (stampKeys as readonly OwnFieldKey[]).includes(key);
			return technicalFields?.[key] !== undefined || (isStamp && write?.writeStatusFields !== false);
		})
		.map((key) => ({ object, path: `technicalFields.${key}`, field: names[key], use: 'write', isOwn: true }));
}

function selectionNeeds(object: string, path: string, rules: SelectionRules): RuleNeed[] {
	const { further = [], ...important } = rules.importantFields ?? {};
	const rows = (key: 'filters' | 'exclusions') =>
		(rules[key] ?? []).map(({ field, operator, value }, index) => ({
			...reads(object, `${path}.${key}[${index}]`, field),
			...(/^(equals|notEquals|in|notIn|includes|excludes)$/.test(operator) && { values: textsOf(value) }),
		}));
	return [
		...rows('filters'),
		...rows('exclusions'),
		...(rules.candidateField ? [reads(object, `${path}.candidateField`, rules.candidateField)] : []),
		...[...(rules.additionalFields ?? []), ...Object.values(important), ...further].map((field) =>
			reads(object, path, field),
		),
	];
}

function enrichNeeds(object: string, path: string, rules: EnrichRules): RuleNeed[] {
	const { moreEmails = [], alsoMatters = [], ...matchOn } = rules.matchOn ?? {};
	const synonyms = rules.synonyms ?? {};
	const read = [...Object.values(matchOn), ...moreEmails, ...alsoMatters];
	return [
		...read.map((field) => reads(object, `${path}.matchOn`, field)),
		...(rules.mapping ?? [])
			.filter(({ on = true }) => on)
			.map(({ target }, index) => ({
				...writes(object, `${path}.mapping[${index}].target`, target),
				...(Object.hasOwn(synonyms, target) && { values: Object.values(synonyms[target]) }),
			})),
		...[rules.emailStatusField, rules.emailCheckedField].flatMap((field) =>
			field ? [writes(object, path, field)] : [],
		),
		...(rules.doNotProcessField ? [reads(object, `${path}.doNotProcessField`, rules.doNotProcessField)] : []),
	];
}

function scoreNeeds(
	object: string,
	path: string,
	{ scorecard, grid, models = [], modelMode: _mode, ...fields }: ScoreRules,
): RuleNeed[] {
	const cards = scorecard
		? [{ at: `${path}.scorecard`, card: scorecard }]
		: ['fit', 'engagement'].map((side) => ({ at: `${path}.grid.${side}`, card: grid?.[side] }));
	return [
		...cards.flatMap(({ at, card }) => cardNeeds(object, at, (card ?? {}) as Partial<Scorecard>)),
		...models.flatMap((model, index) => modelNeeds(object, `${path}.models[${index}]`, model)),
		...Object.values(fields).flatMap((field) => (field ? [writes(object, path, field)] : [])),
	];
}

function cardNeeds(object: string, path: string, { rules = [] }: Partial<Scorecard>): RuleNeed[] {
	return rules.flatMap((rule, index) => {
		const at = `${path}.rules[${index}]`;
		if (isRelated(rule)) return relatedNeeds(`${at}.related`, rule.related);
		const { field, operator, value, decay } = rule;
		const isValue = /^(equals|not_equals|one_of|none_of|includes_any|includes_all)$/.test(operator);
		return [
			{ ...reads(object, at, field), ...(isValue && { values: textsOf(value) }) },
			...(decay?.from ? [reads(object, `${at}.decay.from`, decay.from)] : []),
		];
	});
}

/** Of the related object: its look-up, its date and what its conditions read. */
function relatedNeeds(path: string, { object, by, date, where = [] }: Related): RuleNeed[] {
	return [
		// Every object has it, so that one that is not there is told.
		reads(object, `${path}.object`, 'Id'),
		...(by ? [reads(object, `${path}.by`, by)] : []),
		...(date ? [reads(object, `${path}.date`, date)] : []),
		...where.map(({ field, operator, value }, index) => ({
			...reads(object, `${path}.where[${index}]`, field),
			...(/^(equals|not_equals|one_of|none_of)$/.test(operator) && { values: textsOf(value) }),
		})),
	];
}

function modelNeeds(object: string, path: string, model: NonNullable<ScoreRules['models']>[number]): RuleNeed[] {
	const { features } = modelOfAccounts(parseModel(model.document), object, []);
	const inputs = new Set(features.map(({ field }) => field));
	for (const field of [model.whenField, model.overrideField]) if (field) inputs.add(field);
	return [
		...[...inputs].map((field) => reads(object, `${path}.document`, field)),
		...[model.scoreField, model.rankField].flatMap((field) => (field ? [writes(object, path, field)] : [])),
	];
}

function reads(object: string, path: string, field: string): RuleNeed {
	return { object, path, field, use: 'read' };
}

function writes(object: string, path: string, field: string): RuleNeed {
	return { object, path, field, use: 'write' };
}

/** Several are a list, or a text with commas, as in a filter. */
function textsOf(value: unknown): string[] {
	const values = Array.isArray(value) ? value : String(value ?? '').split(',');
	return values.map((each) => String(each).trim()).filter((each) => each !== '');
}
