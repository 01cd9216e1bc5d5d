import { isBlank } from '../../record/field-value';
import { normalizeCompanyName, normalizeDomain, normalizeEmail } from '../../record/normal-forms';
import { isSameCountry } from '../../record/places';
import { plainWords } from '../../record/plain-words';

/** How two values of a field are compared. */
export type ComparisonKind =
	| 'text'
	| 'number'
	| 'year'
	| 'domain'
	| 'email'
	| 'phone'
	| 'company'
	| 'country'
	| 'date'
	| 'list'
	| 'page';

export interface ComparisonSettings {
	/** Numbers (employees, revenue) are the same when they differ by at most this share of the larger one. */
	readonly tolerance: number;
}

const kindByAttribute: Readonly<Record<string, ComparisonKind>> = {
	name: 'company',
	legal_name: 'company',
	parent_name: 'company',
	ultimate_parent_name: 'company',
	domain: 'domain',
	website: 'domain',
	email: 'email',
	personal_email: 'email',
	phone: 'phone',
	mobile_phone: 'phone',
	country: 'country',
	employees: 'number',
	revenue: 'number',
	funding_total: 'number',
	founded_year: 'year',
	technologies: 'list',
	technology_categories: 'list',
	email_checked_at: 'date',
	job_started_on: 'date',
	linkedin_url: 'page',
	facebook_url: 'page',
	x_url: 'page',
	instagram_url: 'page',
	youtube_url: 'page',
	github_url: 'page',
};

/** Fewer are an extension. */
const fewestPhoneDigits = 6;
/** Of a list, so much must be in the other. */
const sharedOfList = 0.5;

/** How an attribute's values are compared; what a provider calls its own is compared as text, or as a number where both are. */
export function comparisonOf(attribute: string): ComparisonKind {
	const name = attribute.replace(/^company_/, '');
	return Object.hasOwn(kindByAttribute, name) ? kindByAttribute[name] : 'text';
}

/**
 * Whether two values mean the same, each in normal form; `undefined` when the known one can't be compared (blank, no number,
 * no address), so that it counts for nobody.
 */
export function meansTheSame(
	kind: ComparisonKind,
	known: unknown,
	given: unknown,
	settings: ComparisonSettings,
): boolean | undefined {
	if (isBlank(known)) return undefined;
	if (kind === 'number' || (kind === 'text' && isNumeric(known) && isNumeric(given)))
		return isNear(known, given, settings);
	if (kind === 'phone') return isSamePhone(known, given);
	if (kind === 'list') return shareMuch(known, given);
	if (kind === 'country') return isBlank(given) ? false : (isSameCountry(known, given) ?? isSameText(known, given));
	const form = normalForms[kind];
	const [one, other] = [form(known), isBlank(given) ? undefined : form(given)];
	return one === undefined ? undefined : one === other;
}

const normalForms: Readonly<
	Record<Exclude<ComparisonKind, 'number' | 'list' | 'country' | 'phone'>, (value: unknown) => string | undefined>
> = {
	text: textOf,
	year: (value) => /\d{4}/.exec(String(value))?.[0],
	domain: normalizeDomain,
	email: normalizeEmail,
	company: normalizeCompanyName,
	date: (value) => /^\d{4}-\d{2}/.exec(String(value))?.[0],
	page: pageOf,
};

function textOf(value: unknown): string | undefined {
	const words = plainWords(String(value));
	return words === '' ? undefined : words;
}

function isSameText(known: unknown, given: unknown): boolean {
	return textOf(known) === textOf(given);
}

/** One number is the other's end: only the country code or a trunk zero stands before it. */
function isSamePhone(known: unknown, given: unknown): boolean | undefined {
	const [one, other] = [phoneOf(known), phoneOf(given)];
	if (one === undefined) return undefined;
	return other !== undefined && (one.endsWith(other) || other.endsWith(one));
}

/** Digits without the extension and leading zeros; `undefined` for too few. */
function phoneOf(value: unknown): string | undefined {
	const digits = String(value ?? '')
		.replace(/(?:ext|x|#).*$/i, '')
		.replace(/\D/g, '')
		.replace(/^0+/, '');
	return digits.length < fewestPhoneDigits ? undefined : digits;
}

/** Host and path, without what a page's address may carry besides. */
function pageOf(value: unknown): string | undefined {
	const text = String(value)
		.trim()
		.toLowerCase()
		.replace(/^(?:https?:)?\/\//, '')
		.replace(/^(?:www|[a-z]{2})\./, '')
		.replace(/[?#].*$/, '')
		.replace(/\/+$/, '');
	return text.includes('/') ? text : undefined;
}

function isNumeric(value: unknown): boolean {
	return (
		typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
	);
}

function isNear(known: unknown, given: unknown, { tolerance }: ComparisonSettings): boolean | undefined {
	if (!isNumeric(known)) return undefined;
	if (!isNumeric(given)) return false;
	const [one, other] = [Number(known), Number(given)];
	// An amount that a sum of floating numbers put just over the edge is within.
	return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other)) + 1e-9;
}

function shareMuch(known: unknown, given: unknown): boolean | undefined {
	const [one, other] = [entriesOf(known), entriesOf(given)];
	if (one.size === 0) return undefined;
	return [...one].filter((entry) => other.has(entry)).length / one.size >= sharedOfList;
}

function entriesOf(value: unknown): Set<string> {
	const entries = Array.isArray(value) ? value.map(String) : String(value ?? '').split(';');
	return new Set(entries.map((entry) => plainWords(entry)).filter((entry) => entry !== ''));
}
