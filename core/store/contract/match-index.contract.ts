import type { Store } from '../store';
import type { IndexedRecord, MatchIndexHead, MatchIndexKey } from './match-indexes';
import { aPipeline, noon } from './store.builders';

function aHead(changes: Partial<MatchIndexHead> = {}): MatchIndexHead {
	return { generation: 1, revision: 1, document: '{"a":"ü"}', keptAt: noon, ...changes };
}

function aRecord(number: number, changes: Partial<IndexedRecord> = {}): IndexedRecord {
	return { number, recordId: `00Q${String(number).padStart(12, '0')}AAA`, values: '["ada"]', links: [], ...changes };
}

const anIndex = (): MatchIndexKey => ({ orgId: aPipeline().orgId, name: 'Lead' });
const nothing = { pages: [], records: [] };

/** How every store keeps the indexes of scans. */
export function testMatchIndexes(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('match indexes', () => {
		it('have one head, which changes only for who has seen the one before', async () => {
			const key = anIndex();
			expect(await store.loadMatchIndex(key)).toBeUndefined();
			expect(await store.changeMatchIndex(key, aHead(), nothing)).toBe(true);
			expect(await store.changeMatchIndex(key, aHead({ document: '{}' }), nothing)).toBe(false);
			const next = aHead({ revision: 2, generation: 4, document: '{}' });
			expect(await store.changeMatchIndex(key, next, nothing)).toBe(true);
			expect(await store.changeMatchIndex(key, next, { ...nothing, records: [aRecord(1)] })).toBe(false);
			expect(await store.loadMatchIndex(key)).toEqual(next);
			expect(await store.readIndexedRecords(key, 4, [1])).toEqual([]);
			expect(await store.loadMatchIndex(anIndex())).toBeUndefined();
			await store.forgetMatchIndex(key);
			expect(await store.loadMatchIndex(key)).toBeUndefined();
		});

		it('give pages and records of one generation by key, number and Id', async () => {
			const key = anIndex();
			const linked = aRecord(70_000, { cluster: 3, links: [2, 2_147_483_647] });
			await store.fillMatchIndex(key, 1, {
				pages: [
					{ page: 'k1', content: 'one' },
					{ page: 'k2', content: 'two' },
				],
				records: [aRecord(2, { values: undefined }), linked],
			});
			await store.fillMatchIndex(key, 2, { pages: [{ page: 'k1', content: 'other' }], records: [aRecord(2)] });
			expect(await store.readMatchPages(key, 1, ['k1', 'k3'])).toEqual([{ page: 'k1', content: 'one' }]);
			expect(await store.readIndexedRecords(key, 1, [70_000, 3])).toEqual([linked]);
			const { values: _values, ...forgotten } = aRecord(2);
			expect(await store.findIndexedRecords(key, 1, [forgotten.recordId])).toEqual([forgotten]);
			expect(await store.readIndexedRecords({ ...key, name: 'Contact' }, 1, [2])).toEqual([]);
			expect(await store.readIndexedRecords(anIndex(), 1, [2])).toEqual([]);
		});

		it('replace what is put again and forget what is removed, together with the head', async () => {
			const key = anIndex();
			await store.fillMatchIndex(key, 1, {
				pages: [{ page: 'k1', content: 'one' }],
				records: [aRecord(1), aRecord(2)],
			});
			const changed = aRecord(2, { recordId: '00Q000000000009AAA', cluster: 1 });
			const part = { pages: [{ page: 'k1', content: 'new' }], records: [changed], removed: [1] };
			expect(await store.changeMatchIndex(key, aHead(), part)).toBe(true);
			expect(await store.readIndexedRecords(key, 1, [1, 2])).toEqual([changed]);
			expect(await store.readMatchPages(key, 1, ['k1'])).toEqual([{ page: 'k1', content: 'new' }]);
		});

		it('list the records in groups in the order of their numbers, without their values', async () => {
			const key = anIndex();
			const records = [aRecord(40, { cluster: 2 }), aRecord(7), aRecord(9, { cluster: 2 })];
			await store.fillMatchIndex(key, 1, { pages: [], records });
			const numbers = async (after: number) =>
				(await store.readMatchGroups(key, 1, after)).map(({ number, values }) => [number, values]);
			expect(await numbers(-1)).toEqual([
				[9, undefined],
				[40, undefined],
			]);
			expect(await numbers(9)).toEqual([[40, undefined]]);
		});

		it('rewrite pages one after another, those too that are not there yet', async () => {
			const key = anIndex();
			await store.fillMatchIndex(key, 3, { pages: [{ page: 'k1', content: 'a' }], records: [] });
			const append = async (text: string) =>
				await store.rewriteMatchPages(key, 3, ['k1', 'k2'], (page, content) => `${content ?? page}${text}`);
			await Promise.all([append('+'), append('+')]);
			const contents = async () =>
				(await store.readMatchPages(key, 3, ['k1', 'k2'])).map(({ content }) => content).sort();
			expect(await contents()).toEqual(['a++', 'k2++']);
			await store.dropMatchPages(key, 3, ['k1', 'k9']);
			expect(await contents()).toEqual(['k2++']);
			await store.dropMatchGenerations(key, undefined);
		});

		it('give way to nobody who has read a person before that one was erased', async () => {
			const key = anIndex();
			await store.fillMatchIndex(key, 1, { pages: [], records: [aRecord(1), aRecord(2)] });
			await store.changeMatchIndex(key, aHead(), nothing);
			await store.eraseTraces(key.orgId, [aRecord(1).recordId]);
			expect(await store.changeMatchIndex(key, aHead({ revision: 2 }), { ...nothing, records: [aRecord(1)] })).toBe(
				false,
			);
		});

		it('are forgotten when nobody has changed them for long, but not which numbers they have given', async () => {
			const [old, young] = [anIndex(), anIndex()];
			const longAgo = new Date(noon.getTime() - 2_000 * 24 * 60 * 60_000);
			for (const [key, keptAt] of [
				[old, longAgo],
				[young, noon],
			] as const) {
				await store.fillMatchIndex(key, 1, { pages: [{ page: 'k1', content: 'x' }], records: [aRecord(1)] });
				await store.changeMatchIndex(key, aHead({ keptAt }), nothing);
			}
			for (let time = 0; time < 2; time += 1) await store.prune(new Date(longAgo.getTime() + 1));
			expect(await store.loadMatchIndex(old)).toMatchObject({ document: `-${aHead().document}`, revision: 2 });
			expect(await store.readMatchPages(old, 1, ['k1'])).toEqual([]);
			expect(await store.readIndexedRecords(old, 1, [1])).toEqual([]);
			expect(await store.loadMatchIndex(young)).toMatchObject({ document: aHead().document, revision: 1 });
			expect(await store.readIndexedRecords(young, 1, [1])).toHaveLength(1);
		});

		it('drop other generations than one, or all of them', async () => {
			const key = anIndex();
			for (const generation of [1, 2])
				await store.fillMatchIndex(key, generation, {
					pages: [{ page: 'k1', content: 'x' }],
					records: [aRecord(1), aRecord(2)],
				});
			expect(await store.dropMatchGenerations(key, 2)).toBe(3);
			expect(await store.dropMatchGenerations(key, 2)).toBe(0);
			expect(await store.readIndexedRecords(key, 2, [1, 2])).toHaveLength(2);
			expect(await store.dropMatchGenerations(key, undefined)).toBe(3);
		});

		it('forget what was compared of a person', async () => {
			const key = anIndex();
			const ada = aRecord(1, { values: '["ada","ada@acme.com"]' });
			await store.fillMatchIndex(key, 1, { pages: [], records: [ada, aRecord(2)] });
			expect(await store.findRecordsHolding(key.orgId, ['Ada@acme.com'])).toEqual([ada.recordId]);
			expect((await store.eraseTraces(key.orgId, [ada.recordId])).matchIndexes).toBe(1);
			expect((await store.readIndexedRecords(key, 1, [1]))[0].values).toBeUndefined();
			expect((await store.readIndexedRecords(key, 1, [2]))[0].values).toBeDefined();
		});
	});
}
