import { aCall, someQuestions } from '../store/contract/ledger.builders';
import { aPipeline, noon } from '../store/contract/store.builders';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Store } from '../store/store';
import { listUnclearCalls, resolveUnclearCalls, unclearSentence } from './unclear-calls';

describe('calls that may have been charged', () => {
	let store: Store;
	let orgId: string;

	beforeAll(async () => {
		store = await openSqliteStore(':memory:');
	});

	afterAll(async () => {
		await store.close();
	});

	beforeEach(() => {
		orgId = aPipeline().orgId;
	});

	/** A lost call for two records with these worst cases. */
	const aLostCall = async (inputHash: string, worst = { credits: 1000 } as Record<string, number>) => {
		const call = aCall({ orgId, runId: `run of ${orgId}`, records: someQuestions(2, { inputHash, worst }) });
		await store.reserveCredits(call, []);
		await store.markUnknown(call.callId, 'timed out');
		return call;
	};
	const taken = async () => {
		const lines = await store.creditsOf(orgId, `run of ${orgId}`);
		return lines.map(({ pool, settled, unknown }) => [pool, settled, unknown]);
	};

	it('are listed with what they may have cost', async () => {
		const { callId } = await aLostCall('a');
		const rows = await listUnclearCalls(store, orgId);
		expect(rows).toEqual([
			{
				text: `vendor was asked for 2 records at ${noon.toISOString()} and may have charged 2 credits`,
				...{ state: 'unclear', provider: 'vendor', sentAt: noon.toISOString(), records: 2, why: 'timed out' },
				...{ creditsAtMost: 2, creditsCharged: '', callId, runId: `run of ${orgId}` },
			},
		]);
		expect(unclearSentence(rows, 'Acme')).toBe('1 call for 2 records may have cost 2 credits at most');
		expect(unclearSentence([], 'Acme')).toBe('No call of Acme is unclear');
	});

	it('are resolved all at once, and leave the others of the org free to ask again', async () => {
		await aLostCall('a');
		await aLostCall('b');
		const rows = await resolveUnclearCalls(store, orgId, undefined, 'all');
		expect(rows.map(({ state, creditsCharged }) => [state, creditsCharged])).toEqual(Array(2).fill(['resolved', 2]));
		expect(unclearSentence(rows, 'Acme')).toBe('2 calls resolved at 4 credits; 4 records can be asked for again');
		expect(await taken()).toEqual([['credits', 4000, 0]]);
		expect(await listUnclearCalls(store, orgId)).toEqual([]);
		expect(await store.loadOpenCalls(orgId, 'vendor', ['a', 'b'])).toEqual([]);
		expect(await resolveUnclearCalls(store, orgId, undefined, 'all')).toEqual([]);
	});

	it.each([
		['nothing', 'nothing' as const, [0, 0]],
		['part of it, pool by pool', { credits: 2.5 }, [2000, 500]],
	])('are resolved one by one: %s', async (_name, found, [emails, phones]) => {
		const { callId } = await aLostCall('a', { emails: 1000, phones: 3000 });
		const other = await aLostCall('b', { emails: 1000 });
		await resolveUnclearCalls(store, orgId, callId, found);
		expect(await taken()).toEqual([
			['emails', emails, 2000],
			['phones', phones, 0],
		]);
		expect((await listUnclearCalls(store, orgId)).map((row) => row.callId)).toEqual([other.callId]);
	});

	it.each([3, -1, Number.NaN])('cannot have cost %s credits, and none is booked then', async (credits) => {
		await aLostCall('a');
		await expect(resolveUnclearCalls(store, orgId, undefined, { credits })).rejects.toThrow(`${credits} credits`);
		expect(await taken()).toEqual([['credits', 0, 2000]]);
	});

	it('are those of the org alone', async () => {
		const { callId } = await aLostCall('a');
		await expect(resolveUnclearCalls(store, aPipeline().orgId, callId, 'all')).rejects.toThrow('no call');
	});
});
