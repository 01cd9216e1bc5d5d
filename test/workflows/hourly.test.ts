import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { readTemplate } from '../../demo/hourly-template';
import type { WorkflowTemplate } from '../engine/workflow-engine';
import { aLead, HourlyOrg, summariesOf } from './hourly-org';

let org: HourlyOrg;

beforeAll(async () => {
	org = await HourlyOrg.open(join(__dirname, '..', '..'));
});

afterAll(() => org.close());

/** Found as long as nothing of this run has been written. */
const missingFromSecondBatchOn =
	"={{ $('Get Next Batch').first().json.Email === 'p0@contoso.example' ? $('When a Batch Is Called').first().json.referenceFile : '/nowhere/companies.csv' }}";

function hourly(changes: Record<string, Record<string, unknown>> = {}): WorkflowTemplate {
	const template = readTemplate('hourly', { referenceFile: org.referenceFile });
	return {
		...template,
		nodes: template.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] } as INode['parameters'],
		})),
	};
}

/** The template with a node that stops the execution, hung behind a node of a batch. */
function withFailingBranch(behind: string): WorkflowTemplate {
	const template = hourly();
	const stop: INode = {
		id: 'stop',
		name: 'Stop',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		position: [680, 700],
		parameters: { errorMessage: 'the branch failed' },
	};
	const [others = [], ...rest] = template.connections[behind]?.main ?? [];
	return {
		...template,
		nodes: [...template.nodes, stop],
		connections: {
			...template.connections,
			[behind]: { main: [[{ node: 'Stop', type: 'main', index: 0 }, ...(others ?? [])], ...rest] },
		},
	};
}

