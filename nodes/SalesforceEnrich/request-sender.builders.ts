import { Readable } from 'node:stream';
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

type Helpers = Pick<IExecuteFunctions['helpers'], 'httpRequest' | 'httpRequestWithAuthentication'>;

/** n8n's helpers for requests, as far as the node relies on them: a stream back, 401 thrown, wrapped errors; `sign` is what the credential's own type would do. */
export function requestHelpers(sign: (type: string) => Record<string, string> = () => ({})): Helpers {
	const send = async (options: IHttpRequestOptions, signed: Record<string, string> = {}): Promise<unknown> => {
		const url = new URL(options.url);
		for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.set(name, String(value));
		const basic = options.auth && `Basic ${btoa(`${options.auth.username}:${options.auth.password}`)}`;
		const response = await fetch(url, {
			method: options.method,
			headers: { ...(options.headers as Record<string, string>), ...signed, ...(basic && { authorization: basic }) },
			body: options.body as string | undefined,
			redirect: 'manual',
			signal: AbortSignal.timeout(options.timeout ?? 1_000),
		});
		if (response.status === 401) throw Object.assign(new Error('wrapped'), { httpCode: '401' });
		return {
			statusCode: response.status,
			headers: Object.fromEntries(response.headers),
			body: Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
		};
	};
	return {
		httpRequest: async (options: IHttpRequestOptions) => await send(options),
		httpRequestWithAuthentication: async function (type: string, options: IHttpRequestOptions) {
			return await send(options, sign(type));
		},
	} as Helpers;
}
