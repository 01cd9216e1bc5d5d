import { openSqliteStore } from '../../core/store/sqlite/sqlite-store';
import type { Store } from '../../core/store/store';
import type { CrashPoint } from './crash-point';
import { killingStore } from './killing-store';

const day = '2026-11-21';

let store: Store;
beforeEach(async () => {
	store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

/** What the store held when the process was killed, if it was. */
async function heldAtDeath(
	point: CrashPoint | undefined,
): Promise<{ readonly held: number[]; readonly calls: Record<string, number> }> {
	const calls: Record<string, number> = {};
	const reads: Array<Promise<number>> = [];
	const killing = killingStore(store, calls, point, () => reads.push(store.readDailyCalls('org', day)));
	await killing.addDailyCalls('org', day, 1);
	await killing.addDailyCalls('org', day, 1);
	await killing.addDailyCalls('org', day, 1);
	return { held: await Promise.all(reads), calls };
}

describe('killingStore', () => {
	it('kills before the named call', async () => {
		expect((await heldAtDeath({ kind: 'before store', method: 'addDailyCalls', count: 2 })).held).toEqual([1]);
	});

	it('kills behind the named call', async () => {
		expect((await heldAtDeath({ kind: 'after store', method: 'addDailyCalls', count: 2 })).held).toEqual([2]);
	});

	it('only counts without a point, or when it is at another method', async () => {
		expect(await heldAtDeath(undefined)).toEqual({ held: [], calls: { addDailyCalls: 3 } });
		expect((await heldAtDeath({ kind: 'before store', method: 'journal', count: 1 })).held).toEqual([]);
	});
});
