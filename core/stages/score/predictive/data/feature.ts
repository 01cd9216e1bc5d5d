import { isFreemailDomain, normalizeDomain } from '../../../../record/normal-forms';
import { commaNumberFrom, dateFrom, type DayOrder, isMissing, numberFrom } from './cell';
import { functionOf, seniorityOf } from './title-words';

/** What is made of a field's value before anything is learnt from it. */
export const featureKinds = [
	/** A number as it is. */
	'number',
	/** One of several texts, whatever the case; also yes and no. */
	'category',
	/** Days from the date to the moment of the decision. */
	'age_in_days',
	/** Whether the field is filled; of texts that are nearly different for each record. */
	'is_filled',
	/** `company` or `free` mail: whose domain an address is under. */
	'mail_domain',
	/** How high a job title stands. */
	'seniority',
	/** What a job title is about. */
	'job_function',
] as const;

export type FeatureKind = (typeof featureKinds)[number];

/** One thing that is learnt from: a field, and what is made of its value. */
export interface Feature {
	/** A field path such as `Title` or `Account.Industry`. */
	readonly field: string;
	/** What people call the field. */
	readonly label: string;
	readonly kind: FeatureKind;
	/** Numbers that stand for not knowing, such as -1 or 999. */
	readonly sentinels?: readonly number[];
	/** Of dates that do not begin with the year. */
	readonly dayOrder?: DayOrder;
	/** Of numbers with a comma before the decimals. */
	readonly hasDecimalComma?: boolean;
}

const dayMs = 86_400_000;
const longestCategory = 80;

/** What is read as a number; the other kinds are read as one of several texts. */
export function isNumeric({ kind }: Pick<Feature, 'kind'>): boolean {
	return kind === 'number' || kind === 'age_in_days';
}

/** Turns a field's value into the feature's number; `NaN` when it says nothing. `asOfMs` is the moment of the decision. */
export function numberReader({
	kind,
	sentinels,
	dayOrder,
	hasDecimalComma,
}: Feature): (value: unknown, asOfMs: number) => number {
	if (kind === 'age_in_days') return (value, asOfMs) => (asOfMs - dateFrom(value, dayOrder)) / dayMs;
	const readNumber = hasDecimalComma ? commaNumberFrom : numberFrom;
	if (!sentinels?.length) return readNumber;
	const unsaid = new Set(sentinels);
	return (value) => {
		const number = readNumber(value);
		return unsaid.has(number) ? Number.NaN : number;
	};
}

/** Turns a field's value into one of the feature's texts; '' when it says nothing. */
export function categoryReader({ kind }: Feature): (value: unknown) => string {
	switch (kind) {
		case 'is_filled':
			return (value) => (isMissing(value) ? '' : 'filled');
		case 'mail_domain':
			return (value) => (isMissing(value) ? '' : mailDomainOf(value));
		case 'seniority':
			return (value) => (isMissing(value) ? '' : (seniorityOf(String(value)) ?? 'other'));
		case 'job_function':
			return (value) => (isMissing(value) ? '' : (functionOf(String(value)) ?? 'other'));
		default:
			return categoryOf;
	}
}

/** A category as it is compared: trimmed, in small letters, at most 80 characters; '' when it says nothing. */
export function categoryOf(value: unknown): string {
	return isMissing(value) ? '' : String(value).slice(0, longestCategory).trim().toLowerCase();
}

function mailDomainOf(value: unknown): string {
	const domain = normalizeDomain(value);
	if (domain === undefined) return '';
	return isFreemailDomain(domain) ? 'free' : 'company';
}
