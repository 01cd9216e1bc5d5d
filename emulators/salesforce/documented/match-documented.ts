/** Values that placeholders stood for, by name; the same name stands for the same value all through an exchange. */
export type Placeholders = Map<string, string>;

const placeholder = /\{\{(\w+)\}\}/;

/**
 * The first place where an actual reply lacks what the documented one shows, as `path: expected …, not …`; `undefined`
 * when it has all of it. Objects may have more keys and lists more elements (in the same order), but a documented
 * empty list has to be empty.
 */
export function findMismatch(
	expected: unknown,
	actual: unknown,
	seen: Placeholders = new Map(),
	path = 'reply',
): string | undefined {
	if (typeof expected === 'string') return textMismatch(expected, actual, seen, path);
	if (Array.isArray(expected)) return listMismatch(expected, actual, seen, path);
	if (typeof expected !== 'object' || expected === null)
		return expected === actual ? undefined : differing(expected, actual, path);
	if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return differing(expected, actual, path);
	for (const [key, value] of Object.entries(expected)) {
		if (!Object.hasOwn(actual, key)) return `${path}.${key}: expected ${JSON.stringify(value)}, but it is missing`;
		const mismatch = findMismatch(value, (actual as Record<string, unknown>)[key], seen, `${path}.${key}`);
		if (mismatch) return mismatch;
	}
	return undefined;
}

/** The text with placeholders filled in from `values`; throws when one is not there. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(new RegExp(placeholder, 'g'), (_, name: string) => {
		if (!Object.hasOwn(values, name)) throw new Error(`Nothing is known to send for {{${name}}}`);
		return values[name];
	});
}

function textMismatch(expected: string, actual: unknown, seen: Placeholders, path: string): string | undefined {
	const whole = new RegExp(`^${placeholder.source}$`).exec(expected)?.[1];
	if (whole && actual !== undefined) return known(whole, JSON.stringify(actual), seen, path);
	if (typeof actual !== 'string') return differing(expected, actual, path);
	const names: string[] = [];
	const pattern = expected
		.split(placeholder)
		.map((part, index) => {
			if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
			names.push(part);
			return '([^]+?)';
		})
		.join('');
	const match = new RegExp(`^${pattern}$`).exec(actual);
	if (!match) return differing(expected, actual, path);
	return names
		.map((name, index) => known(name, JSON.stringify(match[index + 1]), seen, path))
		.find((mismatch) => mismatch);
}

function known(name: string, value: string, seen: Placeholders, path: string): string | undefined {
	const before = seen.get(name);
	seen.set(name, before ?? value);
	return before === undefined || before === value ? undefined : `${path}: {{${name}}} was ${before}, and is ${value}`;
}

function listMismatch(
	expected: readonly unknown[],
	actual: unknown,
	seen: Placeholders,
	path: string,
): string | undefined {
	if (!Array.isArray(actual) || (expected.length === 0 && actual.length > 0)) return differing(expected, actual, path);
	let next = 0;
	for (const [index, element] of expected.entries()) {
		let mismatch: string | undefined = `${path}[${index}]: the list has ended`;
		while (next < actual.length) {
			const attempt = new Map(seen);
			const found = findMismatch(element, actual[next++], attempt, `${path}[${index}]`);
			if (!found) {
				for (const [name, value] of attempt) seen.set(name, value);
				mismatch = undefined;
				break;
			}
			mismatch = found;
		}
		if (mismatch) return mismatch;
	}
	return undefined;
}

function differing(expected: unknown, actual: unknown, path: string): string {
	return `${path}: expected ${JSON.stringify(expected)}, not ${JSON.stringify(actual)}`;
}
