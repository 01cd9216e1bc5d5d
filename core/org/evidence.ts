import type { SetupAnswer } from '../salesforce/setup-calls';

/** What a question brought to light, or why it did not. */
export type Evidence<T> =
	| { readonly status: 'read'; readonly found: T }
	| { readonly status: 'refused'; readonly why: string };

/** The rows of a query's answer; at most 2,000, which is more than an org may have of any kind of rule. */
export function rowsOf<T>(answers: ReadonlyMap<string, SetupAnswer>, name: string): Evidence<readonly T[]> {
	return evidenceOf(answers, name, (body) => (body as { readonly records?: readonly T[] }).records);
}

/** The body of an answer. */
export function bodyOf<T>(answers: ReadonlyMap<string, SetupAnswer>, name: string): Evidence<T> {
	return evidenceOf(answers, name, (body) => body as T);
}

function evidenceOf<T>(
	answers: ReadonlyMap<string, SetupAnswer>,
	name: string,
	read: (body: unknown) => T | undefined,
): Evidence<T> {
	const answer = answers.get(name);
	if (answer?.status === 'refused') return { status: 'refused', why: answer.why };
	const found = answer && answer.body !== null ? read(answer.body) : undefined;
	return found === undefined ? { status: 'refused', why: 'Salesforce gave no answer' } : { status: 'read', found };
}
