import type { BakeOffReport } from './bake-off';
import { intervalOf } from './calibration';

/** What a bake-off says of one field, or of all together, as a row of a table. */
export interface BakeOffRow {
	readonly provider: string;
	/** `all fields` in the last row. */
	readonly field: string;
	readonly attribute?: string;
	readonly known: number;
	readonly filled: number;
	readonly right: number;
	/** In percent, one decimal. */
	readonly fill_rate: number;
	readonly accuracy: number;
	readonly accuracy_at_least: number;
	readonly accuracy_at_most: number;
	readonly credits_per_right_value?: number;
	/** Up to three. */
	readonly differences?: string;
	/** Only in the last row: what was spent, the sentence, and the calibration to be handed to Enrich. */
	readonly credits?: number;
	readonly calls?: number;
	readonly not_judged?: string;
	readonly text?: string;
	readonly calibration?: object;
}

/** A row for each field, the worst first, and one for all of them. */
export function bakeOffRows(report: BakeOffReport): BakeOffRow[] {
	const fields = report.fields
		.map((verdict): BakeOffRow => {
			const { field, attribute, known, filled, right, creditsPerRight, differences } = verdict;
			return {
				provider: report.provider,
				field,
				attribute,
				known,
				filled,
				right,
				...sharesOf(verdict),
				...(creditsPerRight !== undefined && { credits_per_right_value: rounded(creditsPerRight) }),
				...(differences.length > 0 && { differences: differences.join('; ') }),
			};
		})
		.sort((one, other) => one.accuracy - other.accuracy);
	return [...fields, totalRow(report)];
}

function totalRow(report: BakeOffReport): BakeOffRow {
	const sum = (of: 'known' | 'filled' | 'right') => report.fields.reduce((total, field) => total + field[of], 0);
	const [known, filled, right] = [sum('known'), sum('filled'), sum('right')];
	const credits = Object.values(report.charged).reduce((total, amount) => total + amount, 0) / 1_000;
	const { atLeast, atMost } = intervalOf(right, filled);
	const shares = { fillRate: ratio(filled, known), accuracy: ratio(right, filled), atLeast, atMost };
	return {
		provider: report.provider,
		field: 'all fields',
		known,
		filled,
		right,
		...sharesOf(shares),
		...(right > 0 && { credits_per_right_value: rounded(credits / right) }),
		credits,
		calls: report.calls,
		...(report.notJudged.length > 0 && { not_judged: report.notJudged.join(', ') }),
		text: report.sentence,
		...(report.calibration && { calibration: report.calibration }),
	};
}

interface Shares {
	readonly fillRate: number;
	readonly accuracy: number;
	readonly atLeast: number;
	readonly atMost: number;
}

function sharesOf({
	fillRate,
	accuracy,
	atLeast,
	atMost,
}: Shares): Pick<BakeOffRow, 'fill_rate' | 'accuracy' | 'accuracy_at_least' | 'accuracy_at_most'> {
	return {
		fill_rate: percent(fillRate),
		accuracy: percent(accuracy),
		accuracy_at_least: percent(atLeast),
		accuracy_at_most: percent(atMost),
	};
}

function ratio(part: number, of: number): number {
	return of === 0 ? 0 : part / of;
}

function percent(share: number): number {
	return Math.round(share * 1_000) / 10;
}

function rounded(credits: number): number {
	return Math.round(credits * 1_000) / 1_000;
}
