/** How the words of a document read to an admin; a word that is not here is shown as it is. */
const words: Readonly<Record<string, string>> = {
	...{ fill_blank: 'Fill Blank', tracked: 'Tracked', always: 'Always', clear: 'Clear If Blank' },
	...{ if_newer: 'If Newer', if_more_confident: 'If More Confident' },
	...{ equals: 'is', notEquals: 'is not', contains: 'contains', notContains: 'does not contain' },
	...{ startsWith: 'starts with', endsWith: 'ends with', in: 'is one of', notIn: 'is not one of' },
	...{ greater: 'is above', greaterOrEqual: 'is at least', less: 'is below', lessOrEqual: 'is at most' },
	...{ isEmpty: 'is empty', isNotEmpty: 'is not empty', includes: 'includes', excludes: 'excludes' },
	...{
		lastNDays: 'lies in the last days:',
		nextNDays: 'lies in the next days:',
		olderThanNDays: 'is older than days:',
	},
	...{ is_set: 'is not empty', is_blank: 'is empty', one_of: 'is one of', at_least: 'is at least', below: 'is below' },
	...{ not_equals: 'is not', none_of: 'is none of', not_contains: 'does not contain', starts_with: 'starts with' },
	...{
		ends_with: 'ends with',
		includes_any: 'includes any of',
		includes_all: 'includes all of',
		at_most: 'is at most',
	},
	...{ above: 'is above', between: 'is between', before: 'is before', since: 'is on or after' },
	...{
		within_days: 'is at most so many days ago:',
		older_than_days: 'is more than so many days ago:',
		in_next_days: 'is in the next days:',
	},
	...{ matches_domain_kind: 'has a domain of', auto: 'leave out suggested, refuse mapped' },
	...{ leave_out: 'leave the field out', refuse: 'refuse the record' },
};

/** A value of a document in an admin's words. */
export function inWords(value: unknown): string {
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (Array.isArray(value)) return value.map(inWords).join(', ');
	if (typeof value === 'object' && value !== null)
		return Object.entries(value)
			.map(([key, each]) => `${labelOf(key)} ${inWords(each)}`)
			.join(', ');
	const text = String(value);
	return Object.hasOwn(words, text) ? words[text] : text;
}

/** `refreshAfterDays` → `refresh after days`. */
export function labelOf(key: string): string {
	return key.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
