import { readText } from './bounded-body';

/** One request; the body is sent as it is. */
export interface HttpRequest {
	readonly method: string;
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface HttpReply {
	readonly statusCode: number;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What a request may take before it is given up. */
export interface SendLimits {
	/** From sending the request to the last byte of its reply. */
	readonly timeoutMs: number;
	/** Of the reply, unpacked. */
	readonly maxBytes: number;
	readonly signal?: AbortSignal;
}

/** Sends the request once and follows no redirect; throws what fetch throws, or `BodyTooLarge`. */
export async function sendOnce(request: HttpRequest, { timeoutMs, maxBytes, signal }: SendLimits): Promise<HttpReply> {
	const timeout = AbortSignal.timeout(timeoutMs);
	const response = await fetch(request.url, {
		method: request.method,
		headers: { ...request.headers },
		body: request.body,
		redirect: 'manual',
		signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: await readText(response, maxBytes),
	};
}
