import type { HttpReply, HttpRequest } from '../../../../../http/send-once';
import type { ProviderFixtures } from '../../../provider.contract';
import { aReply } from '../answering.builders';
import type { HttpDefinition } from '../definition';

/** A vendor that knows one person or company, for the suite that every provider passes. */
export interface ScriptedVendor extends ProviderFixtures {
	readonly definition: HttpDefinition;
	readonly answer: (request: HttpRequest) => HttpReply;
}

type Entry = Readonly<Record<string, unknown>>;

/** The list at `name` of a request's JSON, each entry answered by `rowFor`. */
export function rowsFor(request: HttpRequest, name: string, rowFor: (entry: Entry) => unknown): unknown[] {
	return (JSON.parse(request.body ?? '{}')[name] as Entry[]).map(rowFor);
}

/** A reply to each request by the end of its path; fails for a path that nobody expects. */
export function byPath(answers: Readonly<Record<string, (request: HttpRequest) => unknown>>): ScriptedVendor['answer'] {
	return (request) => {
		const { pathname } = new URL(request.url);
		const found = Object.entries(answers).find(([path]) => pathname.endsWith(path));
		if (!found) throw new Error(`Nobody expects ${request.method} ${pathname}.`);
		const body = found[1](request);
		return body === undefined ? aReply(404, {}) : aReply(200, body);
	};
}

/** A parameter of a request's address or form. */
export function parameter({ url, body }: HttpRequest, name: string): string {
	return new URL(url).searchParams.get(name) ?? new URLSearchParams(body).get(name) ?? '';
}

/** The inputs of a request in ZoomInfo's envelope. */
export function zoominfoInputs(request: HttpRequest, name: string): Entry[] {
	return JSON.parse(request.body ?? '').data.attributes[name];
}
