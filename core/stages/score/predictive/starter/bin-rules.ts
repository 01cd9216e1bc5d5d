import { missingBin } from '../bins/binning';
import type { LearntFeature } from '../train/learnt-feature';
import type { FieldRule } from '../../scorecard';

/** 20 points double the odds about four times over: what one field says moves a record by a rank or two, never from F to A. */
const pointsPerLogOdds = 8;
const mostPoints = 20;
/** Evidence of a bin counts in full from many records on; of few it is drawn towards none. */
const recordsForHalf = 60;

/** Rules of a scorecard made by hand that say what the bins of a feature say, as far as such rules can; with points drawn towards 0. */
export function rulesOfBins(feature: LearntFeature): FieldRule[] {
	const { binning, encoded } = feature;
	const points = pointsOf(feature);
	const { field, label, kind } = encoded.feature;
	const blank = points[missingBin(binning)];
	const blankRule = blank === 0 ? [] : [rule(`${label} is not known`, field, 'is_blank', blank)];
	if (kind === 'number' && binning.type === 'number')
		return [...blankRule, ...steps(label, field, binning.edges, points)];
	if (binning.type !== 'category') return [];
	if (kind === 'is_filled') return [...blankRule, ...filledRule(label, field, points[0])];
	if (kind === 'mail_domain') return mailRules(label, field, binning.groups, points);
	if (kind !== 'category') return [];
	const groups = binning.groups.flatMap((group, bin) =>
		points[bin] === 0
			? []
			: [rule(`${label} is ${group.slice(0, 3).join(', ')}`, field, 'one_of', points[bin], [...group])],
	);
	return [...blankRule, ...groups];
}

function pointsOf({ woe, counts }: LearntFeature): number[] {
	return Array.from(woe, (weight, bin) => {
		const records = counts.records[bin];
		const drawn = (weight * pointsPerLogOdds * records) / (records + recordsForHalf);
		return Math.max(-mostPoints, Math.min(mostPoints, Math.round(drawn)));
	});
}

/** Steps that add up: a record has the points of every edge that its number reaches, so the lowest stretch has a rule of its own. */
function steps(label: string, field: string, edges: readonly number[], points: readonly number[]): FieldRule[] {
	if (edges.length === 0) return [];
	const first = points[0] === 0 ? [] : [rule(`${label} below ${edges[0]}`, field, 'below', points[0], edges[0])];
	return [
		...first,
		...edges.flatMap((edge, at) => {
			const before = at === 0 ? 0 : points[at];
			const step = points[at + 1] - before;
			return step === 0 ? [] : [rule(`${label} of at least ${edge}`, field, 'at_least', step, edge)];
		}),
	];
}

function filledRule(label: string, field: string, points: number): FieldRule[] {
	return points === 0 ? [] : [rule(`${label} is filled`, field, 'is_set', points)];
}

function mailRules(
	label: string,
	field: string,
	groups: ReadonlyArray<readonly string[]>,
	points: readonly number[],
): FieldRule[] {
	const kinds = [
		['company', 'company'],
		['free', 'freemail'],
	] as const;
	return kinds.flatMap(([level, value]) => {
		const bin = groups.findIndex((group) => group.includes(level));
		return bin < 0 || points[bin] === 0
			? []
			: [rule(`${label} is ${level}`, field, 'matches_domain_kind', points[bin], value)];
	});
}

function rule(
	name: string,
	field: string,
	operator: FieldRule['operator'],
	points: number,
	value?: unknown,
): FieldRule {
	return { name: name.slice(0, 200), field, operator, points, ...(value !== undefined && { value }) };
}
