import type { RunContext } from '../../run/run-context';
import type { SalesforceClient } from '../../salesforce/client';
import type { Fetch } from './fetch-context';
import { FetchTally } from './fetch-tally';
import type { SelectionPlan } from './plan-selection';
import { readSelection } from './read-selection';

const plan: SelectionPlan = {
	sObject: 'Lead',
	fields: ['Id'],
	conditions: [],
	sort: 'SystemModstamp, Id',
	fieldByPath: new Map(),
};
const resultPage = 250_000;

/** An org with so many leads; its pages hold `pageLength`. */
function reading(leads: number, pageLength = 2_000) {
	const used = { query: 0, bulk: 0, planned: 0, soqls: [] as string[] };
	const limitOf = (soql: string) => Number(/LIMIT (\d+)$/.exec(soql)?.[1] ?? Infinity);
	const client = {
		async *query(soql: string) {
			used.soqls.push(soql);
			const totalSize = Math.min(leads, limitOf(soql));
			for (let at = 0; at === 0 || at < totalSize; at += pageLength) {
				used.query += 1;
				yield {
					totalSize,
					records: Array.from({ length: Math.min(pageLength, totalSize - at) }, (_, index) => ({
						Id: String(at + index),
					})),
				};
			}
		},
		async *queryInBulk(soql: string, { onFurtherPage }: { onFurtherPage: () => Promise<void> }) {
			used.soqls.push(soql);
			used.bulk += 4;
			const total = Math.min(leads, limitOf(soql));
			for (let at = 0; at < total; at += 2_000) {
				if (at > 0 && at % resultPage === 0) {
					used.bulk += 1;
					await onFurtherPage();
				}
				yield {
					columns: ['Id'],
					rows: Array.from({ length: Math.min(2_000, total - at) }, (_, index) => [String(at + index)]),
				};
			}
		},
	} as unknown as SalesforceClient;
	const addCalls = async (_runId: string, _stage: string, { planned }: { planned: number }) => {
		used.planned += planned;
	};
	const context = { run: { runId: 'run-1' }, store: { addCalls } } as unknown as RunContext;
	const fetch = {
		client,
		plan,
		context,
		tally: new FetchTally(),
		signal: undefined,
		request: undefined,
	} as unknown as Fetch;
	const count = async (room: number) => {
		let records = 0;
		for await (const page of readSelection(fetch, { plan, conditions: [], fields: ['Id'], room }))
			records += page.records.length;
		return records;
	};
	return { used, count };
}

describe('readSelection', () => {
	it.each([
		['nothing', 0, 50_000, { query: 1, bulk: 0 }],
		['one page', 2_000, 50_000, { query: 1, bulk: 0 }],
		['as many pages as a job has calls', 14_000, 50_000, { query: 7, bulk: 0 }],
		['more than that', 14_001, 50_000, { query: 1, bulk: 4 }],
		['50,000', 50_000, 50_000, { query: 1, bulk: 4 }],
		['400,000', 400_000, 400_000, { query: 1, bulk: 5 }],
		['a few of many', 400_000, 4_000, { query: 2, bulk: 0 }],
	])('reads %s in the fewest calls, as planned', async (_name, leads, room, calls) => {
		const { used, count } = reading(leads);
		expect(await count(room)).toBe(Math.min(leads, room));
		expect(used).toMatchObject(calls);
		expect(used.planned).toBe(used.query + used.bulk);
	});

	it('asks for one record more than may be taken, and the job for none more', async () => {
		const { used, count } = reading(30_000);
		await count(20_000);
		expect(used.soqls.map((soql) => soql.slice(soql.indexOf('LIMIT')))).toEqual(['LIMIT 20001', 'LIMIT 20000']);
	});

	it('takes the short pages of an org into account', async () => {
		const { used, count } = reading(4_000, 200);
		await count(50_000);
		expect(used).toMatchObject({ query: 1, bulk: 4 });
	});
});
