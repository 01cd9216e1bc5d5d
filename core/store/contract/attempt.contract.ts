import type { Store } from '../store';
import { anAttempt, aPipeline, inMinutes, noon, someBatches, aKeptRun, minuteMs } from './store.builders';

/** What every store does with attempts that could not be stamped, and with what makes records due. */
export function testAttempts(open: () => Promise<Store>): void {
	let store: Store;

	beforeAll(async () => {
		store = await open();
	});

	afterAll(async () => {
		await store.close();
	});

	describe('noteAttempts', () => {
		it('keeps every part of an attempt, and replaces what was kept of the same record', async () => {
			const { orgId } = aPipeline();
			await store.noteAttempts(orgId, [
				anAttempt(),
				anAttempt({ recordId: '00Q2', reason: undefined, matchHash: undefined, version: undefined, runId: undefined }),
			]);
			await store.noteAttempts(orgId, [anAttempt({ outcome: 'no_match', lastActivity: inMinutes(5) })]);
			expect(await store.loadAttempts(orgId, ['00Q2', '00Q1', 'never'])).toEqual([
				anAttempt({ outcome: 'no_match', lastActivity: inMinutes(5) }),
				anAttempt({ recordId: '00Q2', reason: undefined, matchHash: undefined, version: undefined, runId: undefined }),
			]);
			expect(await store.loadAttempts(aPipeline().orgId, ['00Q1'])).toEqual([]);
		});

		it('takes the same record twice in one call; the later word counts', async () => {
			const { orgId } = aPipeline();
			await store.noteAttempts(orgId, [anAttempt(), anAttempt({ outcome: 'conflict' })]);
			expect(await store.loadAttempts(orgId, ['00Q1'])).toEqual([anAttempt({ outcome: 'conflict' })]);
			await store.noteAttempts(orgId, []);
		});
	});

	describe('readAttempts', () => {
		it('gives those of an object from a moment on, the newest first, up to the limit', async () => {
			const { orgId } = aPipeline();
			await store.noteAttempts(orgId, [
				anAttempt({ recordId: 'old', lastActivity: inMinutes(-2) }),
				anAttempt({ recordId: 'edge', lastActivity: inMinutes(-1) }),
				anAttempt({ recordId: 'new' }),
				anAttempt({ recordId: 'contact', sObject: 'Contact' }),
			]);
			const ids = async (limit: number) =>
				(await store.readAttempts(orgId, 'Lead', inMinutes(-1), limit)).map(({ recordId }) => recordId);
			expect(await ids(10)).toEqual(['new', 'edge']);
			expect(await ids(1)).toEqual(['new']);
		});
	});

	describe('dropAttempts', () => {
		it('forgets the named records of this org only', async () => {
			const [{ orgId }, other] = [aPipeline(), aPipeline()];
			for (const id of [orgId, other.orgId])
				await store.noteAttempts(id, [anAttempt(), anAttempt({ recordId: '00Q2' })]);
			await store.dropAttempts(orgId, ['00Q1', 'never kept']);
			expect((await store.loadAttempts(orgId, ['00Q1', '00Q2'])).map(({ recordId }) => recordId)).toEqual(['00Q2']);
			expect(await store.loadAttempts(other.orgId, ['00Q1', '00Q2'])).toHaveLength(2);
		});
	});

	describe('countAttempts', () => {
		it('counts the records of one run and names one of them', async () => {
			const { orgId } = aPipeline();
			await store.noteAttempts(orgId, [
				anAttempt({ recordId: '00Q2' }),
				anAttempt(),
				anAttempt({ recordId: '00Q3', runId: 'another' }),
			]);
			expect(await store.countAttempts(orgId, 'the run')).toEqual({ records: 2, recordId: '00Q1' });
			expect(await store.countAttempts(orgId, 'unknown')).toEqual({ records: 0 });
		});
	});

	describe('prune', () => {
		it('forgets attempts of before the moment, so that they do not pile up', async () => {
			const { orgId } = aPipeline();
			// Long before every other test, whose runs would be forgotten with these.
			const longAgo = (minutes: number) => inMinutes(minutes - 2000 * 24 * 60);
			await store.noteAttempts(orgId, [
				anAttempt({ lastActivity: longAgo(-1) }),
				anAttempt({ recordId: '00Q2', lastActivity: longAgo(0) }),
			]);
			await store.prune(longAgo(0));
			expect((await store.loadAttempts(orgId, ['00Q1', '00Q2'])).map(({ recordId }) => recordId)).toEqual(['00Q2']);
		});
	});

	describe('noteProviderVersion', () => {
		it('keeps the first sight of a source until another version is said to have taken its place', async () => {
			const key = aPipeline();
			const file = { provider: 'reference-data', source: '/data/companies.csv', version: 'a' };
			await store.noteProviderVersion(key, file);
			await store.noteProviderVersion(key, { ...file, version: 'b' });
			expect(await store.loadProviderVersions(key)).toEqual([file]);
			await store.noteProviderVersion(key, { ...file, version: 'b', changedAt: noon });
			await store.noteProviderVersion(key, { ...file, source: '/data/a.csv' });
			expect(await store.loadProviderVersions(key)).toEqual([
				{ ...file, source: '/data/a.csv' },
				{ ...file, version: 'b', changedAt: noon },
			]);
			expect(await store.loadProviderVersions({ ...key, pipeline: 'daily' })).toEqual([]);
		});
	});

	describe('planBatches', () => {
		it('gives back how the records of a batch were selected', async () => {
			const { runId } = await aKeptRun(store);
			await store.planBatches(runId, [{ ...someBatches(1)[0], selectedAs: 'due' }, someBatches(2)[1]]);
			expect(await store.claimBatch(runId, 'a', noon, minuteMs)).toEqual({ ...someBatches(1)[0], selectedAs: 'due' });
			expect(await store.claimBatch(runId, 'b', noon, minuteMs)).toEqual(someBatches(2)[1]);
		});
	});
}
