import { bulkSettings } from './bulk-options';
import { dueProgress } from './job-progress';

describe('dueProgress', () => {
	it.each([
		// polls until done, polls, elapsed ms, batches, state, batches done
		[2, 0, 0, 4, 'UploadComplete', 0],
		[2, 1, 0, 4, 'InProgress', 2],
		[2, 2, 0, 4, 'JobComplete', 4],
		[1, 1, 0, 4, 'JobComplete', 4],
		[4, 1, 0, 4, 'UploadComplete', 0],
		[4, 2, 0, 4, 'InProgress', 2],
		[4, 3, 0, 4, 'InProgress', 3],
		[2, 1, 0, 1, 'InProgress', 0],
		[2, 0, 4_999, 4, 'UploadComplete', 0],
		[2, 0, 5_000, 4, 'InProgress', 1],
		[4, 1, 15_000, 4, 'InProgress', 3],
		[2, 0, 20_000, 4, 'JobComplete', 4],
		[2, 0, 0, 0, 'UploadComplete', 0],
		[2, 0, 5_000, 0, 'JobComplete', 0],
	] as const)(
		'with %i polls to go, after %i and %i ms, brings %i batches to %s with %i',
		(pollsUntilDone, polls, elapsedMs, batches, state, done) => {
			expect(dueProgress(polls, elapsedMs, batches, bulkSettings({ pollsUntilDone }))).toEqual({
				state,
				batches: done,
			});
		},
	);
});

describe('bulkSettings', () => {
	it('refuses numbers that make no sense', () => {
		expect(() => bulkSettings({ pollsUntilDone: 0 })).toThrow('bulk.pollsUntilDone must be a whole number from 1 on');
	});
});
