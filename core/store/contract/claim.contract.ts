import type { Store } from '../store';
import { aKeptRun, aPipeline, inMinutes, minuteMs, noon } from './store.builders';

/** What every store does with the claims of runs on records. */
export function testClaims(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	const ttlMs = 5 * minuteMs;

	const found = async (runId: string) => {
		const run = await store.findRun(runId);
		if (!run) throw new Error(`no run ${runId}`);
		return run;
	};

	/** Two runs of different pipelines over one org. */
	const twoRuns = async () => {
		const { orgId } = aPipeline();
		const hourly = await aKeptRun(store, { orgId });
		const instant = await aKeptRun(store, { orgId, pipeline: 'instant' });
		return { orgId, hourly: hourly.runId, instant: instant.runId };
	};

	describe('claimRecords', () => {
		it('gives what no other run has, in the order given', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			expect(await store.claimRecords(orgId, ['b', 'a', 'c'], hourly, noon, ttlMs)).toEqual(['b', 'a', 'c']);
			expect(await store.claimRecords(orgId, ['d', 'c', 'B'], instant, noon, ttlMs)).toEqual(['d', 'B']);
		});

		it('gives a run its own again, prolonged', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			await store.claimRecords(orgId, ['a'], hourly, noon, ttlMs);
			expect(await store.claimRecords(orgId, ['a'], hourly, inMinutes(4), ttlMs)).toEqual(['a']);
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(6), ttlMs)).toEqual([]);
		});

		it('gives a claim to another run from the moment it runs out', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			await store.claimRecords(orgId, ['a'], hourly, noon, ttlMs);
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(5), ttlMs)).toEqual(['a']);
			expect(await store.claimRecords(orgId, ['a'], hourly, inMinutes(5), ttlMs)).toEqual([]);
		});

		it('leaves a claim that has run out to a run whose lease has not', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			const alive = await found(hourly);
			await store.acquireLease(alive, hourly, noon, 10 * minuteMs);
			await store.claimRecords(orgId, ['a'], hourly, noon, ttlMs);
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(9), ttlMs)).toEqual([]);
			await store.renewLease(alive, hourly, inMinutes(9), 10 * minuteMs);
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(18), ttlMs)).toEqual([]);
			// It died: nobody renews the lease any more.
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(19), ttlMs)).toEqual(['a']);
		});

		it('gives a claim that has run out to another run when the pipeline has gone on without its run', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			const dead = await found(hourly);
			await store.claimRecords(orgId, ['a'], hourly, noon, ttlMs);
			await store.acquireLease(dead, 'the execution of a later run', noon, 60 * minuteMs);
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(5), ttlMs)).toEqual(['a']);
		});

		it('gives a claim that has run out to another run when its run has ended without letting go', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			const ended = await found(hourly);
			await store.claimRecords(orgId, ['a'], hourly, noon, ttlMs);
			await store.acquireLease(ended, hourly, noon, 60 * minuteMs);
			await store.closeRun(hourly, { status: 'Failed' }, noon);
			expect(await store.claimRecords(orgId, ['a'], instant, inMinutes(5), ttlMs)).toEqual(['a']);
		});

		it('keeps orgs apart, because a full sandbox has the same Ids', async () => {
			const [one, other] = [await twoRuns(), await twoRuns()];
			await store.claimRecords(one.orgId, ['a'], one.hourly, noon, ttlMs);
			expect(await store.claimRecords(other.orgId, ['a'], other.hourly, noon, ttlMs)).toEqual(['a']);
		});

		it('gives each record to one of two runs that ask at the same time', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			const other = await open();
			const ids = Array.from({ length: 3000 }, (_, index) => `00Q${index}`);
			const [first, second] = await Promise.all([
				store.claimRecords(orgId, ids, hourly, noon, ttlMs),
				other.claimRecords(orgId, ids.toReversed(), instant, noon, ttlMs),
			]);
			await other.close();
			expect([...first, ...second].sort()).toEqual(ids.sort());
		});

		it('refuses a run it does not know', async () => {
			const attempt = store.claimRecords('00D', ['a'], 'no such run', noon, ttlMs);
			await expect(attempt).rejects.toMatchObject({ code: 'run_not_found' });
		});
	});

	describe('releaseRecords', () => {
		it('frees what the run holds and nothing else', async () => {
			const { orgId, hourly, instant } = await twoRuns();
			await store.claimRecords(orgId, ['a', 'b'], hourly, noon, ttlMs);
			await store.claimRecords(orgId, ['c'], instant, noon, ttlMs);
			await store.releaseRecords(orgId, hourly);
			expect(await store.claimRecords(orgId, ['a', 'b', 'c'], instant, noon, ttlMs)).toHaveLength(3);
			expect(await store.claimRecords(orgId, ['c'], hourly, noon, ttlMs)).toEqual([]);
		});

		it('refuses a run it does not know', async () => {
			await expect(store.releaseRecords('00D', 'no such run')).rejects.toMatchObject({
				code: 'run_not_found',
			});
		});
	});
}
