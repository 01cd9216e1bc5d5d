import { openStore } from '../../core/store/open-store';
import { ceilingsFor, chargeOf, locationOf, spendCall } from './spending';

/** How far a process has come: the call that is next, and the records that it has asked to reserve for and been granted since it began. */
export interface SpentSoFar {
	readonly next: number;
	readonly asked: number;
	readonly granted: number;
}

/**
 * Reserves, settles, loses and releases calls until it has reserved for its share of records or is killed; tells of each call,
 * of every other one before its end is in the books, so that whoever kills it on the word leaves some of them open.
 */
async function main(): Promise<void> {
	const [location, name, reservations, first, share] = process.argv.slice(2);
	const store = await openStore(locationOf(location));
	const ceilings = ceilingsFor(Number(reservations));
	let [asked, granted] = [0, 0];
	for (let number = Number(first); asked < Number(share); number += 1) {
		const call = spendCall(name, number);
		const reservation = await store.reserveCredits(call, ceilings);
		asked += call.records.length;
		granted += reservation.granted;
		const tell = () => process.send?.({ next: number + 1, asked, granted } satisfies SpentSoFar);
		if (number % 2 === 0) tell();
		if (reservation.granted > 0) {
			const charged = { credits: chargeOf(number) * reservation.granted };
			if (number % 13 === 0) await store.markUnknown(call.callId, 'no reply');
			else if (number % 7 === 0) await store.releaseCall(call.callId);
			else await store.settleCall(call.callId, { charged, lookUps: [], answers: [], at: call.at });
		}
		if (number % 2 === 1) tell();
	}
	await store.close();
}

void main();
