import { EnrichmentError } from '../../errors';
import { parseScorecard } from './parse-scorecard';
import type { Scorecard, ScoreOperator } from './scorecard';

/** A rule as a person fills it in: the value is text, whatever the operator compares it with. */
export interface ScorecardRow {
	readonly field: string;
	readonly operator: ScoreOperator;
	readonly value?: string;
	readonly points: number;
	readonly reason?: string;
}

/** Of a scorecard made of rows; its exact content is told by its scheme, so its version says only how it was made. */
const rowsVersion = 'rows';

/**
 * The scorecard that the rows make up. A rule is named by its reason, or by what it asks. Throws `invalid_parameter`
 * with every fault, told by the number of its row, from 1 on.
 */
export function scorecardFromRows(name: string, base: number, rows: readonly ScorecardRow[]): Scorecard {
	const faults = rows.flatMap((row, index) => rowFaults(row).map((fault) => `Rule ${index + 1}: ${fault}`));
	if (rows.length === 0) faults.push('There is no rule yet.');
	if (faults.length > 0) {
		throw new EnrichmentError('invalid_parameter', `The scorecard cannot be used: ${faults.join(' ')}`, {
			remedy: 'Correct these rules, or write the scorecard as JSON.',
			details: { faults },
		});
	}
	const names = new Map<string, number>();
	return parseScorecard({ name, version: rowsVersion, base, rules: rows.map((row) => ruleFrom(row, names)) });
}

function ruleFrom(row: ScorecardRow, names: Map<string, number>): Record<string, unknown> {
	const { operator, points } = row;
	const [field, text, reason] = [row.field, row.value, row.reason].map((each) => String(each ?? '').trim());
	const value = valueFrom(operator, text);
	const asked = [field, operator.replaceAll('_', ' '), value === undefined ? '' : text].join(' ').trim();
	const wanted = reason || asked;
	const count = (names.get(wanted) ?? 0) + 1;
	names.set(wanted, count);
	const name = count === 1 ? wanted : `${wanted} (${count})`;
	return { name, field, operator, points, ...(value !== undefined && { value }), ...(reason && { reason }) };
}

function valueFrom(operator: ScoreOperator, text: string): unknown {
	switch (operator) {
		case 'is_set':
		case 'is_blank':
			return undefined;
		case 'at_least':
		case 'below':
			return Number(text);
		case 'one_of':
		case 'contains':
			return listFrom(text);
		default:
			return text;
	}
}

function rowFaults({ field, operator, value, points }: ScorecardRow): string[] {
	const text = String(value ?? '').trim();
	const faults: string[] = [];
	if (String(field ?? '').trim() === '') faults.push('name the field it looks at.');
	if (!Number.isInteger(points) || points === 0) faults.push('give it whole points, above or below 0.');
	if (['at_least', 'below'].includes(operator) && (text === '' || !Number.isFinite(Number(text)))) {
		faults.push('give a number without thousands separators to compare with.');
	}
	if (['equals', 'one_of', 'contains'].includes(operator) && listFrom(text).length === 0)
		faults.push('say what to compare with.');
	if (operator === 'matches_domain_kind' && text !== 'company' && text !== 'freemail')
		faults.push('the value is company or freemail.');
	return faults;
}

function listFrom(text: string): string[] {
	return text
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '');
}
