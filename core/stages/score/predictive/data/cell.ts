import { isBlank } from '../../../../record/field-value';

/** What people and programs write where nothing is known, in small letters. */
const missingWords = new Set([
	...[
		'unknown',
		'n/a',
		'na',
		'#n/a',
		'nan',
		'null',
		'nil',
		'none',
		'undefined',
		'missing',
		'not available',
		'not provided',
	],
	...[
		'not specified',
		'not known',
		'not set',
		'select',
		'please select',
		'--none--',
		'-none-',
		'-',
		'--',
		'?',
		'.',
		'tbd',
	],
]);
/** A thousands separator counts only where it stands at the thousands, so that `3,5` is no 35. */
const numberPattern = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[-+]?\d+)?$/i;
const longestNumber = 40;

/** Whether the value says nothing: blank, or a word for not knowing. */
export function isMissing(value: unknown): boolean {
	if (isBlank(value)) return true;
	return typeof value === 'string' && value.length <= 20 && missingWords.has(value.trim().toLowerCase());
}

/** The number that a value is or spells (`1,200.50`, `$ 30`, `12 %`); `NaN` when it is none. */
export function numberFrom(value: unknown): number {
	if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
	if (typeof value !== 'string' || value === '' || value.length > longestNumber) return Number.NaN;
	// Nearly all are plain digits, which need no second look.
	const direct = Number(value);
	if (direct === direct && Number.isFinite(direct) && value.charCodeAt(0) < 58 && !/[\sxob]/i.test(value))
		return direct;
	const plain = bareNumber(value);
	if (plain === '' || !numberPattern.test(plain)) return Number.NaN;
	return Number(plain.includes(',') ? plain.replaceAll(',', '') : plain);
}

const commaPattern = /^[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;

/** The number that a text spells where a comma stands before the decimals (`1.200,50 €`); `NaN` when it is none. */
export function commaNumberFrom(value: unknown): number {
	if (typeof value !== 'string' || value.length > longestNumber) return numberFrom(value);
	const plain = bareNumber(value);
	return commaPattern.test(plain) ? Number(plain.replaceAll('.', '').replace(',', '.')) : Number.NaN;
}

/** Without currency and percent, and without spaces or apostrophes at the thousands. */
function bareNumber(value: string): string {
	const text = /^[-+\d.]/.test(value) && /\d$/.test(value) ? value : value.replace(currency, '');
	return /[\s'’]/.test(text) ? text.replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, '$1') : text;
}

const currency =
	/^\s*(?:[A-Z]{3}(?=[\s\d])|[$€£¥])\s*|\s*(?:[$€£¥%]|(?<=[\s\d])(?:EUR|USD|GBP|CHF|JPY|CAD|AUD))\s*$|\s+$/g;

/** How a column writes its dates where the year does not come first. */
export type DayOrder = 'day_first' | 'month_first';

const isoPattern =
	/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[-+]\d{2}:?\d{2})?)?$/;
const dottedPattern =
	/^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?$/;
const slashedIsoPattern = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?: .*)?$/;

/** Milliseconds since 1970 of a date or date and time, in UTC unless it names its zone; `NaN` when it is none. */
export function dateFrom(value: unknown, dayOrder: DayOrder = 'month_first'): number {
	if (value instanceof Date) return value.getTime();
	if (typeof value !== 'string' || value.length < 6 || value.length > longestNumber) return Number.NaN;
	const text = value.trim();
	const iso = isoPattern.exec(text) ?? slashedIsoPattern.exec(text);
	if (iso) return utc(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6]) - offsetMs(iso[7]);
	const dotted = dottedPattern.exec(text);
	if (!dotted) return namedMonthFrom(text);
	const [, first, second, year, hour, minute, seconds, half] = dotted;
	const [day, month] = dayOrder === 'day_first' ? [first, second] : [second, first];
	return utc(year.length === 2 ? `20${year}` : year, month, day, hourOf(hour, half), minute, seconds);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const clock = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp][Mm])?)?`;
const dayFirstPattern = new RegExp(String.raw`^(\d{1,2})[ .-]+([A-Za-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})${clock}$`);
const monthFirstPattern = new RegExp(String.raw`^([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})${clock}$`);

/** `5 Mar 2024`, `05-Mar-24`, `March 5, 2024 1:30 PM`. */
function namedMonthFrom(text: string): number {
	const dayFirst = dayFirstPattern.exec(text);
	const parts = dayFirst ?? monthFirstPattern.exec(text);
	if (!parts) return Number.NaN;
	const [day, name] = dayFirst ? [parts[1], parts[2]] : [parts[2], parts[1]];
	const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
	const year = parts[3].length === 2 ? `20${parts[3]}` : parts[3];
	return utc(year, String(month), day, hourOf(parts[4], parts[7]), parts[5], parts[6]);
}

/** The first two parts of a date that begins with neither year nor name, to tell their order by; `undefined` of others. */
export function leadingParts(value: unknown): readonly [number, number] | undefined {
	const parts = typeof value === 'string' ? dottedPattern.exec(value.trim()) : null;
	return parts ? [Number(parts[1]), Number(parts[2])] : undefined;
}

function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
	if (hour === undefined || half === undefined) return hour;
	return String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

function utc(year: string, month: string, day: string, hour = '0', minute = '0', seconds = '0'): number {
	const [monthNumber, dayNumber] = [Number(month), Number(day)];
	if (monthNumber < 1 || monthNumber > 12 || dayNumber < 1 || dayNumber > 31) return Number.NaN;
	return Date.UTC(Number(year), monthNumber - 1, dayNumber, Number(hour), Number(minute), Number(seconds));
}

function offsetMs(zone: string | undefined): number {
	if (zone === undefined || zone === 'Z') return 0;
	const sign = zone.startsWith('-') ? -1 : 1;
	const digits = zone.replace(/\D/g, '');
	return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
