const dateTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** The fixed-width UTC text in which datetimes are stored, so that text order is time order. */
export function toStoredDateTime(date: Date): string {
	return date.toISOString();
}

/** Salesforce saves its stamps in whole seconds. */
export function toStoredSecond(date: Date): string {
	return new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();
}

/** `2026-11-21T16:29:17.000+0000`, the REST API's way to write a datetime. */
export function toRestDateTime(stored: string): string {
	return stored.replace('Z', '+0000');
}

/** Reads ISO 8601 with any offset (none means UTC); `undefined` when it is not a real moment. */
export function parseDateTime(text: string): Date | undefined {
	const match = dateTime.exec(text);
	if (!match) return undefined;
	const [, day, time, fraction = '', zone = 'Z'] = match;
	if (!parseDay(day)) return undefined;
	const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
	const date = new Date(`${day}T${time.length === 5 ? `${time}:00` : time}${fraction}${offset}`);
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The day itself when it exists in the calendar, else `undefined` (2026-02-30, 2026-13-45). */
export function parseDay(text: string): string | undefined {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
	const date = new Date(`${text}T00:00:00.000Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
