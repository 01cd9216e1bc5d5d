import type { CallToReserve } from '../../core/store/contract/ledger';
import type { StoreLocation } from '../../core/store/store-location';

/** The org of the test. */
export const creditsOrg = '00D0000000000C1AAA';

const start = Date.UTC(2026, 0, 1);

/** The call of this number; every tenth record's worst case is never charged in full. */
export function spendCall(name: string, number: number): CallToReserve {
	const count = 1 + (number % 3);
	return {
		callId: `${name}-${number}-${process.pid}`,
		orgId: creditsOrg,
		runId: `run ${Math.floor(number / 1000) % 8}`,
		provider: 'vendor',
		account: 'account',
		records: Array.from({ length: count }, (_, index) => ({
			inputHash: `${name}-${number}-${index}`,
			worst: { credits: 1000 },
		})),
		at: new Date(start + number * 1000),
	};
}

/** What each of its records is charged, in thousandths. */
export function chargeOf(number: number): number {
	return number % 10 === 0 ? 0 : 1000;
}

/** A `postgres://` address or a file. */
export function locationOf(text: string): StoreLocation {
	return text.startsWith('postgres') ? { kind: 'postgres', url: text } : { kind: 'sqlite', path: text };
}
