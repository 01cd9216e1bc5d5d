import { groupBy, meanBy, sortBy, sumBy } from 'lodash';

/** A value of a provider whose truth is known. */
export interface JudgedValue {
	/** 0–1, as it was mapped from the provider's own scale. */
	readonly confidence: number;
	readonly isRight: boolean;
}

/** Of values that a provider was as sure of, how many were right. */
export interface ReliabilityRow {
	/** The confidences of the row; `from` belongs to it, `until` only where it is 1. */
	readonly from: number;
	readonly until: number;
	readonly values: number;
	readonly right: number;
	/** 0–1: what the provider claimed on average, and what it was. */
	readonly claimed: number;
	readonly share: number;
	/** Within these bounds it truly lies, 95 times in 100. */
	readonly atLeast: number;
	readonly atMost: number;
}

/** What turns a provider's mapped confidence into how often such a value is right; a JSON document. */
export interface Calibration {
	readonly scheme: 'calibration-1';
	readonly provider: string;
	/** ISO 8601. */
	readonly madeAt: string;
	readonly values: number;
	/** Rising in both; between two of them a straight line, beyond the outermost their share. */
	readonly points: ReadonlyArray<{ readonly confidence: number; readonly share: number }>;
	readonly table: readonly ReliabilityRow[];
	/** Mean distance between claimed and true share, as mapped, and as calibrated on values that it was not made from. */
	readonly errorBefore: number;
	readonly errorAfter: number;
}

/** Fewer tell too little: the calibrated confidence would be noise. */
export const fewestToCalibrate = 20;

const folds = 5;
const rows = 10;
/** So many values right as often as usual stand behind each step, so that three of three are no certainty. */
const priorValues = 2;
const normal95 = 1.96;

/**
 * Isotonic regression of being right on confidence: the surer, the righter, and nothing else is assumed. `undefined` for fewer
 * than 20 values. The order of the values does not matter to the curve; every fifth one is held out in turn for the error.
 */
export function calibrationOf(provider: string, values: readonly JudgedValue[], madeAt: Date): Calibration | undefined {
	if (values.length < fewestToCalibrate) return undefined;
	const points = isotonic(values);
	const curves = Array.from({ length: folds }, (_, fold) =>
		isotonic(values.filter((_value, index) => index % folds !== fold)),
	);
	const heldOut = values.map((value, index) => ({
		...value,
		confidence: along(curves[index % folds], value.confidence),
	}));
	return {
		scheme: 'calibration-1',
		provider,
		madeAt: madeAt.toISOString(),
		values: values.length,
		points,
		table: reliabilityOf(values),
		errorBefore: errorOf(values),
		errorAfter: errorOf(heldOut),
	};
}

/** How often a value of this mapped confidence is right, 0–1. */
export function calibrated(calibration: Calibration, confidence: number): number {
	return along(calibration.points, confidence);
}

/** Whether what somebody has handed in can be used as a calibration: points between 0 and 1 that rise. */
export function isCalibration(value: unknown): value is Calibration {
	if (typeof value !== 'object' || value === null) return false;
	const { scheme, provider, points } = value as Partial<Calibration>;
	if (scheme !== 'calibration-1' || typeof provider !== 'string' || !Array.isArray(points)) return false;
	return points.length > 0 && points.every((point, index) => isPointAfter(point, points[index - 1]));
}

function isPointAfter(point: unknown, before: unknown): boolean {
	if (typeof point !== 'object' || point === null) return false;
	const { confidence, share } = point as Record<string, unknown>;
	if (!isShare(confidence) || !isShare(share)) return false;
	if (before === undefined) return true;
	const earlier = before as { readonly confidence: number; readonly share: number };
	return confidence > earlier.confidence && share >= earlier.share;
}

function isShare(value: unknown): value is number {
	return typeof value === 'number' && value >= 0 && value <= 1;
}

/** By confidence, in tenths; tenths without values are left out. */
export function reliabilityOf(values: readonly JudgedValue[]): ReliabilityRow[] {
	const byTenth = groupBy(values, ({ confidence }) => Math.min(rows - 1, Math.floor(confidence * rows)));
	return sortBy(Object.keys(byTenth), Number).map((tenth) => {
		const inRow = byTenth[tenth];
		const right = inRow.filter(({ isRight }) => isRight).length;
		return {
			from: Number(tenth) / rows,
			until: (Number(tenth) + 1) / rows,
			values: inRow.length,
			right,
			claimed: meanBy(inRow, 'confidence'),
			share: right / inRow.length,
			...intervalOf(right, inRow.length),
		};
	});
}

/** Wilson's interval of a share, 95 %; 0–1 where nothing was tried. */
export function intervalOf(right: number, of: number): { readonly atLeast: number; readonly atMost: number } {
	if (of === 0) return { atLeast: 0, atMost: 1 };
	const share = right / of;
	const square = normal95 ** 2;
	const middle = (share + square / (2 * of)) / (1 + square / of);
	const half = (normal95 / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
	return { atLeast: Math.max(0, middle - half), atMost: Math.min(1, middle + half) };
}

/** What a confidence claims too much or too little, over the rows of the reliability table. */
function errorOf(values: readonly JudgedValue[]): number {
	const table = reliabilityOf(values);
	return sumBy(table, (row) => row.values * Math.abs(row.claimed - row.share)) / values.length;
}

interface Step {
	readonly sum: number;
	readonly right: number;
	readonly values: number;
	readonly from: number;
}

type Points = Calibration['points'];

/** Pool adjacent violators: steps that would fall are made one. */
function isotonic(values: readonly JudgedValue[]): Points {
	const usual = values.filter(({ isRight }) => isRight).length / values.length;
	const steps: Step[] = [];
	for (const step of byConfidence(values)) {
		let next = step;
		for (let last = steps.at(-1); last && shareOf(last, usual) >= shareOf(next, usual); last = steps.at(-1)) {
			next = joined(last, next);
			steps.pop();
		}
		steps.push(next);
	}
	return steps.map((step) => ({ confidence: step.sum / step.values, share: shareOf(step, usual) }));
}

/** One step for each confidence that occurs. */
function byConfidence(values: readonly JudgedValue[]): Step[] {
	const groups = groupBy(values, 'confidence');
	const steps = Object.values(groups).map((group): Step => {
		const [{ confidence }] = group;
		const right = group.filter(({ isRight }) => isRight).length;
		return { sum: confidence * group.length, right, values: group.length, from: confidence };
	});
	return sortBy(steps, 'from');
}

function joined(one: Step, other: Step): Step {
	return {
		sum: one.sum + other.sum,
		right: one.right + other.right,
		values: one.values + other.values,
		from: one.from,
	};
}

function shareOf({ right, values }: Step, usual: number): number {
	return (right + priorValues * usual) / (values + priorValues);
}

function along(points: Points, confidence: number): number {
	const after = points.findIndex((point) => point.confidence >= confidence);
	if (after === 0) return points[0].share;
	if (after === -1) return points[points.length - 1].share;
	const [low, high] = [points[after - 1], points[after]];
	const way = (confidence - low.confidence) / (high.confidence - low.confidence);
	return low.share + way * (high.share - low.share);
}
