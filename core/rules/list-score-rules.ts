import { isRelated, type RelatedRule, type Scorecard, type ScoreRule } from '../stages/score/scorecard';
import { type Rule, rule, single, wholeRule } from './rule';
import type { ScoreRules } from './rule-set';
import { inWords } from './rule-words';

type Document = Readonly<Record<string, unknown>>;

/** The rules of a score: of its scorecard, or of both sides of its grid and of its cells. */
export function scoreRules(object: string, name: string, { scorecard, grid, ...fields }: ScoreRules): Rule[] {
	const of = `${object} score ${name}`;
	if (scorecard) return [...single(object, of, fields), ...scorecardRules(object, of, scorecard)];
	const { fit, engagement, rows, columns, cells, ranks, ...head } = (grid ?? {}) as Record<
		string,
		Document | undefined
	>;
	return [
		...single(object, of, { ...fields, ...head }),
		...single(object, `${of}, lowest fit of band`, rows),
		...single(object, `${of}, lowest engagement of band`, columns),
		...single(object, `${of}, lowest score of rank`, ranks),
		...Object.entries(cells ?? {}).map(([cell, says]) =>
			rule(object, `${of}, cell ${cell}`, { [wholeRule]: inWords(says) }),
		),
		...(fit ? scorecardRules(object, `${of}, fit`, fit) : []),
		...(engagement ? scorecardRules(object, `${of}, engagement`, engagement) : []),
	];
}

function scorecardRules(object: string, of: string, card: Document): Rule[] {
	const { rules = [], groups = {}, ranks = {}, ...head } = card as unknown as Partial<Scorecard>;
	return [
		...single(object, of, head),
		...single(object, `${of}, lowest score of rank`, ranks),
		...single(object, `${of}, limits of group`, groups),
		...rules.map((each) => rule(object, `${of}: ${each.name}`, ruleWords(each))),
	];
}

function ruleWords(each: ScoreRule): Rule['says'] {
	const { points, reason, group, decay } = each;
	return {
		condition: isRelated(each) ? relatedWords(each) : conditionWords(each.field, each.operator, each.value),
		points: String(points),
		...(isRelated(each) && each.most !== undefined && { 'most points': String(each.most) }),
		...(decay && {
			'half-life': `${decay.halfLifeDays} days${decay.from === undefined ? '' : ` from ${decay.from}`}`,
		}),
		...(group !== undefined && { group }),
		...(reason !== undefined && { reason }),
	};
}

function relatedWords({ related, operator, value }: RelatedRule): string {
	const { object, by, where = [], lastDays, date } = related;
	const count = operator === 'each' ? 'each' : conditionWords('number', operator, value);
	return [
		`${object}${by === undefined ? '' : ` by ${by}`}, ${count}`,
		...(lastDays === undefined ? [] : [`in the last ${lastDays} days`]),
		...(date === undefined ? [] : [`days by ${date}`]),
		...where.map(({ field, operator: asked, value: wanted }) => conditionWords(`whose ${field}`, asked, wanted)),
	].join(', ');
}

function conditionWords(field: string, operator: string, value: unknown): string {
	return [field, inWords(operator), value === undefined ? '' : inWords(value)].join(' ').trim();
}
