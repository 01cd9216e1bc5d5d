import { aJournalRow, anAttempt, aRun } from '../contract/store.builders';
import { attemptTable } from './attempt-table';
import { journalTable } from './journal-table';
import { partTable } from './part-table';
import type { Database, Keeping } from './statement';
import { workTable } from './work-table';

/** What a transaction says of when it is to be kept; its work is left out. */
async function keepingOf(act: (db: Database) => Promise<unknown>): Promise<Keeping[]> {
	const said: Keeping[] = [];
	await act({
		transact: async (_work, keeping = 'at_once') => {
			said.push(keeping);
			return undefined as never;
		},
		perform: async () => undefined as never,
	});
	return said;
}

describe('what is kept with the next transaction', () => {
	const run = aRun();
	const staged = [{ recordId: '00Q1', values: { Title: 'CTO' } }];
	const settlements = [{ recordId: '00Q1', outcome: 'written' as const }];

	it.each<[string, Keeping, (db: Database) => Promise<unknown>]>([
		['taking records on', 'with_next', async (db) => await workTable(db).addWork(run, [{ recordId: '00Q1' }])],
		['a part that stages rows', 'with_next', async (db) => await partTable(db).savePart(run, { staged, settlements })],
		['what became of a call', 'at_once', async (db) => await partTable(db).savePart(run, { settlements })],
		['what is about to be sent', 'at_once', async (db) => await journalTable(db).journal(run.runId, [aJournalRow()])],
		['an attempt', 'at_once', async (db) => await attemptTable(db).noteAttempts(run.orgId, [anAttempt()])],
	])('of %s: %s', async (_what, keeping, act) => {
		expect(await keepingOf(act)).toEqual([keeping]);
	});
});
