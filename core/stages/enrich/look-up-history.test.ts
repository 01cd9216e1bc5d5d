import { aCall, aLookUp } from '../../store/contract/ledger.builders';
import { aPipeline, noon } from '../../store/contract/store.builders';
import { openSqliteStore } from '../../store/sqlite/sqlite-store';
import type { Store } from '../../store/store';
import { adviceFrom, recentLookUps } from './look-up-history';

const day = 86_400_000;

describe('recentLookUps', () => {
	let store: Store;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => await store.close());

	/** Settles a call of one record, whole seconds after noon; what is not filled is a miss that costs nothing. */
	async function lookUp(orgId: string, provider: string, recordId: string, isMatch: boolean, seconds: number) {
		const at = new Date(noon.getTime() + seconds * 1_000);
		const call = aCall({ orgId, provider, at });
		await store.reserveCredits(call, []);
		const charged: Record<string, number> = isMatch ? { credits: provider === 'dear' ? 4_000 : 1_000 } : {};
		const outcome = isMatch ? ('matched' as const) : ('no_match' as const);
		const filled = isMatch ? ['Industry'] : [];
		const lookUps = [aLookUp({ recordId, outcome, filled, asked: ['Industry'], charged })];
		await store.settleCall(call.callId, { charged, lookUps, answers: [], at });
	}

	it('gives what the ledger has seen lately, from which the chain and its better order are known', async () => {
		const { orgId } = aPipeline();
		for (let index = 0; index < 40; index += 1) {
			const isKnown = index % 2 === 0;
			await lookUp(orgId, 'dear', `00Q${index}`, isKnown, index * 10);
			if (!isKnown) await lookUp(orgId, 'cheap', `00Q${index}`, index % 4 === 1, index * 10 + 1);
		}
		const lookUps = await recentLookUps(store, orgId, noon);
		expect(lookUps).toHaveLength(60);
		let state = 1;
		const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
		const advice = adviceFrom(lookUps, noon, random);
		expect(advice?.order).toEqual(['cheap', 'dear']);
		expect(advice?.sentence).toContain('cheap → dear would give');
	});

	it('forgets what is older than 90 days', async () => {
		const { orgId } = aPipeline();
		await lookUp(orgId, 'dear', '00Q1', true, 0);
		expect(await recentLookUps(store, orgId, new Date(noon.getTime() + 89 * day))).toHaveLength(1);
		expect(await recentLookUps(store, orgId, new Date(noon.getTime() + 91 * day))).toEqual([]);
	});
});
