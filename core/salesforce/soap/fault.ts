import type { FailedReply } from '../salesforce-error';

/** Faults that say that the service, not the call, is at fault. */
const serviceFaults = new Set(['SERVER_UNAVAILABLE', 'UNKNOWN_EXCEPTION', 'EXCEPTION']);

/**
 * A SOAP fault in the form of a REST refusal. SOAP answers every fault with status 500, but for a call that was refused nothing was
 * done: the status says so (401 for a session that has ended). A reply that is no fault stays as it is.
 */
export function replyOfFault(reply: FailedReply): FailedReply {
	const code = textOf(reply.body, 'exceptionCode') ?? textOf(reply.body, 'faultcode')?.replace(/^.*:/, '');
	if (!code) return reply;
	const said = textOf(reply.body, 'exceptionMessage') ?? textOf(reply.body, 'faultstring') ?? code;
	return { statusCode: statusOf(code), body: JSON.stringify([{ errorCode: code, message: said }]) };
}

function statusOf(code: string): number {
	if (code === 'INVALID_SESSION_ID') return 401;
	return serviceFaults.has(code) ? 503 : 400;
}

function textOf(xml: string, name: string): string | undefined {
	const [, text] = new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)<`).exec(xml) ?? [];
	return text === undefined ? undefined : decoded(text);
}

function decoded(text: string): string {
	const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
	return text.replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => entities[name]);
}
