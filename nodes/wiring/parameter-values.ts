import { mapValues, pickBy } from 'lodash';

/** The names in a comma-separated parameter, trimmed, without empty ones. */
export function commaSeparated(text: string): string[] {
	return text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** The field paths of a collection of names, trimmed, without those left empty. */
export function filledPaths(paths: Readonly<Record<string, string>>): Record<string, string> {
	return pickBy(
		mapValues(paths, (path) => path.trim()),
		(path) => path !== '',
	);
}

/** A duration parameter given in minutes. */
export function minutesAsMs(minutes: unknown): number {
	return Number(minutes) * 60_000;
}
