import { technologies } from './sign-index';

/** A technology that can be chosen. */
export interface KnownTechnology {
	readonly name: string;
	readonly category: string;
}

/** All technologies that have signs of their own, by name; a site may show others as well. */
export function knownTechnologies(): KnownTechnology[] {
	return technologies
		.map(([name, category]) => ({ name, category }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Those found that were chosen, in the order of the choice and whatever their case; all by name where none was. */
export function chosenAmong(
	found: ReadonlyMap<string, string>,
	chosen: readonly string[],
): Array<readonly [string, string]> {
	if (chosen.length === 0) return [...found].sort(([a], [b]) => a.localeCompare(b, 'en'));
	const byName = new Map([...found].map((entry) => [entry[0].toLowerCase(), entry]));
	const names = [...new Set(chosen.map((name) => name.trim().toLowerCase()))];
	return names.map((name) => byName.get(name)).filter((entry) => entry !== undefined);
}
