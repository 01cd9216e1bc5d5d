import { judgeRun } from './verdict';

describe('judgeRun', () => {
	it.each([
		[0, 0, 0, 0, 'Success', undefined],
		[5, 0, 0, 0, 'Success', undefined],
		[5000, 12, 3, 0, 'Partial Success', 'Of 5,000 records: 12 rejected, 3 failed'],
		[5, 0, 0, 2, 'Partial Success', 'Of 5 records: 2 never came back'],
		[5, 5, 0, 0, 'Failed', 'None of 5 records came through: 5 rejected'],
		[5, 1, 2, 2, 'Failed', 'None of 5 records came through: 1 rejected, 2 failed, 2 never came back'],
	])('of %i read, %i rejected, %i failed, %i unsettled is %s', (read, rejected, failed, unsettled, status, reason) => {
		expect(judgeRun({ read, rejected, failed }, unsettled, undefined)).toEqual({
			status,
			isJudged: true,
			...(reason !== undefined && { reason }),
		});
	});

	it('is Failed when the execution broke, however well the records did', () => {
		const verdict = judgeRun({ read: 5, rejected: 0, failed: 0 }, 0, 'No network');
		expect(verdict).toEqual({ status: 'Failed', reason: 'No network' });
	});
});
