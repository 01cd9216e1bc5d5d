import { join } from 'node:path';
import type { RunSummary } from '../../core/run/run-summary';
import { readTemplate } from '../../demo/hourly-template';
import type { ProductionRun } from '../engine/workflow-engine';
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

function undo(settings: { readonly runId?: string; readonly dryRun?: boolean } = {}): Promise<ProductionRun> {
	return org.run(readTemplate('undo', settings), 'Run by Hand');
}

function reportOf(undone: ProductionRun): Record<string, unknown> {
	return undone.output('Summary')[0];
}

function headcounts(): unknown[] {
	return org.emulator.org.rows('Lead').map(({ NumberOfEmployees }) => NumberOfEmployees);
}

describe('the undo template', () => {
	it('lists the last runs while no run is named, and sends nothing', async () => {
		const listed = await undo();

		expect(listed.output('Last Runs')).toEqual([expect.objectContaining({ runId: run.runId, status: 'Success' })]);
		expect(listed.timesRun('Undo Run')).toBe(0);
	});

	it('tells what it would restore in a dry run, which is how it is shipped', async () => {
		const report = reportOf(await undo({ runId: run.runId }));

		expect(report).toMatchObject({
			undoneRunId: run.runId,
			isDryRun: true,
			subject: expect.stringContaining('nothing was sent'),
		});
		expect(report.fieldsRestored).toBeGreaterThan(0);
		expect(headcounts()).toEqual([1200, 35000]);
	});

	it('gives back what nobody has changed since, and leaves and lists what somebody has', async () => {
		const [first] = org.emulator.org.rows('Lead');
		org.emulator.org.update('Lead', String(first.Id), { NumberOfEmployees: 7 });

		const undone = await undo({ runId: run.runId, dryRun: false });
		const report = reportOf(undone);

		expect(headcounts()).toEqual([7, null]);
		expect(report).toMatchObject({ isDryRun: false, subject: `Undo of run ${run.runId}: ${report.status}` });
		expect(report).toMatchObject({ fieldsLeft: 1, leftBecause: 'somebody has changed it since (1)' });
		const left = undone.output('Undo Run', 1).filter(({ result }) => result === 'Left as it is');
		expect(left).toEqual([
			expect.objectContaining({ Id: first.Id, apiName: 'NumberOfEmployees', before: 7, after: 7 }),
		]);
	});

	it('fails with the reason when the run is unknown', async () => {
		const failed = await undo({ runId: 'no-such-run' });

		expect(failed.error).toContain('no-such-run');
		expect(failed.timesRun('Summary')).toBe(0);
	});
});
