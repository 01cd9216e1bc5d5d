import { finishRun } from '../../core/stages/finish/finish';
import type { RunSummary } from '../../core/run/run-summary';
import { startRun } from '../../core/run/start-run';
import { formatSummary } from '../../core/run/summary-text';
import { openStore } from '../../core/store/open-store';
import type { Store } from '../../core/store/store';
import { codeBlocks, readDoc, tableRows } from './doc-text';

describe('the guide to the hourly template', () => {
	const guide = readDoc('docs/guides/hourly.md');
	const [example] = codeBlocks(guide, 'json').map((json) => JSON.parse(json) as Omit<RunSummary, 'text'>);

	it('shows a summary with the keys of a real one', async () => {
		const store = await openStore({ kind: 'sqlite', path: ':memory:' });
		const { text: _text, ...summary } = await aSummary(store);
		await store.close();

		expect(Object.keys(example)).toEqual(Object.keys(summary));
		expect(shapeOf(example.counts)).toEqual(shapeOf(summary.counts));
		expect(shapeOf(example.ceilings ?? [])).toEqual(shapeOf(summary.ceilings ?? []));
		expect(Object.keys(example.window ?? {})).toEqual(Object.keys(summary.window ?? {}));
		expect(shapeOf(example.calls.byStage.fetch)).toEqual(shapeOf(summary.calls.byStage.fetch));
	});

	it('shows the text that belongs to its summary', () => {
		expect(codeBlocks(guide, 'text')).toEqual([`${formatSummary(example)}\n`]);
	});

	it('shows counts that add up', () => {
		const { read, matched, noMatch, gated, ranks, written, rejected } = example.counts;
		expect(matched.high + matched.medium + matched.low + noMatch + gated).toBe(read);
		expect(ranks.A + ranks.B + ranks.C + ranks.D + ranks.F).toBe(read);
		expect(written + rejected).toBe(read);
	});

	it('explains every count', () => {
		expect(tableRows(guide, 'counts.').map(([name]) => name)).toEqual(Object.keys(example.counts));
	});

	it('says the schedule and the limit of the template', () => {
		const template = JSON.parse(readDoc('workflows/hourly.json'));
		const parametersOf = (name: string) =>
			template.nodes.find((node: { name: string }) => node.name === name).parameters;
		expect(guide).toContain(parametersOf('Every Hour').rule.interval[0].expression);
		expect(guide).toContain(`${parametersOf('Prepare Batches').limit.toLocaleString('en-US')} in one run`);
		expect(parametersOf('Prepare Batches').onlyNeverEnriched).toBe(true);
	});
});

/** Of a run whose one record was refused. */
async function aSummary(store: Store): Promise<RunSummary> {
	const now = new Date('2026-11-21T12:00:00.000Z');
	const key = { orgId: '00D000000000001AAA', pipeline: 'hourly', sObject: 'Lead' };
	const settings = { ceilings: { org: { ceiling: 70_000, usedByOthers: 0 } } };
	const started = await startRun(store, { ...key, isDryRun: false, leaseMs: 60_000, settings }, now, () => 'run-1');
	if (started.status === 'held') throw new Error('held');
	const { run } = started;
	await store.addWork(run, [{ recordId: '00Q000000000001AAA' }]);
	await store.settleWork(run, [{ recordId: '00Q000000000001AAA', outcome: 'rejected', message: 'refused' }]);
	await store.addCalls(run.runId, 'fetch', { planned: 1, used: 1, retries: 0 });
	await store.recordWindow(run.runId, { from: now, until: now });
	const summary = await finishRun(store, run, {}, now);
	if (!summary || 'batches' in summary) throw new Error('no summary');
	return summary;
}

/** The keys and the kinds of the values. */
function shapeOf(value: object): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, typeof entry === 'object' ? shapeOf(entry) : typeof entry]),
	);
}
