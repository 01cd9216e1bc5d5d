import type { RefusedCall } from '../../provider';
import type { RefusedReply, Replied } from '../provider-call';
import { numberOf } from '../reply-json';

const outcomes: Readonly<Record<number, RefusedCall>> = {
	400: 'invalid_input',
	401: 'auth',
	402: 'out_of_credits',
	403: 'not_entitled',
	404: 'provider_failed',
	406: 'provider_failed',
	413: 'invalid_input',
	422: 'invalid_input',
	429: 'rate_limited',
	451: 'legal_block',
};

const words: Readonly<Record<RefusedCall, string>> = {
	invalid_input: 'does not accept what it was asked',
	auth: 'refused the key',
	out_of_credits: 'has no credits left',
	not_entitled: 'does not include this in the plan',
	rate_limited: 'was asked too often',
	legal_block: 'may not answer for legal reasons',
	provider_failed: 'failed',
};

/**
 * What a status alone says, for vendors that say no more: `undefined` for success and for anything that leaves open
 * whether the provider acted. `said` is what the provider wrote, without secrets. A throttled call without
 * `Retry-After` may come back in a minute, and a server that names its trouble in words has done nothing.
 */
export function refusedByStatus(
	label: string,
	{ status, headers }: Replied,
	said: string | undefined,
	now: Date,
	meant: Readonly<Record<number, RefusedCall>> = {},
): RefusedReply | undefined {
	const outcome = meant[status] ?? outcomes[status] ?? (isOwnFailure(status, said) ? 'provider_failed' : undefined);
	if (!outcome) return undefined;
	const message = `${label} ${words[outcome]} (status ${status})${said ? `: ${said}` : '.'}`;
	if (outcome === 'rate_limited') {
		return { kind: 'refused', outcome, message, retryable: true, retryAt: comeBackAt(headers, now, 60_000) };
	}
	if (outcome === 'provider_failed' && status >= 500) {
		return { kind: 'refused', outcome, message, retryable: true, retryAt: comeBackAt(headers, now, 0) };
	}
	return { kind: 'refused', outcome, message };
}

/** The time that `Retry-After` names, in seconds or as a date; `otherwiseMs` from now, or `undefined` for 0, where it names none. */
export function comeBackAt(headers: Replied['headers'], now: Date, otherwiseMs: number): Date | undefined {
	const value = headers['retry-after'];
	const seconds = numberOf(value);
	if (seconds !== undefined && seconds >= 0) return new Date(now.getTime() + seconds * 1_000);
	const date = value === undefined ? Number.NaN : Date.parse(value);
	if (Number.isFinite(date)) return new Date(Math.max(date, now.getTime()));
	return otherwiseMs > 0 ? new Date(now.getTime() + otherwiseMs) : undefined;
}

/** 503 never reached the application; another 5xx has an answer of the application's own, or leaves it open. */
function isOwnFailure(status: number, said: string | undefined): boolean {
	return status === 503 || (status >= 500 && said !== undefined && status !== 502 && status !== 504);
}
