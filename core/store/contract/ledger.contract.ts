import type { Store } from '../store';
import type { CallToReserve, CreditCeiling } from './ledger';
import { aCall, aKeptAnswer, aLookUp, someQuestions } from './ledger.builders';
import { aKeptRun, aPipeline, collect, inMinutes, noon } from './store.builders';

const credit = 1000;

/** What every store does with credits, answers and erased persons. */
export function testLedger(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const reserve = async (change: Partial<CallToReserve>, ...ceilings: CreditCeiling[]) => {
		const call = aCall(change);
		return { callId: call.callId, reservation: await store.reserveCredits(call, ceilings) };
	};
	/** The same with questions that nobody has asked. */
	const reserveAnew = async (
		{ records = someQuestions(1), ...change }: Partial<CallToReserve>,
		...ceilings: CreditCeiling[]
	) => {
		const { callId } = aCall();
		const anew = records.map((record, place) => ({ ...record, inputHash: `${callId} ${place}` }));
		return await reserve({ ...change, callId, records: anew }, ...ceilings);
	};
	const settle = async (callId: string, charged: number) =>
		await store.settleCall(callId, { charged: { credits: charged }, lookUps: [], answers: [], at: noon });

	describe('reserveCredits', () => {
		it.each<[CreditCeiling['scope'], Partial<CallToReserve>, number]>([
			['run', { runId: 'another run' }, 3],
			['day', { at: inMinutes(24 * 60) }, 3],
			['provider', { account: 'another account' }, 3],
			['provider', { at: inMinutes(24 * 60), runId: 'another run', provider: 'another of the account' }, 1],
			['record', { runId: 'another run' }, 3],
		])('grants what the ceiling per %s leaves, beside %j', async (scope, other, granted) => {
			const { orgId } = aPipeline();
			const base = { orgId, runId: 'run', records: someQuestions(3) };
			const ceiling = { scope, most: scope === 'record' ? credit : 4 * credit };
			expect((await reserveAnew(base, ceiling)).reservation).toEqual({ granted: 3 });
			const second = (await reserveAnew(base, ceiling)).reservation;
			expect(second).toEqual({ granted: scope === 'record' ? 0 : 1, ceiling });
			const { orgId: fresh } = aPipeline();
			await reserveAnew({ ...base, orgId: fresh }, ceiling);
			expect((await reserveAnew({ ...base, ...other, orgId: fresh }, ceiling)).reservation.granted).toBe(granted);
		});

		it('counts what is settled and unknown, and no more what is released', async () => {
			const { orgId } = aPipeline();
			const ceiling: CreditCeiling = { scope: 'provider', pool: 'credits', most: 3 * credit };
			const first = await reserveAnew({ orgId }, ceiling);
			const second = await reserveAnew({ orgId }, ceiling);
			const third = await reserveAnew({ orgId }, ceiling);
			expect((await reserveAnew({ orgId }, ceiling)).reservation.granted).toBe(0);
			expect(await settle(first.callId, credit)).toBe(true);
			await store.markUnknown(second.callId, 'no reply');
			expect((await reserveAnew({ orgId }, ceiling)).reservation.granted).toBe(0);
			await store.releaseCall(third.callId);
			expect((await reserveAnew({ orgId }, ceiling)).reservation.granted).toBe(1);
			expect(
				(await reserveAnew({ orgId, records: someQuestions(1, { worst: { other: 9 } }) }, ceiling)).reservation.granted,
			).toBe(1);
		});

		it('counts what a call costs whatever it answers', async () => {
			const { orgId } = aPipeline();
			const ceiling: CreditCeiling = { scope: 'provider', most: 3 * credit };
			const call = { orgId, records: someQuestions(3), perCall: { fees: credit } };
			expect((await reserveAnew(call, ceiling)).reservation).toEqual({ granted: 2, ceiling });
		});

		it('grants nothing while an open call holds one of the questions, unless asking costs nothing', async () => {
			const { orgId } = aPipeline();
			const question = { company: 'ä "GmbH"' };
			const first = await reserve({ orgId, records: someQuestions(1, { question }) });
			expect(await store.loadOpenCalls(orgId, 'vendor', ['hash-0'])).toMatchObject([{ records: [{ question }] }]);
			const both = { orgId, records: someQuestions(2) };
			expect((await reserve(both)).reservation).toEqual({ granted: 0, isAskedElsewhere: true });
			expect((await reserve({ ...both, provider: 'another' })).reservation).toEqual({ granted: 2 });
			expect((await reserve({ orgId, records: someQuestions(1, { worst: {} }) })).reservation.granted).toBe(1);
			await store.releaseCall(first.callId);
			await store.releaseCall((await store.loadOpenCalls(orgId, 'vendor', ['hash-0']))[0].callId);
			expect((await reserve(both)).reservation).toEqual({ granted: 2 });
		});

		it('lets connections that reserve at once never pass a ceiling', async () => {
			const { orgId } = aPipeline();
			const other = await open();
			const most = 25 * credit;
			const granted = await Promise.all(
				Array.from({ length: 20 }, async (_, index) => {
					const call = aCall({
						orgId,
						records: someQuestions(2).map((each, place) => ({ ...each, inputHash: `${index} ${place}` })),
					});
					return (await (index % 2 ? store : other).reserveCredits(call, [{ scope: 'provider', most }])).granted;
				}),
			);
			await other.close();
			expect(granted.reduce((sum, each) => sum + each, 0)).toBe(25);
		});
	});

	describe('settleCall', () => {
		it('keeps look-ups and answers once, and totals by provider and pool', async () => {
			const { orgId } = aPipeline();
			const { callId } = await reserve({ orgId, runId: 'run', records: someQuestions(2) });
			const settlement = {
				charged: { credits: credit, phones: 500 },
				lookUps: [aLookUp(), aLookUp({ recordId: '00Q1', outcome: 'no_match', filled: [], charged: {} })],
				answers: [aKeptAnswer()],
				at: noon,
			};
			expect(await store.settleCall(callId, settlement)).toBe(true);
			expect(await store.settleCall(callId, settlement)).toBe(false);
			await store.releaseCall(callId);
			expect(await store.creditsOf(orgId, 'run')).toEqual([
				{ provider: 'vendor', pool: 'credits', reserved: 0, settled: credit, unknown: 0 },
				{ provider: 'vendor', pool: 'phones', reserved: 0, settled: 500, unknown: 0 },
			]);
			expect(await store.countLookUps(orgId, 'run')).toEqual([{ provider: 'vendor', asked: 2, matched: 1, filled: 1 }]);
			const told = await collect(store.readLookUps(orgId, { provider: 'vendor' }));
			expect(told).toEqual(settlement.lookUps.map((each) => ({ ...each, provider: 'vendor', runId: 'run', at: noon })));
			expect(await collect(store.readLookUps(orgId, { provider: 'another' }))).toEqual([]);
			expect(await collect(store.readLookUps(orgId, { since: inMinutes(1) }))).toEqual([]);
		});

		it('gives answers back until their time is over', async () => {
			const { orgId } = aPipeline();
			const { callId } = await reserve({ orgId });
			await store.settleCall(callId, { charged: {}, lookUps: [], answers: [aKeptAnswer()], at: noon });
			expect(await store.loadAnswers(orgId, 'vendor', ['hash-0', 'hash-1'], inMinutes(60))).toEqual([aKeptAnswer()]);
			expect(await store.loadAnswers(orgId, 'another', ['hash-0'], noon)).toEqual([]);
			expect(await store.loadAnswers(orgId, 'vendor', ['hash-0'], inMinutes(61))).toEqual([]);
		});
	});

	describe('calls that are open', () => {
		it('are found by what they ask, and taken over when their process is dead', async () => {
			const { orgId } = aPipeline();
			const { callId } = await reserve({ orgId, runId: 'run' });
			expect(await store.loadOpenCalls(orgId, 'vendor', ['hash-0'])).toMatchObject([
				{ callId, state: 'reserved', records: someQuestions(1), reserved: { credits: credit } },
			]);
			expect(await store.takeOverCalls(orgId, 'vendor', noon)).toBe(0);
			expect(await store.takeOverCalls(orgId, 'vendor', inMinutes(1))).toBe(1);
			expect(await store.takeOverCalls(orgId, 'vendor', inMinutes(1))).toBe(0);
			expect(await store.listUnknown(orgId)).toMatchObject(
				[{ callId, state: 'unknown', message: /ended/ }].map((each) => ({
					...each,
					message: expect.stringMatching(each.message),
				})),
			);
			expect(await store.resolveCall(aPipeline().orgId, callId, {})).toBe(false);
			expect(await store.resolveCall(orgId, callId, { credits: 500 })).toBe(true);
			expect(await store.resolveCall(orgId, callId, { credits: 500 })).toBe(false);
			expect(await store.listUnknown(orgId)).toEqual([]);
			expect(await store.creditsOf(orgId, 'run')).toMatchObject([{ reserved: 0, settled: 500, unknown: 0 }]);
		});

		it('wait for their job, by due time', async () => {
			const { orgId } = aPipeline();
			const [late, early] = [await reserveAnew({ orgId }), await reserveAnew({ orgId })];
			await store.notePending(late.callId, 'job 2', inMinutes(2));
			await store.notePending(early.callId, 'job 1', inMinutes(1));
			expect(await store.loadPending(orgId, 'vendor')).toMatchObject([
				{ callId: early.callId, job: 'job 1', dueAt: inMinutes(1) },
				{ callId: late.callId, job: 'job 2' },
			]);
			expect(await store.loadPending(orgId, 'another')).toEqual([]);
			await settle(early.callId, 0);
			expect(await store.loadPending(orgId)).toHaveLength(1);
		});
	});

	describe('eraseRecord', () => {
		it('forgets who was asked for and what was answered, not what it cost', async () => {
			const { orgId } = aPipeline();
			const { callId } = await reserve({ orgId, runId: 'run' });
			await store.settleCall(callId, {
				charged: { credits: 1 },
				lookUps: [aLookUp()],
				answers: [aKeptAnswer()],
				at: noon,
			});
			const open = await reserve({ orgId });
			expect(await store.eraseRecord(orgId, '00Q0')).toBe(2);
			expect(await store.loadAnswers(orgId, 'vendor', ['hash-0'], noon)).toEqual([]);
			const [lookUp] = await collect(store.readLookUps(orgId));
			expect(lookUp).toMatchObject({ inputHash: '', charged: { credits: credit } });
			expect(lookUp.recordId).toBeUndefined();
			expect(await store.creditsOf(orgId, 'run')).toMatchObject([{ settled: 1 }]);
			await store.markUnknown(open.callId, 'lost');
			expect((await store.listUnknown(orgId))[0].records).toEqual([{ inputHash: '', worst: { credits: credit } }]);
		});
	});

	describe('prune', () => {
		it('forgets old look-ups and closed calls, and no call that is unknown', async () => {
			const { orgId } = aPipeline();
			const longAgo = inMinutes(-1_000 * 24 * 60);
			const run = await aKeptRun(store, { orgId, finishedAt: longAgo, status: 'Success' });
			const [closed, unknown] = [
				await reserveAnew({ orgId, at: longAgo }),
				await reserveAnew({ orgId, at: longAgo, runId: run.runId }),
			];
			await store.settleCall(closed.callId, { charged: {}, lookUps: [aLookUp()], answers: [], at: longAgo });
			await store.markUnknown(unknown.callId, 'lost');
			await store.prune(new Date(longAgo.getTime() + 1));
			expect(await collect(store.readLookUps(orgId))).toEqual([]);
			await expect(settle(closed.callId, 0)).rejects.toMatchObject({ code: 'invalid_parameter' });
			expect(await store.listUnknown(orgId)).toHaveLength(1);
			expect(await store.resolveCall(orgId, unknown.callId, {})).toBe(true);
			expect(await store.creditsOf(orgId, run.runId)).toMatchObject([{ reserved: 0, settled: 0, unknown: 0 }]);
		});
	});

	describe('countUnpaid', () => {
		it('adds up by provider and word until the run is forgotten, and keeps the newest message', async () => {
			const { orgId } = aPipeline();
			const longAgo = inMinutes(-1_000 * 24 * 60);
			const { runId } = await aKeptRun(store, { orgId, finishedAt: longAgo, status: 'Success' });
			const kept = { provider: 'vendor', word: 'kept' } as const;
			const refused = { provider: 'vendor', word: 'auth' } as const;
			await store.countUnpaid(orgId, runId, []);
			await store.countUnpaid(orgId, runId, [
				{ ...kept, records: 2 },
				{ ...refused, records: 1, message: 'old' },
			]);
			await store.countUnpaid(orgId, runId, [{ ...kept, records: 3 }]);
			await store.countUnpaid(orgId, runId, [{ ...refused, records: 4, message: 'new' }]);
			expect(await store.readUnpaid(orgId, runId)).toEqual([
				{ ...refused, records: 5, message: 'new' },
				{ ...kept, records: 5 },
			]);
			expect(await store.readUnpaid(orgId, 'another')).toEqual([]);
			await store.prune(new Date(longAgo.getTime() + 1));
			expect(await store.readUnpaid(orgId, runId)).toEqual([]);
		});
	});

	describe('addSuppressions', () => {
		it('knows each person once, by org', async () => {
			const { orgId } = aPipeline();
			await store.addSuppressions(orgId, ['b', 'a', 'a'], noon);
			await store.addSuppressions(orgId, ['a'], inMinutes(1));
			expect(await store.loadSuppressions(orgId, ['a', 'b', 'c'])).toEqual(['a', 'b']);
			expect(await store.loadSuppressions(aPipeline().orgId, ['a'])).toEqual([]);
		});
	});
}
