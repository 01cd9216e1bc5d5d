import type { HttpReply, HttpRequest } from '../../../../http/send-once';
import { askOptions } from '../../provider.builders';
import type { AskOptions, EnrichmentProvider, ProviderQuery, ProviderReply } from '../../provider';
import type { HttpDefinition } from './definition';
import { type HttpProviderOptions, openHttpProvider } from './open-http-provider';

/** A reply with this status, body (JSON unless it is a text) and headers. */
export function aReply(
	statusCode: number,
	body: unknown = '',
	headers: Readonly<Record<string, string>> = {},
): HttpReply {
	return { statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A provider whose requests are answered by `answer`, and which remembers them. */
export function aProviderOver(
	definition: HttpDefinition,
	answer: (request: HttpRequest, call: number) => HttpReply,
	options: HttpProviderOptions = {},
): EnrichmentProvider & { readonly requests: HttpRequest[] } {
	const requests: HttpRequest[] = [];
	const provider = openHttpProvider(definition, {
		...options,
		send: async (request) => {
			requests.push(request);
			return answer(request, requests.length - 1);
		},
	});
	return { ...provider, requests };
}

/** What a definition's call comes to when the replies are these, one after the other; at 2026-01-01T00:00:00Z. */
export async function whatComesOf(
	definition: HttpDefinition,
	queries: ReadonlyArray<Omit<ProviderQuery, 'key'>>,
	replies: readonly HttpReply[],
	change: Partial<AskOptions> = {},
): Promise<ProviderReply> {
	const provider = aProviderOver(definition, (_, call) => replies[Math.min(call, replies.length - 1)]);
	return await provider.ask(
		queries.map((query, key) => ({ ...query, key })),
		askOptions(provider, change),
	);
}
