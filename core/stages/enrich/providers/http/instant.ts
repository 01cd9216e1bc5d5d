/** Without a zone behind it a time is UTC's: read as the machine's it would mean something else on each. */
const zoned = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC))$/i;
const dateOnly = /^\d{4}(?:-\d{2}){0,2}$/;

/** Milliseconds since 1970 of a time as services spell it; `undefined` when it cannot be read. */
export function parseInstant(text: string): number | undefined {
	const trimmed = text.trim();
	const isWhole = zoned.test(trimmed) || dateOnly.test(trimmed);
	const time = Date.parse(isWhole ? trimmed : `${trimmed} UTC`);
	const fromIso = Number.isNaN(time) ? Date.parse(`${trimmed.replace(' ', 'T')}Z`) : time;
	return Number.isNaN(fromIso) ? undefined : fromIso;
}
