/** The names in a comma-separated parameter, trimmed, without empty ones. */
export function commaSeparated(text: string): string[] {
	return text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** A duration parameter given in minutes. */
export function minutesAsMs(minutes: unknown): number {
	return Number(minutes) * 60_000;
}
