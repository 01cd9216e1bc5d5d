import type { Store } from '../store';
import { type KeptModel, mostModelVersions } from './models';
import { aPipeline, minuteMs, noon } from './store.builders';

function aModel(changes: Partial<KeptModel> = {}): KeptModel {
	return { name: 'fit', version: '1', document: '{"a":1}', keptAt: noon, keptBy: 'workflow', ...changes };
}

/** How every store keeps scoring models. */
export function testModels(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('models', () => {
		it('are loaded by name, the one kept last unless a version is named, and belong to one org', async () => {
			const { orgId } = aPipeline();
			const [first, second] = [
				aModel(),
				aModel({ version: '2', document: '{"b":"ü"}', keptAt: new Date(noon.getTime() + minuteMs) }),
			];
			await store.keepModel(orgId, second);
			await store.keepModel(orgId, first);
			expect(await store.loadModel(orgId, 'fit')).toEqual(second);
			expect(await store.loadModel(orgId, 'fit', '1')).toEqual(first);
			expect(await store.loadModel(orgId, 'other')).toBeUndefined();
			expect(await store.loadModel(aPipeline().orgId, 'fit')).toBeUndefined();
		});

		it('are listed by name without their documents; one of the same version is replaced', async () => {
			const { orgId } = aPipeline();
			await store.keepModel(orgId, aModel({ name: 'b' }));
			await store.keepModel(orgId, aModel({ name: 'a' }));
			await store.keepModel(orgId, aModel({ name: 'b', document: '{}' }));
			expect((await store.listModels(orgId)).map(({ name }) => name)).toEqual(['a', 'b']);
			expect((await store.listModels(orgId))[0]).not.toHaveProperty('document');
			expect((await store.loadModel(orgId, 'b'))?.document).toBe('{}');
		});

		it('are forgotten when many others were kept after them', async () => {
			const { orgId } = aPipeline();
			for (let at = 0; at <= mostModelVersions; at += 1) {
				await store.keepModel(orgId, aModel({ version: `v${at}`, keptAt: new Date(noon.getTime() + at) }));
			}
			expect(await store.listModels(orgId)).toHaveLength(mostModelVersions);
			expect(await store.loadModel(orgId, 'fit', 'v0')).toBeUndefined();
		});
	});
}