describe('the hourly template', () => {
	it('enriches, scores, marks duplicates and writes what changed', async () => {
		await org.begin([
			aLead(),
			aLead({ LastName: 'NOVAK', Email: 'Jana.Novak@northwind.example' }),
			aLead({ LastName: 'Unknown', Company: 'Nobody Knows', Email: 'x@nobody.example' }),
		]);

		const [summary] = summariesOf(await org.run(hourly()));

		expect(summary.status).toBe('Success');
		expect(summary.counts).toMatchObject({ read: 3, noMatch: 1, duplicates: 2, rejected: 0 });
		const [first, , unknown] = org.emulator.org.rows('Lead');
		expect(first).toMatchObject({ NumberOfEmployees: 1200, Enrichment_Outcome__c: 'written' });
		expect(first.Enrichment_Score__c).toEqual(expect.any(Number));
		expect(unknown).toMatchObject({ NumberOfEmployees: null, Enrichment_Outcome__c: 'no_match' });
	});

	it('leaves the watermark at the settled edge and the lease free', async () => {
		await org.begin([aLead()]);

		await org.run(hourly());

		expect(await org.store.loadWatermark(org.pipeline())).toEqual({
			modifiedAt: new Date('2026-09-01T08:58:00.000Z'),
		});
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('plans the Salesforce calls it uses', async () => {
		await org.begin([aLead(), aLead({ Email: 'a.b@contoso.example' })]);

		const [summary] = summariesOf(await org.run(hourly()));

		expect(summary.calls.planned).toBe(summary.calls.used - summary.calls.retries);
	});

	it('reports once that nothing is due', async () => {
		await org.begin([]);

		const run = await org.run(hourly());

		expect(run.calls).toEqual([]);
		const summaries = summariesOf(run);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatchObject({ status: 'Success', counts: { read: 0, written: 0 } });
		expect(await org.store.loadWatermark(org.pipeline())).toEqual({
			modifiedAt: new Date('2026-09-01T08:58:00.000Z'),
		});
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('finds nothing due in a second run, because its own writes are not changes', async () => {
		await org.begin([aLead()]);
		await org.run(hourly());
		org.passHours(1);

		const [summary] = summariesOf(await org.run(hourly()));

		expect(summary.counts.read).toBe(0);
	});

	const headcountRule = {
		object: 'Lead',
		when: { field: 'NumberOfEmployees', op: '>', value: 0 },
		message: 'Headcounts are kept by hand',
	} as const;

	it('loses no company to one value that a rule refuses, and says which was left out', async () => {
		await org.begin([aLead(), aLead({ Email: 'a.b@contoso.example' })], {
			validationRules: [{ ...headcountRule, field: 'NumberOfEmployees' }],
		});

		const [summary] = summariesOf(await org.run(hourly()));

		expect(summary).toMatchObject({
			status: 'Success',
			counts: { read: 2, written: 2, partlyWritten: 2, rejected: 0 },
		});
		expect(summary.text).toContain('Left out: NumberOfEmployees refused by a validation rule (2)');
		expect(org.emulator.org.rows('Lead')[0]).toMatchObject({
			NumberOfEmployees: null,
			Industry: expect.any(String),
			Enrichment_Outcome__c: 'partly_written',
		});
		expect(summary.calls.used - summary.calls.retries).toBe(summary.calls.planned);
	});

	it('ends as Failed, once, when Salesforce refuses every record, and moves on', async () => {
		await org.begin([aLead(), aLead({ Email: 'a.b@contoso.example' })], { validationRules: [headcountRule] });

		const run = await org.run(hourly());

		const summaries = summariesOf(run);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatchObject({ status: 'Failed', counts: { read: 2, written: 0, rejected: 2 } });
		expect(summaries[0].reasons[0]).toMatchObject({
			records: 2,
			message: expect.stringContaining('Headcounts are kept by hand'),
		});
		expect(run.calls[0].output('Write to Salesforce', 1)).toHaveLength(2);
		expect(org.emulator.org.rows('Lead')[0]).toMatchObject({
			NumberOfEmployees: null,
			Enrichment_Outcome__c: 'rejected',
		});
		expect(await org.store.loadWatermark(org.pipeline())).toBeDefined();
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('ends as Failed and keeps the window when the provider cannot be asked', async () => {
		await org.begin([aLead()]);

		const run = await org.run(hourly({ Enrich: { filePath: '/nowhere/companies.csv' } }));

		const summaries = summariesOf(run);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatchObject({ status: 'Failed', reason: expect.stringContaining('/nowhere/companies.csv') });
		expect(await org.store.loadWatermark(org.pipeline())).toBeUndefined();
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('processes the kept window once the provider answers again', async () => {
		await org.begin([aLead()]);
		await org.run(hourly({ Enrich: { filePath: '/nowhere/companies.csv' } }));

		const [summary] = summariesOf(await org.run(hourly()));

		expect(summary).toMatchObject({ status: 'Success', counts: { read: 1, written: 1 } });
	});

	it('ends as Failed when a branch fails before the writer', async () => {
		await org.begin([aLead()]);

		const run = await org.run(withFailingBranch('Enrich'));

		const summaries = summariesOf(run);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatchObject({ status: 'Failed', counts: { written: 0 } });
		expect(await org.store.loadWatermark(org.pipeline())).toBeUndefined();
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('keeps its success when a branch fails behind the summary', async () => {
		await org.begin([aLead()]);

		const run = await org.run(withFailingBranch('Summary'));

		expect(run.status).toBe('error');
		const summaries = summariesOf(run);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatchObject({ status: 'Success', counts: { written: 1 } });
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('moves the watermark only when the last of several batches is done', async () => {
		await org.begin(Array.from({ length: 5 }, (_, index) => aLead({ Email: `p${index}@contoso.example` })));
		const inTwos = { 'Prepare Batches': { batchSize: 2 } };

		const broken = await org.run(hourly({ ...inTwos, Enrich: { filePath: missingFromSecondBatchOn } }));
		const watermarkAfterBreak = await org.store.loadWatermark(org.pipeline());
		const run = await org.run(hourly(inTwos));

		expect(broken.calls).toHaveLength(2);
		expect(summariesOf(broken)).toEqual([expect.objectContaining({ status: 'Failed' })]);
		expect(watermarkAfterBreak).toBeUndefined();
		expect(run.calls).toHaveLength(2);
		expect(summariesOf(run)).toEqual([
			expect.objectContaining({ status: 'Success', counts: expect.objectContaining({ read: 3, written: 3 }) }),
		]);
		expect(await org.store.loadWatermark(org.pipeline())).toEqual({
			modifiedAt: new Date('2026-09-01T08:58:00.000Z'),
		});
	});

	it('is harmless when two start at once: one works, the other ends quietly', async () => {
		await org.begin([aLead(), aLead({ Email: 'a.b@contoso.example' })]);

		const runs = await Promise.all([org.run(hourly()), org.run(hourly())]);

		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(runs.flatMap(summariesOf)).toEqual([
			expect.objectContaining({ status: 'Success', counts: expect.objectContaining({ read: 2, written: 2 }) }),
		]);
		expect(runs.flatMap(({ calls }) => calls)).toHaveLength(1);
		expect(await org.isLeaseFree()).toBe(true);
	});

	it('takes what a limit left over in the next runs, each record once', async () => {
		await org.begin(Array.from({ length: 7 }, (_, index) => aLead({ Email: `p${index}@contoso.example` })));
		const template = hourly({ 'Prepare Batches': { limit: 3 } });

		const reads: number[] = [];
		for (let hour = 0; hour < 4; hour += 1) {
			org.passHours(hour);
			const [summary] = summariesOf(await org.run(template));
			reads.push(summary.counts.read);
		}

		expect(reads).toEqual([3, 3, 1, 0]);
		expect(org.emulator.org.count('Lead', { Enrichment_Last_Activity__c: null })).toBe(0);
	});

	it('leaves a run that another execution holds alone, and says nothing', async () => {
		await org.begin([aLead()]);
		await org.store.acquireLease(org.pipeline(), 'another execution', new Date(), 600_000);

		const run = await org.run(hourly());

		expect(run.error).toBeUndefined();
		expect(summariesOf(run)).toEqual([]);
		expect(await org.isLeaseFree()).toBe(false);
	});

	it('writes nothing and keeps the watermark in a dry run', async () => {
		await org.begin([aLead()]);

		const run = await org.run(hourly({ 'Start Run': { dryRun: true } }));

		const [summary] = summariesOf(run);
		expect(summary).toMatchObject({ isDryRun: true, counts: { wouldWrite: 1, written: 0 } });
		const writes = org.emulator.calls.log.filter(({ method, kind }) => method === 'PATCH' || kind === 'collections');
		// The record of the run is the only one.
		expect(writes.map(({ path }) => path)).toEqual([expect.stringContaining('/Enrichment_Run__c/')]);
		expect(org.emulator.org.rows('Lead')[0]).toMatchObject({ NumberOfEmployees: null, Enrichment_Outcome__c: null });
		expect(await org.store.loadWatermark(org.pipeline())).toBeUndefined();
	});
});

describe('the daily refresh template', () => {
	const daily = () => readTemplate('daily-refresh', { referenceFile: org.referenceFile });
	const read = async (trigger: string) => {
		const run = await org.run(daily(), trigger);
		expect(run.error).toBeUndefined();
		return summariesOf(run).map(({ pipeline, counts }) => [pipeline, counts.read - counts.gated]);
	};

	it('takes what changed, once, and asks again only when what it is matched on has changed', async () => {
		await org.begin([aLead(), aLead({ LastName: 'Okafor', Email: 'ada.okafor@contoso.example' })]);

		expect(await read('Every Five Minutes')).toEqual([['refresh modified', 2]]);
		org.passHours(1);
		expect(await read('Every Five Minutes')).toEqual([['refresh modified', 0]]);
		const [first, second] = org.emulator.org.rows('Lead');
		org.emulator.org.update('Lead', String(first.Id), { Website: 'contoso.example' });
		org.emulator.org.update('Lead', String(second.Id), { Description: 'Called' });
		org.passHours(2);
		expect(await read('Every Five Minutes')).toEqual([['refresh modified', 1]]);
	});

	it('takes once a day what nobody has modified for a week, in a run of its own', async () => {
		await org.begin([aLead(), aLead({ LastName: 'Okafor', Email: 'ada.okafor@contoso.example' })]);
		await read('Every Five Minutes');

		org.passHours(24);
		expect(await read('Once a Day')).toEqual([['refresh stale', 0]]);
		org.passHours(8 * 24);
		expect(await read('Once a Day')).toEqual([['refresh stale', 2]]);
		expect(await read('Every Five Minutes')).toEqual([['refresh modified', 0]]);
	});

	it('does nothing twice when both start at once', async () => {
		await org.begin([aLead(), aLead({ LastName: 'Okafor', Email: 'ada.okafor@contoso.example' })]);

		const runs = await Promise.all([org.run(daily(), 'Every Five Minutes'), org.run(daily(), 'Once a Day')]);

		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		const written = runs.flatMap(summariesOf).map(({ counts }) => counts.written);
		expect(written.reduce((sum, each) => sum + each, 0)).toBe(2);
	});

	it('goes on with a stale run that was killed, and starts none, while it only looks', async () => {
		await org.begin([aLead()]);
		expect(await read('Every Minute')).toEqual([]);
		expect(org.emulator.calls.total).toBe(0);
	});
});
