/** Half-open in days: `from` belongs to it, `until` does not (both `YYYY-MM-DD`). */
export interface DayRange {
	readonly from: string;
	readonly until: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const SIMPLE = /^(LAST|THIS|NEXT)_(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)$/;
const COUNTED = /^(LAST|NEXT)_N_(?:FISCAL_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S:(\d+)$/;
const AGO = /^N_(?:FISCAL_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO:(\d+)$/;

/** The days a date literal covers when today is `today`; `undefined` for an unknown literal. */
export function rangeOfDateLiteral(text: string, today: string): DayRange | undefined {
	const literal = text.toUpperCase().replace(/^(LAST|NEXT)_90_DAYS$/, '$1_N_DAYS:90');
	const near = { TODAY: 0, YESTERDAY: -1, TOMORROW: 1 }[literal];
	if (near !== undefined) return unitRange('DAY', today, near, near + 1);

	const simple = SIMPLE.exec(literal);
	if (simple) {
		const step = { LAST: -1, THIS: 0, NEXT: 1 }[simple[1]]!;
		return unitRange(simple[2] as Unit, today, step, step + 1);
	}
	const counted = COUNTED.exec(literal);
	if (counted) return countedRange(counted[1], counted[2] as Unit, Number(counted[3]), today);
	const ago = AGO.exec(literal);
	return ago ? unitRange(ago[1] as Unit, today, -Number(ago[2]), 1 - Number(ago[2])) : undefined;
}

function countedRange(direction: string, unit: Unit, count: number, today: string): DayRange {
	if (direction === 'NEXT') return unitRange(unit, today, 1, count + 1);
	// LAST_N_DAYS includes today; the other units end before the current one starts.
	return unit === 'DAY' ? unitRange(unit, today, -count, 1) : unitRange(unit, today, -count, 0);
}

function unitRange(unit: Unit, today: string, from: number, until: number): DayRange {
	return { from: shift(unit, startOf(unit, today), from), until: shift(unit, startOf(unit, today), until) };
}

function startOf(unit: Unit, day: string): string {
	const [year, month] = day.split('-').map(Number);
	if (unit === 'DAY') return day;
	// Weeks start on Sunday, as in an org with the US locale.
	if (unit === 'WEEK') return addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay());
	if (unit === 'MONTH') return `${day.slice(0, 7)}-01`;
	if (unit === 'YEAR') return `${day.slice(0, 4)}-01-01`;
	return isoDay(year, Math.floor((month - 1) / 3) * 3, 1);
}

function shift(unit: Unit, day: string, count: number): string {
	if (unit === 'DAY' || unit === 'WEEK') return addDays(day, count * (unit === 'WEEK' ? 7 : 1));
	const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[unit];
	const [year, month] = day.split('-').map(Number);
	return isoDay(year, month - 1 + count * months, 1);
}

function addDays(day: string, count: number): string {
	const [year, month, date] = day.split('-').map(Number);
	return isoDay(year, month - 1, date + count);
}

function isoDay(year: number, monthIndex: number, date: number): string {
	return new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10);
}

/** The calendar day of a moment in a time zone. */
export function dayInZone(moment: Date, timeZone: string): string {
	return new Date(moment.getTime() + offsetMs(moment, timeZone)).toISOString().slice(0, 10);
}

/** The moment at which a calendar day starts in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
	const asUtc = new Date(`${day}T00:00:00.000Z`);
	const first = new Date(asUtc.getTime() - offsetMs(asUtc, timeZone));
	// The offset at midnight may differ from the one guessed at when the clocks change that day.
	return new Date(asUtc.getTime() - offsetMs(first, timeZone));
}

function offsetMs(moment: Date, timeZone: string): number {
	if (timeZone === 'UTC') return 0;
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(moment);
	const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
	const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return local - Math.floor(moment.getTime() / 1000) * 1000;
}
