import { addCredits, creditsIn, grantCredits, worstOf } from '../../../store/contract/grant-credits';
import type { CallToReserve, Credits, LedgerStore } from '../../../store/contract/ledger';

/** What the executor needs of a ledger. */
export type CallBooks = Pick<
	LedgerStore,
	'reserveCredits' | 'settleCall' | 'releaseCall' | 'markUnknown' | 'notePending'
>;

/** A ledger for one call of the node that nothing else remembers, where there is no run; every ceiling counts this call alone. */
export function booksOfOneCall(): CallBooks {
	const takenByCall = new Map<string, Credits>();
	const takenOfRecord = new Map<string, Credits>();
	const settled = new Set<string>();
	const taken = () => [...takenByCall.values()].reduce(addCredits, {});
	return {
		async reserveCredits(call, ceilings) {
			const sum = taken();
			const reservation = grantCredits(call, ceilings, ({ scope, pool }, recordId) =>
				creditsIn(scope === 'record' ? (takenOfRecord.get(recordId ?? '') ?? {}) : sum, pool),
			);
			const granted: CallToReserve = { ...call, records: call.records.slice(0, reservation.granted) };
			if (reservation.granted > 0) takenByCall.set(call.callId, worstOf(granted));
			for (const { recordId, worst } of granted.records) {
				if (recordId !== undefined) takenOfRecord.set(recordId, addCredits(takenOfRecord.get(recordId) ?? {}, worst));
			}
			return reservation;
		},
		async settleCall(callId, { charged }) {
			if (settled.has(callId)) return false;
			settled.add(callId);
			takenByCall.set(callId, charged);
			return true;
		},
		async releaseCall(callId) {
			if (!settled.has(callId)) takenByCall.delete(callId);
		},
		async markUnknown() {},
		async notePending() {},
	};
}
