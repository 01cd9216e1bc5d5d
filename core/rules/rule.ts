import { inWords, labelOf } from './rule-words';

/** One rule of a set, as an admin would name it. */
export interface Rule {
	/** The same for one rule in two documents. */
	readonly key: string;
	/** The object, or `Org`. */
	readonly object: string;
	/** What it is about, e.g. `Lead mapping (leadiq): Industry`. */
	readonly title: string;
	/** What it says, by the names of its details; in words. */
	readonly says: Readonly<Record<string, string>>;
}

/** Without a name: the detail is the whole of the rule. */
export const wholeRule = '';

/** A rule whose title tells it from all others. */
export function rule(object: string, title: string, says: Rule['says']): Rule {
	return { key: title, object, title, says };
}

/** A rule for each value that is there. */
export function single(object: string, title: string, values: object | undefined): Rule[] {
	return Object.entries(values ?? {})
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => rule(object, `${title}: ${labelOf(key)}`, { [wholeRule]: inWords(value) }));
}
