import { openStore } from '../../core/store/open-store';

import { chargeOf, creditsOrg, locationOf, spendCall } from './spending';

/** Reserves, settles, loses and releases calls until it has done its share or is killed; says each charge before it settles. */
async function main(): Promise<void> {
	const [location, name, share, most, first] = process.argv.slice(2);
	const store = await openStore(locationOf(location));
	const ceilings = [
		{ scope: 'provider', most: Number(most) } as const,
		{ scope: 'run', pool: 'credits', most: Math.floor(Number(most) / 2) } as const,
	];
	for (let number = Number(first); number < Number(share); number += 1) {
		const call = spendCall(name, number);
		const { granted } = await store.reserveCredits(call, ceilings);
		if (granted > 0) {
			const charged = { credits: chargeOf(number) * granted };
			if (number % 13 === 0) await store.markUnknown(call.callId, 'no reply');
			else if (number % 7 === 0) await store.releaseCall(call.callId);
			else await store.settleCall(call.callId, { charged, lookUps: [], answers: [], at: call.at });
		}
		if (number % 100 === 0) process.send?.({ number, org: creditsOrg });
	}
	process.send?.({ number: Number(share) });
	await store.close();
}

void main();
