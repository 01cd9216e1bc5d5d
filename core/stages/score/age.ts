import { dateFrom } from './predictive/data/cell';

const dayMs = 86_400_000;
/** The easternmost zone is so far ahead of UTC: a day has begun somewhere before it begins there. */
const easternmostMs = 14 * 3_600_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Days from a date up to `now`: a fraction for a date with a time, whole UTC days for a day, 0 for a day that has begun anywhere on
 * Earth; negative in the future. `NaN` of what is no date.
 */
export function ageInDays(value: unknown, now: Date): number {
	const nowMs = now.getTime();
	if (typeof value !== 'string' || !dayPattern.test(value.trim())) return (nowMs - dateFrom(value)) / dayMs;
	const startMs = dateFrom(value);
	if (startMs > nowMs) return startMs - easternmostMs <= nowMs ? 0 : (nowMs - startMs) / dayMs;
	return Math.floor((nowMs - startMs) / dayMs);
}

/** What share is left after so many days, from 1 to 0; none of what lies in the future or is no date. */
export function shareAfter(days: number, halfLifeDays: number): number {
	return days >= 0 ? 2 ** (-days / halfLifeDays) : 0;
}

/** The last day, as `2026-11-21`, that has begun anywhere on Earth. */
export function newestDay(now: Date): string {
	return new Date(now.getTime() + easternmostMs).toISOString().slice(0, 10);
}

const digits = new Intl.NumberFormat('en-US');

/** A number as people write it: `1,200`. */
export function inDigits(count: number): string {
	return count >= 0 && count < 1_000 && Number.isInteger(count) ? String(count) : digits.format(count);
}

/** `today`, `1 day ago`, `12 days ago`. */
export function agoWords(days: number): string {
	const whole = Math.floor(days);
	return whole === 0 ? 'today' : `${inDigits(whole)} ${whole === 1 ? 'day' : 'days'} ago`;
}
