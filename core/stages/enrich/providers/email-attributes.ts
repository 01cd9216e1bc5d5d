import type { EmailStatus } from '../../../record/email-status';

/** The attributes that come with a work address. */
export const emailAttributes = ['email', 'email_status', 'email_checked_at'] as const;

/** How much of an answer's confidence its address keeps, by what its checking came to. */
const shares: Readonly<Record<EmailStatus, number>> = { verified: 1, catch_all: 0.75, unverified: 0.6, invalid: 0.1 };

/** The confidence of the work address within an answer, to two digits; `undefined` where the answer has none. */
export function emailConfidence(
	confidence: number,
	values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> | undefined {
	if (values.email === undefined) return undefined;
	const share = shares[values.email_status as EmailStatus] ?? shares.unverified;
	return { email: Math.round(confidence * share * 100) / 100 };
}

/** Whether one of the attributes is read by somebody. */
export function wantsOneOf(wanted: readonly string[], names: readonly string[]): boolean {
	return names.some((name) => wanted.includes(name));
}
