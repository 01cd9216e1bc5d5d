import { plainWords } from '../../../../record/plain-words';
import { commaNumberFrom, dateFrom, type DayOrder, isMissing, leadingParts, numberFrom } from './cell';
import { categoryOf } from './feature';
import { functionOf, seniorityOf } from './title-words';

/** What a field holds, told by its values. */
export type ColumnKind = 'empty' | 'constant' | 'number' | 'date' | 'category' | 'title' | 'email' | 'id' | 'text';

export interface ColumnProfile {
	readonly kind: ColumnKind;
	/** Whether each value looked at says something. */
	readonly isFull: boolean;
	/** Of the values looked at. */
	readonly filledShare: number;
	readonly distinct: number;
	readonly sentinels: readonly number[];
	readonly dayOrder?: DayOrder;
	/** Its numbers have a comma before the decimals. */
	readonly hasDecimalComma?: boolean;
}

/** A share of this much of the values tells what the others are meant to be. */
const mostly = 0.98;
/** Numbers that programs write for not knowing; one counts as that where it stands apart from all others. */
const sentinelCandidates = [-1, -9, -99, -999, -9_999, 99, 999, 9_999, 99_999, 999_999, 9_999_999];
const leastSentinelShare = 0.005;
/** Texts with more different values than this are not a list to choose from, but for long tables. */
const mostCategories = 200;
const mostLookedAt = 8_000;
const askedFirst = 200;
const leastOfFirst = 0.8;

/** What the values of a field are, told by up to 8,000 of them from all over the table. */
export function profileColumn(column: readonly unknown[], field: string): ColumnProfile {
	const values = sampled(column);
	const filled = values.filter((value) => !isMissing(value));
	const distinct = new Set(filled.map(categoryOf)).size;
	const isFull = filled.length === values.length;
	const none = { isFull, filledShare: filled.length / Math.max(1, values.length), distinct, sentinels: [] };
	if (filled.length === 0) return { ...none, kind: 'empty' };
	if (distinct === 1 && isFull) return { ...none, kind: 'constant' };
	const numbers = mostlyNumbers(filled, numberFrom);
	if (numbers) return numberProfile(none, numbers, field, column.length);
	const withComma = mostlyNumbers(filled, commaNumberFrom);
	if (withComma) return { ...numberProfile(none, withComma, field, column.length), hasDecimalComma: true };
	const dayOrder = dayOrderOf(filled);
	if (mostlyNumbers(filled, (value) => dateFrom(value, dayOrder))) return { ...none, kind: 'date', dayOrder };
	return { ...none, kind: textKind(filled, distinct, field) };
}

/** What the values are read as, where nearly all can be; a few are asked first, because most fields are nothing of the kind. */
function mostlyNumbers(values: readonly unknown[], read: (value: unknown) => number): number[] | undefined {
	const isNumber = (value: unknown): boolean => !Number.isNaN(read(value));
	if (shareOf(values.slice(0, askedFirst), isNumber) < leastOfFirst) return undefined;
	const numbers = values.map(read);
	return shareOf(numbers, (number) => !Number.isNaN(number)) >= mostly ? numbers : undefined;
}

function numberProfile(
	none: Omit<ColumnProfile, 'kind'>,
	numbers: readonly number[],
	field: string,
	count: number,
): ColumnProfile {
	const isEachDifferent =
		none.distinct >= numbers.length * 0.99 && numbers.every(Number.isInteger) && numbers.length > 50;
	if (isEachDifferent && (isIdName(field) || isConsecutive(numbers, count))) return { ...none, kind: 'id' };
	return { ...none, kind: 'number', sentinels: sentinelsOf(numbers) };
}

function textKind(filled: readonly unknown[], distinct: number, field: string): ColumnKind {
	const sample = filled.slice(0, 2_000).map((value) => String(value));
	if (shareOf(sample, (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())) >= 0.8) return 'email';
	const isFew = distinct <= Math.max(12, Math.min(mostCategories, filled.length / 10));
	if (!isFew && isTitle(sample, field)) return 'title';
	if (isFew) return 'category';
	if (distinct >= filled.length * 0.9) return sample.every((text) => !/\s/.test(text.trim())) ? 'id' : 'text';
	const averageLength = sample.reduce((sum, text) => sum + text.length, 0) / sample.length;
	return averageLength > 60 ? 'text' : 'category';
}

/** By its name, or because most values have a word that only titles have. */
function isTitle(sample: readonly string[], field: string): boolean {
	const known = shareOf(sample, (text) => seniorityOf(text) !== undefined || functionOf(text) !== undefined);
	const isNamedSo = /(^| )(title|job|position|role|occupation|designation)( |$)/.test(plainWords(spaced(field)));
	return known >= (isNamedSo ? 0.3 : 0.7);
}

function isIdName(field: string): boolean {
	return /(^| )(id|key|number|no|nr|guid|uuid|index|row|code)( |$)/.test(plainWords(spaced(field)));
}

function isConsecutive(numbers: readonly number[], count: number): boolean {
	let [least, most] = [Infinity, -Infinity];
	for (const number of numbers) [least, most] = [Math.min(least, number), Math.max(most, number)];
	return most - least < count * 1.05;
}

/** `LeadSourceId` and `lead_source_id` as words. */
function spaced(field: string): string {
	return field.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.]/g, ' ');
}

function sentinelsOf(numbers: readonly number[]): number[] {
	return sentinelCandidates.filter((candidate) => {
		let [same, least, most] = [0, Infinity, -Infinity];
		for (const number of numbers) {
			if (number === candidate) same += 1;
			else if (!Number.isNaN(number)) [least, most] = [Math.min(least, number), Math.max(most, number)];
		}
		if (same < numbers.length * leastSentinelShare || least > most) return false;
		// Nothing else is below 0, or it lies further off than the others are apart.
		return candidate < 0 ? least >= 0 : candidate - most > most - Math.min(0, least);
	});
}

/** Day first where some first part cannot be a month; month first otherwise, as Salesforce's exports have it in the US. */
function dayOrderOf(values: readonly unknown[]): DayOrder | undefined {
	let order: DayOrder | undefined;
	for (const value of values) {
		const parts = leadingParts(value);
		if (!parts) continue;
		if (parts[0] > 12) return 'day_first';
		order = String(value).includes('.') ? 'day_first' : (order ?? 'month_first');
	}
	return order;
}

function sampled(column: readonly unknown[]): readonly unknown[] {
	if (column.length <= mostLookedAt) return column;
	// Not every n-th: that would fall in step with what repeats.
	return Array.from({ length: mostLookedAt }, (_, at) => {
		const from = Math.floor((at * column.length) / mostLookedAt);
		const until = Math.floor(((at + 1) * column.length) / mostLookedAt);
		return column[from + ((at * 7_919) % (until - from))];
	});
}

function shareOf<T>(values: readonly T[], holds: (value: T) => boolean): number {
	let count = 0;
	for (const value of values) if (holds(value)) count += 1;
	return count / Math.max(1, values.length);
}
