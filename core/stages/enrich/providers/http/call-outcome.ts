import { redact } from '../../../../http/redact';
import type { CallOutcome, HttpDefinition } from './definition';
import { readPath } from './json-path';
import { holds, type ReadReply } from './reply';
import { textOf } from './transforms';

/** What a reply as a whole comes to, before its rows are looked at. */
export interface CallVerdict {
	readonly outcome: CallOutcome;
	readonly retryable?: boolean;
}

const outcomeByStatus: Readonly<Record<number, CallVerdict>> = {
	400: { outcome: 'invalid_input', retryable: false },
	401: { outcome: 'auth' },
	402: { outcome: 'out_of_credits' },
	403: { outcome: 'not_entitled' },
	404: { outcome: 'no_match' },
	408: { outcome: 'lost' },
	422: { outcome: 'invalid_input', retryable: false },
	429: { outcome: 'rate_limited', retryable: true },
	451: { outcome: 'legal_block' },
	// A gateway that gave up: what stands behind it may have answered, and charged.
	502: { outcome: 'lost' },
	504: { outcome: 'lost' },
};

/** The first rule of the definition that holds; else by the status, as HTTP means it. */
export function callVerdict(reply: ReadReply, { outcomes = [] }: HttpDefinition): CallVerdict {
	const rule = outcomes.find(({ when }) => holds(when, reply));
	if (rule) return { outcome: rule.outcome, ...(rule.retryable !== undefined && { retryable: rule.retryable }) };
	const { statusCode, json } = reply;
	if (statusCode >= 200 && statusCode < 300) return { outcome: json === undefined ? 'lost' : 'answered' };
	if (Object.hasOwn(outcomeByStatus, statusCode)) return outcomeByStatus[statusCode];
	return { outcome: 'provider_failed', retryable: statusCode >= 500 };
}

const usualMessages = [
	'message',
	'error.message',
	'errors[0].message',
	'errors[0].detail',
	'errors[0].details',
	'error',
	'detail',
];

/** What the reply says of itself, for people; never with one of the secrets. */
export function replyText(
	reply: ReadReply,
	{ label, messages = [] }: HttpDefinition,
	secrets: readonly string[],
): string {
	const { statusCode, json } = reply;
	if (statusCode >= 300 && statusCode < 400) {
		return `${label} sent the request on to another address (HTTP ${statusCode}), which is not followed.`;
	}
	const said = [...messages, ...usualMessages]
		.map((path) => textOf(readPath(json, path)))
		.find((text) => text !== undefined);
	const reason =
		said === undefined
			? ''
			: `: ${redact(said, secrets)
					.slice(0, 300)
					.replace(/[.\s]+$/, '')}`;
	if (statusCode >= 200 && statusCode < 300 && json === undefined) {
		return `${label} answered with something that is not JSON (HTTP ${statusCode}).`;
	}
	return `${label} answered with HTTP ${statusCode}${reason}.`;
}
