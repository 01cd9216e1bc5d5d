const formatterByZone = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's wall clock is ahead of UTC at a moment, in milliseconds. */
export function zoneOffsetMs(moment: Date, timeZone: string): number {
	if (timeZone === 'UTC') return 0;
	const parts = formatterFor(timeZone).formatToParts(moment);
	const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
	const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return local - Math.floor(moment.getTime() / 1000) * 1000;
}

/** The calendar day of a moment in a time zone. */
export function dayInZone(moment: Date, timeZone: string): string {
	return new Date(moment.getTime() + zoneOffsetMs(moment, timeZone)).toISOString().slice(0, 10);
}

/** The moment at which a calendar day starts in a time zone; later than midnight where clocks skip midnight. */
export function startOfDay(day: string, timeZone: string): Date {
	const midnight = new Date(`${day}T00:00:00.000Z`);
	const guess = new Date(midnight.getTime() - zoneOffsetMs(midnight, timeZone));
	// The offset at midnight may differ from the one guessed at when the clocks change that day.
	const corrected = new Date(midnight.getTime() - zoneOffsetMs(guess, timeZone));
	const [earlier, later] = guess < corrected ? [guess, corrected] : [corrected, guess];
	return dayInZone(earlier, timeZone) === day ? earlier : later;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
	let formatter = formatterByZone.get(timeZone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		formatterByZone.set(timeZone, formatter);
	}
	return formatter;
}
