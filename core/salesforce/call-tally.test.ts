import { CallTally } from './call-tally';

describe('CallTally', () => {
	it('counts by kind and in all', () => {
		const tally = new CallTally();
		tally.count('login');
		tally.count('query');
		tally.count('query', true);
		expect(tally.byKind).toEqual({ login: 1, query: 2 });
		expect(tally.now()).toEqual({ used: 3, retries: 1 });
	});

	it('tells what has happened since a moment', () => {
		const tally = new CallTally();
		tally.count('login');
		const before = tally.now();
		tally.count('write', true);
		expect(tally.since(before)).toEqual({ used: 1, retries: 1 });
	});

	it('counts every call as a retry while work is made good, also when that fails', async () => {
		const tally = new CallTally();
		const failing = tally.repeating(async () => {
			tally.count('retrieve');
			throw new Error('broken');
		});
		await expect(failing).rejects.toThrow('broken');
		tally.count('write');
		expect(tally.now()).toEqual({ used: 2, retries: 1 });
	});
});
