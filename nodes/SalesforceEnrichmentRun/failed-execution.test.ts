import { failedExecution } from './failed-execution';

const workflow = { id: 'w1', name: 'Hourly' };

describe('failedExecution', () => {
	it('reads the execution, the error and the node that an Error Trigger reports', () => {
		const execution = { id: '42', error: { message: 'Login refused' }, lastNodeExecuted: 'Fetch', mode: 'trigger' };
		expect(failedExecution({ json: { execution, workflow } })).toEqual({
			executionId: '42',
			reason: 'Login refused (in node Fetch)',
			workflow: 'Hourly',
		});
	});

	it('reads numeric ids of executions', () => {
		const execution = { id: 231, error: { message: 'Example Error Message' } };
		expect(failedExecution({ json: { execution, workflow } })).toEqual({
			executionId: '231',
			reason: 'Example Error Message',
			workflow: 'Hourly',
		});
	});

	it('knows no execution when the trigger itself failed', () => {
		const trigger = { error: { message: 'Cron is broken' }, mode: 'trigger' };
		expect(failedExecution({ json: { trigger, workflow } })).toEqual({
			executionId: undefined,
			reason: 'Cron is broken',
			workflow: 'Hourly',
		});
	});

	it.each([
		['nothing', undefined],
		['a record', { json: { Id: '00Q000000000001AAA', _enrichment: { runId: 'r1' } } }],
		['a record with a field called execution', { json: { execution: { id: '42' } } }],
	])('sees no failure in %s', (_what, item) => {
		expect(failedExecution(item)).toBeUndefined();
	});
});
