import { aCall, aLookUp, someQuestions } from '../store/contract/ledger.builders';
import { aKeptRun, noon } from '../store/contract/store.builders';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Store } from '../store/store';
import { providerLines, summarizeProviders } from './provider-summary';

describe('summarizeProviders', () => {
	let store: Store;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => {
		await store.close();
	});

	it('tells per provider what it did, what it cost by pool, and what it gave no answer for', async () => {
		const run = await aKeptRun(store);
		const { orgId, runId } = run;
		const settled = aCall({ orgId, runId });
		const lost = aCall({ orgId, runId, records: someQuestions(2, { inputHash: 'lost' }) });
		const open = aCall({ orgId, runId, provider: 'jobs', records: someQuestions(1, { worst: { email: 1500 } }) });
		for (const call of [settled, lost, open]) await store.reserveCredits(call, []);
		const lookUps = [aLookUp(), aLookUp({ recordId: '00Q1', outcome: 'no_match', filled: [], charged: {} })];
		await store.settleCall(settled.callId, { charged: { credits: 1000 }, lookUps, answers: [], at: noon });
		await store.markUnknown(lost.callId, 'timed out');
		await store.countUnpaid(orgId, runId, [
			{ provider: 'vendor', word: 'kept', records: 1_200 },
			{ provider: 'broke', word: 'out_of_credits', records: 30, message: 'Nothing left.' },
			{ provider: 'broke', word: 'over_ceiling', records: 2 },
		]);
		const providers = await summarizeProviders(store, run);
		expect(providers).toEqual([
			{
				...{ provider: 'vendor', asked: 2, matched: 1, filled: 1, fromMemory: 1_200, unanswered: [] },
				credits: [{ pool: 'credits', spent: 1, open: 0, unknown: 2 }],
			},
			{
				...{ provider: 'broke', asked: 0, matched: 0, filled: 0, fromMemory: 0, credits: [] },
				unanswered: [
					{ outcome: 'out_of_credits', records: 30, message: 'Nothing left.' },
					{ outcome: 'over_ceiling', records: 2 },
				],
			},
			{
				...{ provider: 'jobs', asked: 0, matched: 0, filled: 0, fromMemory: 0, unanswered: [] },
				credits: [{ pool: 'email', spent: 0, open: 1.5, unknown: 0 }],
			},
		]);
		expect(providerLines(providers)).toEqual([
			'Provider vendor: asked for 2 records, 1 matched, 1 value filled, 1,200 answered from memory at no cost, credits 1 spent and 2 perhaps spent',
			'Provider broke: 30 without credits left (Nothing left), 2 over a ceiling of credits',
			'Provider jobs: email credits 1.5 reserved for answers under way',
		]);
	});

	it('says nothing of a run that asked nobody', async () => {
		expect(await summarizeProviders(store, await aKeptRun(store, { pipeline: 'quiet' }))).toEqual([]);
	});
});
