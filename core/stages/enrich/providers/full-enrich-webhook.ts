import { createHmac, timingSafeEqual } from 'node:crypto';
import { objectOf, textOf } from './reply-json';

/** What a call of FullEnrich at our door says: which job to look at, and never what it holds. */
export type Doorbell =
	| { readonly kind: 'rung'; readonly jobId: string; readonly isOver: boolean }
	| { readonly kind: 'refused'; readonly message: string };

/** A body is read no further than this: what matters is its signature and its id. */
const maxBodyBytes = 20 * 1024 * 1024;

/**
 * Reads a webhook of FullEnrich. `body` is the raw text as it came, because the signature (`X-Signature-SHA1`, a HMAC
 * with the API key, https://docs.fullenrich.com/api/v2/general/webhooks) is of these bytes. It bears no time, so that an
 * old one can be sent again: the job is read back over the API, which costs nothing, and nothing in the body is used.
 */
export function readFullEnrichWebhook(body: string, signature: string | undefined, apiKey: string): Doorbell {
	if (apiKey === '' || Buffer.byteLength(body) > maxBodyBytes || !isSigned(body, signature, apiKey)) {
		return { kind: 'refused', message: 'The call is not signed with the API key of FullEnrich.' };
	}
	const { id, status } = bodyOf(body);
	const jobId = textOf(id);
	if (jobId === undefined) return { kind: 'refused', message: 'The call of FullEnrich names no job.' };
	return { kind: 'rung', jobId, isOver: status !== 'CREATED' && status !== 'IN_PROGRESS' };
}

function isSigned(body: string, signature: string | undefined, apiKey: string): boolean {
	if (!signature || !/^[0-9a-f]{40}$/i.test(signature.trim())) return false;
	const expected = createHmac('sha1', apiKey).update(body).digest();
	return timingSafeEqual(expected, Buffer.from(signature.trim(), 'hex'));
}

function bodyOf(body: string): Readonly<Record<string, unknown>> {
	try {
		return objectOf(JSON.parse(body));
	} catch {
		return {};
	}
}
