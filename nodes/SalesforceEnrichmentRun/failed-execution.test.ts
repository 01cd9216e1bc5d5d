import { failedExecution } from './failed-execution';

const workflow = { id: 'w1', name: 'Hourly' };

describe('failedExecution', () => {
	it('reads the execution, the error and the node that an Error Trigger reports', () => {
		const execution = { id: '42', error: { message: 'Login refused' }, lastNodeExecuted: 'Fetch', mode: 'trigger' };
		expect(failedExecution({ json: { execution, workflow } })).toEqual({
			executionId: '42',
			callerId: undefined,
			hasDied: false,
			reason: 'Login refused (in node Fetch)',
			workflow: 'Hourly',
			workflowId: 'w1',
		});
	});

	it('reads numeric ids of executions', () => {
		const execution = { id: 231, error: { message: 'Example Error Message' } };
		expect(failedExecution({ json: { execution, workflow } })).toMatchObject({
			executionId: '231',
			reason: 'Example Error Message',
			workflow: 'Hourly',
		});
	});

	it('knows no execution when the trigger itself failed', () => {
		const trigger = { error: { message: 'Cron is broken' }, mode: 'trigger' };
		expect(failedExecution({ json: { trigger, workflow } })).toMatchObject({
			executionId: undefined,
			reason: 'Cron is broken',
			workflow: 'Hourly',
		});
	});

	it('knows the execution that called the failed one', () => {
		const execution = {
			id: '14',
			mode: 'integrated',
			error: { message: 'Login refused' },
			executionContext: { source: 'integrated', parentExecutionId: '13' },
		};
		expect(failedExecution({ json: { execution, workflow } })).toMatchObject({ executionId: '14', callerId: '13' });
	});

	it('tells an execution that died from one that broke', () => {
		const error = { name: 'WorkflowCrashedError', message: 'Workflow did not finish, possible out-of-memory issue' };
		expect(failedExecution({ json: { execution: { id: '5', error }, workflow } })).toMatchObject({
			executionId: '5',
			hasDied: true,
		});
	});

	it('takes an execution whose worker was killed in queue mode for one that died', () => {
		const message =
			'This execution failed to be processed too many times and will no longer retry. To allow this execution to complete, please break down your workflow or scale up your workers or adjust your worker settings.';
		const reported = { json: { execution: { id: '6', error: { message } }, workflow } };
		expect(failedExecution(reported)).toMatchObject({ executionId: '6', hasDied: true });
	});

	it.each([
		[
			'the message behind the general text that n8n has put in its place',
			{ message: 'The file or directory does not exist', messages: ['companies.csv cannot be read (ENOENT)'] },
			'The file or directory does not exist: companies.csv cannot be read (ENOENT)',
		],
		[
			'a message that n8n has only noted as well',
			{ message: 'Login refused', messages: ['Login refused'] },
			'Login refused',
		],
		['what n8n has noted of an error without a message', { messages: ['Login refused'] }, 'Login refused'],
		['that there is no message', {}, 'The execution failed without a message'],
	])('gives as the reason %s', (_what, error, reason) => {
		expect(failedExecution({ json: { execution: { id: '42', error }, workflow } })?.reason).toBe(reason);
	});

	it.each([
		['nothing', undefined],
		['a record', { json: { Id: '00Q000000000001AAA', _enrichment: { runId: 'r1' } } }],
		['a record with a field called execution', { json: { execution: { id: '42' } } }],
	])('sees no failure in %s', (_what, item) => {
		expect(failedExecution(item)).toBeUndefined();
	});
});
