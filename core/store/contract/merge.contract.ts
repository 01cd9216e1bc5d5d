import type { Store } from '../store';
import type { KeptMerge } from './merges';
import { aKeptRun, aPipeline, noon } from './store.builders';

const aMerge = (
	number: number,
	masterId: string,
	loserIds: readonly string[],
	traits: Partial<KeptMerge> = {},
): KeptMerge => ({
	number,
	groupId: `g${number}`,
	sObject: 'Contact',
	masterId,
	loserIds,
	state: 'planned',
	values: {
		changes: [{ field: 'Title', before: null, after: 'CTO' }],
		losers: { [loserIds[0]]: { LastName: 'Ng', 'ä💥': 1 } },
	},
	children: [{ sObject: 'Case', id: '5001', field: 'ContactId', parentId: loserIds[0] }],
	...traits,
});

/** How every store keeps merges, and what people decided about pairs. */
export function testMerges(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const allOf = async (runId: string) => (await Array.fromAsync(store.readMerges(runId))).flat();

	describe('merges', () => {
		it('are kept as they were planned, in their order, and the first word stays', async () => {
			const { runId } = await aKeptRun(store, aPipeline());
			const merges = Array.from({ length: 401 }, (_, index) =>
				aMerge(index + 1, `m${index}`, [`l${index}`, `k${index}`]),
			);
			await store.addMerges(runId, merges);
			await store.addMerges(runId, [aMerge(1, 'other', ['x'])]);
			expect(await allOf(runId)).toEqual(merges);
		});

		it('remember how they ended, what was said, and when they were sent', async () => {
			const { runId } = await aKeptRun(store, aPipeline());
			await store.addMerges(runId, [aMerge(1, 'm', ['l'])]);
			await store.noteMerges(runId, [{ number: 1, state: 'intended', sentAt: noon }]);
			await store.noteMerges(runId, [{ number: 1, state: 'refused', message: 'locked' }]);
			expect(await allOf(runId)).toMatchObject([{ state: 'refused', message: 'locked', sentAt: noon }]);
		});

		it('of a run that nobody knows are refused', async () => {
			await expect(store.addMerges('none', [])).rejects.toMatchObject({ code: 'run_not_found' });
		});

		it('lead from a loser to who survived in the end, but not where one was undone', async () => {
			const run = await aKeptRun(store, aPipeline());
			const standing = { state: 'merged', sentAt: noon } as const;
			await store.addMerges(run.runId, [
				aMerge(1, 'b', ['a', 'a2'], standing),
				aMerge(2, 'c', ['b'], standing),
				aMerge(3, 'e', ['d'], { state: 'undone', sentAt: noon }),
			]);
			const found = await store.findSurvivors(run.orgId, ['a', 'a2', 'b', 'd', 'z']);
			expect(Object.fromEntries(found)).toEqual({ a: 'c', a2: 'c', b: 'c' });
		});
	});

	describe('keys of losers', () => {
		it('lead to the master, the latest word counts, and end with an undo', async () => {
			const { orgId, runId } = await aKeptRun(store, aPipeline());
			const key = { sObject: 'Contact', field: 'Key__c', value: 'K1', loserId: 'l', masterId: 'm' };
			await store.addMergedKeys(orgId, runId, [key, { ...key, value: 'K2' }]);
			await store.addMergedKeys(orgId, runId, [{ ...key, masterId: 'n' }]);
			const find = async () =>
				Object.fromEntries(await store.findByMergedKey(orgId, 'Contact', 'Key__c', ['K1', 'K2', 'K3']));
			expect(await find()).toEqual({ K1: 'n', K2: 'm' });
			expect(await store.findByMergedKey(orgId, 'Lead', 'Key__c', ['K1'])).toEqual(new Map());
			await store.dropMergedKeys(orgId, ['l']);
			expect(await find()).toEqual({});
		});
	});

	describe('decisions', () => {
		it('are one for each pair, whichever comes first, and may be taken back', async () => {
			const { orgId } = aPipeline();
			const decision = { verdict: 'different', decidedAt: noon } as const;
			await store.saveDecisions(orgId, [
				{ ...decision, ids: ['b', 'a'] },
				{ ...decision, ids: ['b', 'c'] },
			]);
			await store.saveDecisions(orgId, [{ ...decision, ids: ['a', 'b'], verdict: 'same', decidedBy: 'Ada' }]);
			expect(await store.loadDecisions(orgId)).toEqual([
				{ ids: ['a', 'b'], verdict: 'same', decidedBy: 'Ada', decidedAt: noon },
				{ ids: ['b', 'c'], verdict: 'different', decidedAt: noon },
			]);
			expect(await store.loadDecisions(orgId, ['c'])).toHaveLength(1);
			expect(
				await store.dropDecisions(orgId, [
					['b', 'a'],
					['x', 'y'],
				]),
			).toBe(1);
			expect(await store.loadDecisions(orgId, ['a'])).toEqual([]);
		});
	});
}
