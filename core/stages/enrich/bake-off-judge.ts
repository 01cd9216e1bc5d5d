import { sumBy } from 'lodash';
import { isBlank } from '../../record/field-value';
import { type ComparisonSettings, comparisonOf, meansTheSame } from './bake-off-compare';
import { intervalOf, type JudgedValue } from './calibration';

/** A record of a bake-off: what was hidden, and what the provider gave. */
export interface BakedRecord {
	/** By target field. */
	readonly known: Readonly<Record<string, unknown>>;
	/** By target field; what the provider does not give is absent. */
	readonly given: Readonly<Record<string, { readonly value: unknown; readonly confidence: number }>>;
	/** In credits, over all pools. */
	readonly credits: number;
}

/** Which attribute a field is filled from; decides how its values are compared. */
export interface BakedField {
	readonly target: string;
	readonly attribute: string;
}

/** What a bake-off says of one field. */
export interface FieldVerdict {
	readonly field: string;
	readonly attribute: string;
	/** Records whose value was known and can be compared. */
	readonly known: number;
	/** Of them: got a value, and one that means the same. */
	readonly filled: number;
	readonly right: number;
	/** 0–1. */
	readonly fillRate: number;
	/** 0–1, of the filled ones; between `atLeast` and `atMost` it truly lies, 95 times in 100. 0 where none was filled. */
	readonly accuracy: number;
	readonly atLeast: number;
	readonly atMost: number;
	/** A record's credits are shared evenly by the fields that it got; absent where none is right. */
	readonly creditsPerRight?: number;
	/** Some of what differs, as `known ≠ given`. */
	readonly differences: readonly string[];
}

const mostDifferences = 3;
const longestValue = 60;

/** Each field's accuracy, fill and cost, and every value with its confidence for a calibration. Pure. */
export function judgeBakeOff(
	records: readonly BakedRecord[],
	fields: readonly BakedField[],
	settings: ComparisonSettings,
): { readonly fields: readonly FieldVerdict[]; readonly values: readonly JudgedValue[] } {
	const judged = fields.map((field) => judgeField(records, field, settings));
	return { fields: judged.map(({ verdict }) => verdict), values: judged.flatMap(({ values }) => values) };
}

interface Cell {
	readonly known: unknown;
	readonly given?: { readonly value: unknown; readonly confidence: number };
	readonly isRight: boolean;
	readonly credits: number;
}

function judgeField(
	records: readonly BakedRecord[],
	{ target, attribute }: BakedField,
	settings: ComparisonSettings,
): { readonly verdict: FieldVerdict; readonly values: readonly JudgedValue[] } {
	const kind = comparisonOf(attribute);
	const cells = records.flatMap((record): Cell[] => {
		const known = record.known[target];
		const given = Object.hasOwn(record.given, target) ? record.given[target] : undefined;
		const isRight = meansTheSame(kind, known, given?.value, settings);
		return isRight === undefined ? [] : [{ known, given, isRight, credits: shareOf(record) }];
	});
	const filled = cells.filter(({ given }) => !isBlank(given?.value));
	const right = filled.filter(({ isRight }) => isRight).length;
	const verdict: FieldVerdict = {
		field: target,
		attribute,
		known: cells.length,
		filled: filled.length,
		right,
		fillRate: ratio(filled.length, cells.length),
		accuracy: ratio(right, filled.length),
		...intervalOf(right, filled.length),
		...(right > 0 && { creditsPerRight: sumBy(filled, 'credits') / right }),
		differences: filled
			.filter(({ isRight }) => !isRight)
			.slice(0, mostDifferences)
			.map(({ known, given }) => `${shown(known)} ≠ ${shown(given?.value)}`),
	};
	const values = filled.map(({ given, isRight }) => ({ confidence: given?.confidence ?? 0, isRight }));
	return { verdict, values };
}

/** Of a record's credits, what one of the fields that it got has cost. */
function shareOf({ given, credits }: BakedRecord): number {
	return credits / Math.max(1, Object.keys(given).length);
}

function ratio(part: number, of: number): number {
	return of === 0 ? 0 : part / of;
}

function shown(value: unknown): string {
	const text = String(value).trim();
	return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
