import { join } from 'node:path';
import type { RunSummary } from '../../core/run/run-summary';
import { readTemplate } from '../../demo/hourly-template';
import type { EngineRun, ProductionRun } from '../engine/workflow-engine';
import { aLead, HourlyOrg, summariesOf } from './hourly-org';

let org: HourlyOrg;
let run: RunSummary;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

beforeEach(async () => {
	await org.begin([aLead(), aLead({ LastName: 'Okafor', Email: 'ada.okafor@contoso.example' })]);
	[run] = summariesOf(await org.run(readTemplate('hourly', { referenceFile: org.referenceFile })));
});

afterAll(() => org.close());

const template = (runId?: string) => readTemplate('undo', { runId });

const undo = (runId?: string): Promise<ProductionRun> => org.run(template(runId), 'Run by Hand');

/** The person's answer to what the template shows. */
const answer = (waiting: EngineRun, runId: string, Answer: string): Promise<EngineRun> =>
	org.engine.resume(waiting, template(runId), org.credentials(), [{ json: { Answer } }]);

function headcounts(): unknown[] {
	return org.emulator.org.rows('Lead').map(({ NumberOfEmployees }) => NumberOfEmployees);
}

describe('the undo template', () => {
	it('lists the last runs while no run is named, and sends nothing', async () => {
		const listed = await undo();

		expect(listed.output('Last Runs')).toEqual([expect.objectContaining({ runId: run.runId, status: 'Success' })]);
		expect(listed.timesRun('Ask')).toBe(0);
	});

	it('shows what it would restore, says where to answer, and waits', async () => {
		const waiting = await undo(run.runId);

		expect(waiting.status).toBe('waiting');
		const [question] = waiting.output('Summary');
		expect(question).toMatchObject({ status: 'Question', subject: `Undo of run ${run.runId}: a yes is awaited` });
		expect(question.body).toMatch(/Answer within three days: http/);
		expect(waiting.output('Show What Would Be Undone')[0]).toMatchObject({ isDryRun: true, undoneRunId: run.runId });
		expect(headcounts()).toEqual([1200, 35000]);
	});

	it('does nothing, and says so, when the answer is no', async () => {
		const ended = await answer(await undo(run.runId), run.runId, 'No');

		expect(ended.output('Summary').at(-1)).toMatchObject({ status: 'Nothing Done' });
		expect(ended.timesRun('Undo Run')).toBe(0);
		expect(headcounts()).toEqual([1200, 35000]);
	});

	it('gives back what nobody has changed since, and leaves and lists what somebody has', async () => {
		const waiting = await undo(run.runId);
		const [first] = org.emulator.org.rows('Lead');
		org.emulator.org.update('Lead', String(first.Id), { NumberOfEmployees: 7 });

		const undone = await answer(waiting, run.runId, 'Yes, undo it');
		const report = undone.output('Summary').at(-1)!;

		expect(headcounts()).toEqual([7, null]);
		expect(report).toMatchObject({ isDryRun: false, subject: `Undo of run ${run.runId}: ${report.status}` });
		expect(report).toMatchObject({ fieldsLeft: 1, leftBecause: 'somebody has changed it since (1)' });
		const left = undone.output('Undo Run', 1).filter(({ result }) => result === 'Left as it is');
		expect(left).toEqual([
			expect.objectContaining({ Id: first.Id, apiName: 'NumberOfEmployees', before: 7, after: 7 }),
		]);
	});

	it('tells the reason when the run is unknown', async () => {
		const failed = await undo('no-such-run');

		expect(failed.error).toContain('no-such-run');
		expect(failed.timesRun('Summary')).toBe(0);
		expect(failed.errorRun?.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Failed', body: expect.stringContaining('no-such-run') }),
		]);
	});
});
