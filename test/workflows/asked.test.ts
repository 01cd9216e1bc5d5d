import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { summaryFrom } from '../../demo/summary-of';
import { readTemplate } from '../../demo/hourly-template';
import type { EngineRun } from '../engine/workflow-engine';
import { aLead, HourlyOrg } from './hourly-org';

let org: HourlyOrg;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

beforeEach(async () => {
	await org.begin([
		aLead({ Rating: 'Hot' }),
		aLead({ LastName: 'Okafor', Email: 'ada.okafor@contoso.example', Rating: 'Hot' }),
		aLead({ LastName: 'Cold', Email: 'c.old@contoso.example', Rating: 'Cold' }),
	]);
});

afterAll(() => org.close());

const headcounts = (): unknown[] => org.emulator.org.rows('Lead').map(({ NumberOfEmployees }) => NumberOfEmployees);

/** Everything that the org was asked to save. */
const saved = (): number => org.emulator.calls.log.filter(({ method }) => method === 'PATCH').length;

function answer(waiting: EngineRun, template: ReturnType<typeof readTemplate>, Answer?: string): Promise<EngineRun> {
	return org.engine.resume(waiting, template, org.credentials(), [{ json: Answer ? { Answer } : {} }]);
}

describe('the audience template', () => {
	const audience = (condition = "Rating = 'Hot'") =>
		readTemplate('audience', { referenceFile: org.referenceFile, condition });

	it('counts, forecasts, asks, and has neither spent nor written anything by then', async () => {
		const waiting = await org.run(audience(), 'Every Monday');

		expect(waiting.status).toBe('waiting');
		const [question] = waiting.output('Summary');
		expect(question).toMatchObject({ status: 'Question', subject: 'audience: a yes is awaited for 2 records' });
		expect(question.body).toMatch(
			/^2 records are meant; about 10 Salesforce calls\.\nReference data: .+\nAnswer within/,
		);
		expect(waiting.calls).toEqual([]);
		expect([saved(), headcounts()]).toEqual([0, [null, null, null]]);
	});

	it('works on the audience and on nobody else after a yes, and reports once', async () => {
		const template = audience();
		const ended = await answer(await org.run(template, 'Run by Hand'), template, 'Yes, run it');

		const [, summary, ...more] = ended.output('Summary');
		expect(more).toEqual([]);
		expect(summaryFrom(summary)).toMatchObject({ status: 'Success', counts: { read: 2, written: 2 } });
		expect(headcounts()).toEqual([1200, 35000, null]);
	});

	it.each(['No', undefined])('does nothing, and says so, when the answer is %s', async (said) => {
		const template = audience();
		const ended = await answer(await org.run(template, 'Run by Hand'), template, said);

		expect(ended.output('Summary').at(-1)).toMatchObject({ status: 'Nothing Done', read: 0 });
		expect([ended.timesRun('Start Run'), saved()]).toEqual([0, 0]);
	});

	it('takes a list view of the org for the saved filter', async () => {
		await org.begin([aLead({ Rating: 'Hot' }), aLead({ Rating: 'Cold', Email: 'c.old@contoso.example' })], {
			listViews: [{ id: '00B5e00000AbCdE', object: 'Lead', where: "Rating = 'Cold'" }],
		});
		const template = readTemplate('audience', {
			referenceFile: org.referenceFile,
			condition: '',
			listViewId: '00B5e00000AbCdE',
		});
		const ended = await answer(await org.run(template, 'Every Monday'), template, 'Yes, run it');

		const { calls, counts } = summaryFrom(ended.output('Summary')[1]);
		expect(counts).toMatchObject({ read: 1, written: 1 });
		expect(calls.planned).toBe(calls.used - calls.retries);
		expect(headcounts()).toEqual([null, 35000]);
	});

	it('asks nobody when nobody meets the condition', async () => {
		const ended = await org.run(audience("Rating = 'Warm'"), 'Every Monday');

		expect(ended.status).toBe('success');
		expect(ended.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Nothing Done', body: expect.stringContaining('No record meets') }),
		]);
	});

	it('asks nobody a second time while it only looks whether a run is under way', async () => {
		const looked = await org.run(audience(), 'Every Minute');

		expect([looked.status, looked.timesRun('Count Records'), org.emulator.calls.total]).toEqual(['success', 0, 0]);
	});

	it('tells of a condition that Salesforce does not take', async () => {
		const failed = await org.run(audience("Ratings = 'Hot'"), 'Every Monday');

		expect(failed.errorRun?.output('Summary')).toEqual([
			expect.objectContaining({ status: 'Failed', text: expect.stringContaining('Ratings') }),
		]);
	});
});

describe('the back-fill template', () => {
	const rescore = (settings: { readonly condition?: string; readonly idsFile?: string } = {}) =>
		readTemplate('rescore', { referenceFile: org.referenceFile, ...settings });

	async function enrichAll(): Promise<void> {
		await org.run(readTemplate('hourly', { referenceFile: org.referenceFile }));
		expect(headcounts()).toEqual([1200, 35000, 35000]);
		for (const { Id } of org.emulator.org.rows('Lead'))
			org.emulator.org.update('Lead', String(Id), { NumberOfEmployees: null });
	}

	it('takes what somebody has emptied the last activity of, asks again, and leaves the others', async () => {
		await enrichAll();
		const [first] = org.emulator.org.rows('Lead');
		org.emulator.org.update('Lead', String(first.Id), { Enrichment_Last_Activity__c: null });
		const template = rescore();

		const waiting = await org.run(template, 'Run by Hand');
		const ended = await answer(waiting, template, 'Yes, ask again and write');

		expect(waiting.output('Summary')[0].subject).toBe('back-fill: a yes is awaited for 1 record');
		expect(summaryFrom(ended.output('Summary')[1])).toMatchObject({
			status: 'Success',
			counts: { read: 1, written: 1 },
		});
		expect(headcounts()).toEqual([1200, null, null]);
	});

	it('takes what a file lists, although nothing that it is matched on has changed', async () => {
		await enrichAll();
		const [, second, third] = org.emulator.org.rows('Lead');
		const idsFile = join(dirname(org.referenceFile), 'ids.csv');
		writeFileSync(idsFile, `Id,Why\n${String(second.Id)},new mapping\n${String(third.Id).slice(0, 15)},new mapping\n`);
		const template = rescore({ idsFile });

		const waiting = await org.run(template, 'Run by Hand');
		const ended = await answer(waiting, template, 'Yes, ask again and write');

		expect(waiting.output('Summary')[0].subject).toBe('back-fill: a yes is awaited for 2 records');
		expect(summaryFrom(ended.output('Summary')[1])).toMatchObject({
			status: 'Success',
			counts: { read: 2, written: 2 },
		});
		expect(headcounts()).toEqual([null, 35000, 35000]);
	});
});
