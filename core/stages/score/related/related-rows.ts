import type { CountOperator, RelatedCondition } from '../scorecard';

/** A rule on related records as a person fills it in; blank texts and 0 mean what is left open. */
export interface RelatedRow {
	readonly object: string;
	readonly by?: string;
	readonly operator: CountOperator;
	readonly value?: number;
	readonly points: number;
	readonly most?: number;
	readonly lastDays?: number;
	readonly date?: string;
	readonly halfLifeDays?: number;
	readonly conditionField?: string;
	readonly conditionOperator?: RelatedCondition['operator'];
	readonly conditionValue?: string;
	readonly reason?: string;
}

const withoutValue: readonly string[] = ['each', 'is_set', 'is_blank'];

/** What is wrong with the row, in a person's words. */
export function relatedRowFaults({ object, points, operator, value, conditionField, ...row }: RelatedRow): string[] {
	const faults: string[] = [];
	if (trimmed(object) === '') faults.push('name the related object.');
	if (!Number.isInteger(points) || points === 0) faults.push('give it whole points, above or below 0.');
	if (!withoutValue.includes(operator) && !Number.isInteger(value)) faults.push('give a whole number to compare with.');
	const needsValue = !withoutValue.includes(row.conditionOperator ?? 'equals');
	if (trimmed(conditionField) !== '' && needsValue && trimmed(row.conditionValue) === '')
		faults.push('say what the condition compares with.');
	return faults;
}

/** A rule of the scorecard without its name, and what it asks, in words. */
export function relatedRuleFrom(row: RelatedRow): Record<string, unknown> {
	const { operator, value, points, most, lastDays, halfLifeDays } = row;
	const [object, by, date, reason] = [row.object, row.by, row.date, row.reason].map(trimmed);
	const where = conditionOf(row);
	const hasValue = !withoutValue.includes(operator);
	return {
		asked: [
			object,
			operator.replaceAll('_', ' '),
			hasValue ? String(value) : '',
			lastDays ? `in ${lastDays} days` : '',
			where ? `where ${where.field} ${where.operator.replaceAll('_', ' ')} ${trimmed(row.conditionValue)}` : '',
		]
			.filter((part) => part !== '')
			.join(' ')
			.trim(),
		related: {
			object,
			...(by && { by }),
			...(where && { where: [where] }),
			...(lastDays && { lastDays }),
			...(date && (lastDays || halfLifeDays) && { date }),
		},
		operator,
		points,
		...(hasValue && { value }),
		...(operator === 'each' && most && { most }),
		...(reason && { reason }),
		...(halfLifeDays && { decay: { halfLifeDays } }),
	};
}

function conditionOf(row: RelatedRow): RelatedCondition | undefined {
	const field = trimmed(row.conditionField);
	if (field === '') return undefined;
	const operator = row.conditionOperator ?? 'equals';
	if (operator === 'is_set' || operator === 'is_blank') return { field, operator };
	const text = trimmed(row.conditionValue);
	if (operator !== 'one_of' && operator !== 'none_of') return { field, operator, value: text };
	const value = text
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '');
	return { field, operator, value };
}

function trimmed(text: unknown): string {
	return String(text ?? '').trim();
}
