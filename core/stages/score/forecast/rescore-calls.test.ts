import type { Run } from '../../../store/contract/runs';
import type { CountPlan } from '../related/count-plan';
import { rescoreCalls, sumOfCalls } from './rescore-calls';
import { runPace } from './run-pace';

const plain: CountPlan = { sObject: 'Task', label: 'Task', by: 'WhoId', conditions: [] };
const byDay: CountPlan = { ...plain, day: 'DAY_ONLY(CreatedDate)' };

describe('rescoreCalls', () => {
	it.each<[number, number, CountPlan[], number]>([
		[0, 2_000, [plain], 0],
		[5_000, 5_000, [plain], 1],
		[5_000, 2_000, [plain], 3],
		[5_000, 5_000, [plain, byDay], 3],
		[5_000, 2_000, [byDay, byDay, byDay], 8],
		[50_000, 50_000, [plain, plain, plain], 16],
	])('%d records in executions of %d: related records', (records, perExecution, plans, expected) => {
		expect(rescoreCalls(records, perExecution, plans, 2).countingRelated).toBe(expected);
	});

	it('adds up what a rescore does', () => {
		const calls = rescoreCalls(5_000, 2_000, [], 1);
		expect(calls).toMatchObject({
			aroundTheRun: 6,
			describing: 1,
			selecting: 3,
			reading: 3,
			readingAgain: 3,
			writing: 5,
		});
		expect(sumOfCalls(calls)).toBe(21);
	});
});

describe('runPace', () => {
	const run = (minutes: number, records: number, change: Partial<Run> = {}) => ({
		run: {
			runId: `${minutes}-${records}`,
			sObject: 'Lead',
			status: 'Success',
			isDryRun: false,
			startedAt: new Date(0),
			finishedAt: new Date(minutes * 60_000),
			...change,
		} as Run,
		records,
	});
	const paceOf = async (...all: Array<ReturnType<typeof run>>) =>
		await runPace(
			{
				listRuns: async () => all.map((each) => each.run),
				countOutcomes: async ({ runId }: Run) => ({ enriched: all.find((each) => each.run.runId === runId)!.records }),
			} as never,
			'org',
			'Lead',
		);

	it('is the middle one of finished runs of the object', async () => {
		expect(await paceOf(run(1, 100), run(2, 1_000), run(10, 90_000))).toEqual({ recordsPerMinute: 500, runs: 3 });
	});

	it('leaves out what says nothing of it', async () => {
		const silent = [
			run(1, 49),
			run(1, 100, { isDryRun: true }),
			run(1, 100, { sObject: 'Contact' }),
			run(1, 100, { status: 'Failed' }),
			run(1, 100, { kind: 'undo' }),
			run(1, 100, { finishedAt: undefined }),
		];
		expect(await paceOf(...silent)).toBeUndefined();
	});
});
