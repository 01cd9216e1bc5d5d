import type { RunSummary } from '../../core/run/run-summary';
import type { JournalRow } from '../../core/store/contract/journal';
import type { Run } from '../../core/store/contract/runs';
import type { RunEnd } from './crash-run';
import { judge, repeatedRows } from './judge';
import type { Ledger } from './read-ledger';

const journalRow: JournalRow = {
	recordId: '1',
	sObject: 'Lead',
	field: 'Industry',
	before: null,
	after: 'Energy',
	status: 'written',
	at: '2026-11-21T16:29:17.000Z',
};
const rows = [
	{
		Id: '1',
		Industry: 'Energy',
		Enrichment_Last_Activity__c: '2026-11-21T16:29:17.000+0000',
		Enrichment_Log_Id__c: 'run-1',
	},
];
const edge = new Date('2026-11-21T16:27:17.000Z');
const run: Run = {
	orgId: '00D5e00000PRODUEA5',
	pipeline: 'crash',
	sObject: 'Lead',
	runId: 'run-1',
	status: 'Success',
	isDryRun: false,
	leaseMs: 180_000,
	startedAt: edge,
};
const summary = { runId: 'run-1' } as RunSummary;

function anEnd(ledger: Partial<Ledger> = {}, changes: Partial<RunEnd> = {}): RunEnd {
	return {
		rows,
		ledger: {
			runs: [run],
			unfinished: undefined,
			work: [{ recordId: '1', attempts: 0, drops: 0, settlement: { recordId: '1', outcome: 'written' } }],
			journal: [journalRow],
			carriedOver: [],
			watermark: { modifiedAt: edge },
			isLeaseFree: true,
			stagedRows: 0,
			openJobs: 0,
			...ledger,
		},
		summaries: [summary],
		kills: ['planned'],
		savedRows: 1,
		trace: { requests: 0, writes: [], storeCalls: {} },
		...changes,
	};
}

const unkilled = anEnd({}, { kills: [] });
const later = new Date(edge.getTime() + 35 * 60_000);
const carried = { recordId: '1', attempts: 0, drops: 1, dueAt: edge, reason: 'Fetched, but never came back' };

describe('judge', () => {
	it.each<[string, RunEnd]>([
		['nothing differs', anEnd()],
		[
			'only times and run ids differ',
			anEnd({}, { rows: [{ ...rows[0], Enrichment_Last_Activity__c: 'later', Enrichment_Log_Id__c: 'run-2' }] }),
		],
		[
			'a process that had frozen nothing died, so that the next opened a later window',
			anEnd({ watermark: { modifiedAt: later } }, { kills: ['begun'] }),
		],
		[
			'a process died between closing the run and telling',
			anEnd(
				{ runs: [{ ...run, runId: 'run-2' }, run], watermark: { modifiedAt: later } },
				{ kills: ['closed'], summaries: [{ ...summary, runId: 'run-2' }] },
			),
		],
	])('is content when %s', (_what, end) => {
		expect(judge(unkilled, end)).toEqual([]);
	});

	it.each<[RegExp, RunEnd]>([
		[/differs in Industry of 1 /, anEnd({}, { rows: [{ ...rows[0], Industry: 'Retail' }] })],
		[
			/differs in Enrichment_Last_Activity__c/,
			anEnd({}, { rows: [{ ...rows[0], Enrichment_Last_Activity__c: null }] }),
		],
		[/differs in number of records/, anEnd({}, { rows: [...rows, ...rows] })],
		[/1 records have no outcome/, anEnd({ work: [{ recordId: '1', attempts: 0, drops: 0 }] })],
		[/1 records are carried over: Fetched/, anEnd({ carriedOver: [carried] })],
		[/run run-1 is unfinished: Paused/, anEnd({ unfinished: { ...run, status: 'Paused' } })],
		[/lease is held/, anEnd({ isLeaseFree: false })],
		[/2 rows are still staged/, anEnd({ stagedRows: 2 })],
		[/1 Bulk jobs are not collected/, anEnd({ openJobs: 1 })],
		[/watermark is .*17:02:17.* not .*16:27:17/, anEnd({ watermark: { modifiedAt: later } })],
		[/watermark is undefined/, anEnd({ watermark: undefined })],
		[/summed up 0 times/, anEnd({}, { summaries: [] })],
		[/summed up 2 times/, anEnd({}, { summaries: [summary, summary] })],
		[/1 rows of the journal are missing or wrong, the first Industry of 1/, anEnd({ journal: [] })],
		[/journal/, anEnd({ journal: [{ ...journalRow, before: 'Energy' }] })],
		[/journal/, anEnd({ journal: [{ ...journalRow, status: 'refused' }] })],
		[/journal/, anEnd({ journal: [{ ...journalRow, status: 'intended' }] })],
	])('says %p', (problem, end) => {
		expect(judge(unkilled, end)).toEqual([expect.stringMatching(problem)]);
	});
});

describe('repeatedRows', () => {
	it('counts what was saved beyond what the unkilled run saved', () => {
		expect(repeatedRows(unkilled, anEnd({}, { savedRows: 51 }))).toBe(50);
	});
});
