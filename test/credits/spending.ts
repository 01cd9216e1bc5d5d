import type { CallToReserve, CreditCeiling } from '../../core/store/contract/ledger';
import type { StoreLocation } from '../../core/store/store-location';

/** The org of the test. */
export const creditsOrg = '00D0000000000C1AAA';

/** The runs that share the account. */
export const runIds = ['run 0', 'run 1', 'run 2', 'run 3'];

const start = Date.UTC(2026, 0, 1);

/** How many records the call of this number reserves for: from one to 500, one in ten a few only. */
export function sizeOf(number: number): number {
	return number % 10 === 0 ? 1 + (number % 3) : 100 + ((number * 137) % 401);
}

/** The call of this number. */
export function spendCall(name: string, number: number): CallToReserve {
	const callId = `${name}-${number}-${process.pid}`;
	return {
		callId,
		orgId: creditsOrg,
		runId: runIds[Math.max(0, (number % 8) - 4)],
		provider: 'vendor',
		account: 'account',
		records: Array.from({ length: sizeOf(number) }, (_, index) => ({
			inputHash: `${callId}-${index}`,
			worst: { credits: 1000 },
		})),
		at: new Date(start + number * 1000),
	};
}

/** What each of its records is charged, in thousandths. */
export function chargeOf(number: number): number {
	return number % 10 === 1 ? 0 : 1000;
}

/** Of all runs together and of each; low enough for both to be met before so many records have been reserved for. */
export function ceilingsFor(reservations: number): [CreditCeiling, CreditCeiling] {
	const most = Math.floor(reservations * 0.45) * 1000;
	return [
		{ scope: 'provider', most },
		{ scope: 'run', pool: 'credits', most: Math.floor(most * 0.45) },
	];
}

/** A `postgres://` address or a file. */
export function locationOf(text: string): StoreLocation {
	return text.startsWith('postgres') ? { kind: 'postgres', url: text } : { kind: 'sqlite', path: text };
}
