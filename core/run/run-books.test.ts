import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Store } from '../store/store';
import { RunBooks } from './run-books';
import { TestPipeline } from './run.builders';

let store: Store;
beforeEach(async () => {
	store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

async function books(stage: 'write' | 'canary' | 'connect') {
	const run = await new TestPipeline(store).start();
	return { kept: new RunBooks({ run, store }, stage), read: async () => await store.readCalls(run.runId) };
}

describe('RunBooks', () => {
	it('plans calls, and enters those that were made without what other books have', async () => {
		const { kept, read } = await books('write');
		await kept.plan(3);
		await kept.plan(0);
		await kept.enter({ used: 6, retries: 2 }, { used: 2, retries: 1 });
		expect(await read()).toEqual({ write: { planned: 3, used: 4, retries: 1 } });
	});

	it('takes calls that nobody could count before for planned, but for those that repeat one', async () => {
		const { kept, read } = await books('connect');
		await kept.enterAsPlanned({ used: 3, retries: 1 });
		expect(await read()).toEqual({ connect: { planned: 2, used: 3, retries: 1 } });
	});

	it('opens with the first call, not with none', async () => {
		const { kept, read } = await books('canary');
		await kept.enterAsPlanned({ used: 0, retries: 0 });
		await kept.plan(0);
		expect(await read()).toEqual({});
		await kept.plan(1);
		expect(await read()).toEqual({ canary: { planned: 1, used: 0, retries: 0 } });
	});

	it('keeps nothing where a stage works alone', async () => {
		const alone = new RunBooks(undefined, 'write');
		await expect(alone.plan(1)).resolves.toBeUndefined();
		await expect(alone.enter({ used: 1, retries: 0 })).resolves.toBeUndefined();
	});
});
