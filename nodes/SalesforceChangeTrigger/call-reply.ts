import type { IWebhookFunctions } from 'n8n-workflow';
import { acknowledgement } from '../../core/salesforce/outbound-message';

/** What a call is answered with. */
export interface CallReply {
	readonly status: number;
	/** Of a refusal, in constant words. */
	readonly refused?: string;
	/** What the sender of JSON is told. */
	readonly facts?: Readonly<Record<string, number>>;
	/** When the sender may come again, in seconds. */
	readonly retryAfter?: number;
}

/** Answers as the sender understands it: an outbound message with its acknowledgement, which is yes only when it has been kept; JSON with JSON. */
export function sendReply(
	response: Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'writeHead' | 'end'>,
	isXml: boolean,
	{ status, refused, facts = {}, retryAfter }: CallReply,
): void {
	const body = isXml
		? acknowledgement(refused === undefined)
		: JSON.stringify(refused === undefined ? facts : { error: refused });
	response.writeHead(status, {
		'Content-Type': isXml ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8',
		'Content-Length': Buffer.byteLength(body),
		'Cache-Control': 'no-store',
		...(status === 405 && { Allow: 'POST' }),
		...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
	});
	response.end(body);
}
