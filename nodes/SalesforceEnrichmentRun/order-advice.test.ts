import { aCall, aLookUp, someQuestions } from '../../core/store/contract/ledger.builders';
import { aKeptRun, noon } from '../../core/store/contract/store.builders';
import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Store } from '../../core/store/store';
import { orderAdvice } from './order-advice';

let store: Store;

beforeAll(async () => {
	store = await openSqliteStore(':memory:');
});

afterAll(async () => {
	await store.close();
});

/** A run in which these providers were asked for 60 records one after the other; only the last fills anything. */
async function aRunOf(...providers: string[]) {
	const run = await aKeptRun(store);
	const { orgId, runId } = run;
	for (const provider of providers) {
		const call = aCall({ orgId, runId, provider, records: someQuestions(1, { inputHash: provider }) });
		await store.reserveCredits(call, []);
		const isGood = provider === providers.at(-1);
		const lookUps = Array.from({ length: 60 }, (_, index) =>
			aLookUp({
				recordId: `00Q${index}`,
				asked: ['Industry'],
				outcome: isGood ? 'matched' : 'no_match',
				filled: isGood ? ['Industry'] : [],
			}),
		);
		await store.settleCall(call.callId, { charged: { credits: 60_000 }, lookUps, answers: [], at: noon });
	}
	return run;
}

describe('orderAdvice', () => {
	it('advises to ask first whoever fills, from what the ledger has seen', async () => {
		const advice = await orderAdvice(store, await aRunOf('poor', 'good'), noon);
		expect(advice).toMatch(/^Order of providers: .*good.*poor/);
	});

	it('has nothing to say of a single provider', async () => {
		expect(await orderAdvice(store, await aRunOf('alone'), noon)).toBeUndefined();
	});
});
