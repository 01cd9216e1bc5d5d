import { EnrichmentError } from '../../errors';
import { parseScorecard } from './parse-scorecard';
import { relatedRowFaults, type RelatedRow, relatedRuleFrom } from './related/related-rows';
import type { Scorecard, ScoreOperator } from './scorecard';

/** A rule as a person fills it in: the value is text, whatever the operator compares it with. */
export interface ScorecardRow {
	readonly field: string;
	readonly operator: ScoreOperator;
	readonly value?: string;
	readonly points: number;
	readonly reason?: string;
	/** 0 or absent: the points stay as they are. */
	readonly halfLifeDays?: number;
	/** The date that the age counts from; the rule's own field when blank. */
	readonly decayFrom?: string;
}

/** Of a scorecard made of rows; its exact content is told by its scheme, so its version says only how it was made. */
const rowsVersion = 'rows';

const listOperators: readonly ScoreOperator[] = [
	'one_of',
	'none_of',
	'contains',
	'not_contains',
	'starts_with',
	'ends_with',
	'includes_any',
	'includes_all',
];
const numberOperators: readonly ScoreOperator[] = [
	'at_least',
	'at_most',
	'above',
	'below',
	'within_days',
	'older_than_days',
	'in_next_days',
];

/**
 * The scorecard that the rows make up, those on fields before those on related records. A rule is named by its reason, or by what it
 * asks. Throws `invalid_parameter` with every fault, told by the number of its row, from 1 on.
 */
export function scorecardFromRows(
	name: string,
	base: number,
	rows: readonly ScorecardRow[],
	relatedRows: readonly RelatedRow[] = [],
): Scorecard {
	const faults = [
		...rows.flatMap((row, index) => rowFaults(row).map((fault) => `Rule ${index + 1}: ${fault}`)),
		...relatedRows.flatMap((row, index) =>
			relatedRowFaults(row).map((fault) => `Rule on related records ${index + 1}: ${fault}`),
		),
	];
	if (rows.length + relatedRows.length === 0) faults.push('There is no rule yet.');
	if (faults.length > 0) {
		throw new EnrichmentError('invalid_parameter', `The scorecard cannot be used: ${faults.join(' ')}`, {
			remedy: 'Correct these rules, or write the scorecard as JSON.',
			details: { faults },
		});
	}
	const names = new Map<string, number>();
	const rules = [...rows.map(ruleFrom), ...relatedRows.map(relatedRuleFrom)].map(({ asked, ...rule }) => ({
		name: freeName(String(rule.reason ?? asked), names),
		...rule,
	}));
	return parseScorecard({ name, version: rowsVersion, base, rules });
}

/** A rule of the scorecard without its name, and what it asks, in words. */
function ruleFrom(row: ScorecardRow): Record<string, unknown> {
	const { operator, points, halfLifeDays } = row;
	const [field, text, reason, from] = [row.field, row.value, row.reason, row.decayFrom].map((each) =>
		String(each ?? '').trim(),
	);
	const value = valueFrom(operator, text);
	return {
		asked: [field, operator.replaceAll('_', ' '), value === undefined ? '' : text].join(' ').trim(),
		field,
		operator,
		points,
		...(value !== undefined && { value }),
		...(reason && { reason }),
		...(halfLifeDays && { decay: { halfLifeDays, ...(from && { from }) } }),
	};
}

function freeName(wanted: string, names: Map<string, number>): string {
	const count = (names.get(wanted) ?? 0) + 1;
	names.set(wanted, count);
	return count === 1 ? wanted : `${wanted} (${count})`;
}

function valueFrom(operator: ScoreOperator, text: string): unknown {
	if (operator === 'is_set' || operator === 'is_blank') return undefined;
	if (operator === 'between') return listFrom(text).map(Number);
	if (numberOperators.includes(operator)) return Number(text);
	return listOperators.includes(operator) ? listFrom(text) : text;
}

function rowFaults({ field, operator, value, points, halfLifeDays = 0 }: ScorecardRow): string[] {
	const text = String(value ?? '').trim();
	const faults: string[] = [];
	if (String(field ?? '').trim() === '') faults.push('name the field it looks at.');
	if (!Number.isInteger(points) || points === 0) faults.push('give it whole points, above or below 0.');
	if (numberOperators.includes(operator) && (text === '' || !Number.isFinite(Number(text)))) {
		faults.push('give a number without thousands separators to compare with.');
	}
	if (operator === 'between' && !isRange(listFrom(text)))
		faults.push('give the lowest and the highest number, separated by a comma.');
	if (['equals', 'not_equals', ...listOperators].includes(operator) && listFrom(text).length === 0)
		faults.push('say what to compare with.');
	if (operator === 'matches_domain_kind' && text !== 'company' && text !== 'freemail')
		faults.push('the value is company or freemail.');
	if ((operator === 'before' || operator === 'since') && !/^\d{4}-\d{2}-\d{2}$/.test(text))
		faults.push('give a day such as 2026-11-21.');
	if (!(halfLifeDays >= 0)) faults.push('the half-life is a number of days.');
	return faults;
}

function isRange(texts: readonly string[]): boolean {
	return texts.length === 2 && texts.every((text) => Number.isFinite(Number(text)));
}

function listFrom(text: string): string[] {
	return text
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '');
}
