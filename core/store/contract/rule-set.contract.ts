import type { Store } from '../store';
import { type KeptRuleSet, mostRuleSetVersions } from './rule-sets';
import { aPipeline, noon } from './store.builders';

function aRuleSet(changes: Partial<KeptRuleSet> = {}): KeptRuleSet {
	return {
		version: 1,
		document: '{"name":"größer 💥"}',
		digest: 'abc',
		keptAt: noon,
		keptBy: 'workflow 1',
		...changes,
	};
}

/** What every store does about the rule sets of orgs. */
export function testRuleSets(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('keepRuleSet', () => {
		it('keeps the first one as version 1, and gives it back as it was', async () => {
			const { orgId } = aPipeline();
			expect(await store.loadRuleSet(orgId)).toBeUndefined();
			expect(await store.keepRuleSet(orgId, aRuleSet())).toBe(true);
			expect(await store.loadRuleSet(orgId)).toEqual(aRuleSet());
		});

		it('lets the newest hold, and still has the one before', async () => {
			const { orgId } = aPipeline();
			await store.keepRuleSet(orgId, aRuleSet());
			await store.keepRuleSet(orgId, aRuleSet({ version: 2, document: '{}' }));
			expect((await store.loadRuleSet(orgId))?.version).toBe(2);
			expect((await store.loadRuleSet(orgId, 1))?.document).toBe(aRuleSet().document);
			expect(await store.loadRuleSet(orgId, 3)).toBeUndefined();
			expect((await store.listRuleSets(orgId)).map(({ version }) => version)).toEqual([2, 1]);
		});

		it.each([
			['the first one that is not version 1', [], 2],
			['one that is there already', [1], 1],
			['one that leaves a gap', [1], 3],
		])('refuses %s', async (_, before, version) => {
			const { orgId } = aPipeline();
			for (const each of before) await store.keepRuleSet(orgId, aRuleSet({ version: each }));
			expect(await store.keepRuleSet(orgId, aRuleSet({ version, document: '[]' }))).toBe(false);
			expect((await store.listRuleSets(orgId)).length).toBe(before.length);
		});

		it('lets one of two who come at the same time be first', async () => {
			const { orgId } = aPipeline();
			const other = await open();
			const kept = await Promise.all([
				store.keepRuleSet(orgId, aRuleSet({ keptBy: 'one' })),
				other.keepRuleSet(orgId, aRuleSet({ keptBy: 'other' })),
			]);
			expect(kept.filter(Boolean)).toHaveLength(1);
			expect(await store.listRuleSets(orgId)).toHaveLength(1);
			await other.close();
		});

		it('keeps orgs apart', async () => {
			const [one, two] = [aPipeline().orgId, aPipeline().orgId];
			await store.keepRuleSet(one, aRuleSet());
			expect(await store.loadRuleSet(two)).toBeUndefined();
		});

		it('forgets versions that are long gone', async () => {
			const { orgId } = aPipeline();
			const last = mostRuleSetVersions + 2;
			for (let version = 1; version <= last; version++) await store.keepRuleSet(orgId, aRuleSet({ version }));
			const versions = (await store.listRuleSets(orgId)).map(({ version }) => version);
			expect(versions).toHaveLength(mostRuleSetVersions);
			expect(versions.at(-1)).toBe(3);
		});
	});
}
