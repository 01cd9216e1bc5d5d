import type { IngestJob, IngestState } from './ingest-jobs';
import { untilFinal } from './ingest-poll';

function jobIn(...states: IngestState[]) {
	const asked: boolean[] = [];
	const find = async (jobId: string, isRetry = false): Promise<IngestJob> => {
		asked.push(isRetry);
		return { jobId, state: states[Math.min(asked.length, states.length) - 1], processed: 0, failed: 0 };
	};
	const pauses: number[] = [];
	const wait = async (ms: number) => void pauses.push(ms);
	return { jobs: { find }, wait, asked, pauses };
}

describe('untilFinal', () => {
	it.each(['JobComplete', 'Failed', 'Aborted'] as const)('ends with %s', async (state) => {
		const { jobs, wait } = jobIn('UploadComplete', 'InProgress', state);
		expect(await untilFinal(jobs, '750', { wait })).toMatchObject({ jobId: '750', state });
	});

	it('waits longer each time, a minute at most, and counts all but the first poll as retries', async () => {
		const { jobs, wait, pauses, asked } = jobIn(...(Array(7).fill('InProgress') as IngestState[]), 'JobComplete');
		await untilFinal(jobs, '750', { wait });
		expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
		expect(asked).toEqual([false, ...Array(7).fill(true)]);
	});

	it('lets the lease be kept before each poll', async () => {
		const { jobs, wait, asked } = jobIn('JobComplete');
		const lost = new Error('lost');
		await expect(untilFinal(jobs, '750', { wait, onPoll: () => Promise.reject(lost) })).rejects.toBe(lost);
		expect(asked).toEqual([]);
	});

	it('gives up after half a day, and says so', async () => {
		const { jobs, wait } = jobIn('InProgress');
		await expect(untilFinal(jobs, '750', { wait })).rejects.toMatchObject({
			retryable: true,
			details: { jobId: '750' },
		});
	});
});
