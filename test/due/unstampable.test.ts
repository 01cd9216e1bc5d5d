import type { IDataObject } from 'n8n-workflow';
import { changed, NodeOrg } from '../nodes/node-org';
import { dayMinutes, DueNights, type NightParameters } from './due-nights';

const csv = 'name,domain,industry,employees\nNorthwind,northwind.example,Retail,1200\n';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: {
			Lead: [
				changed({ LastName: 'Writable', Company: 'Northwind', Email: 'a@northwind.example' }),
				changed({ LastName: 'Broken', Company: 'Northwind', Email: 'b@northwind.example', Title: 'none' }),
				changed({ LastName: 'Missed', Company: 'Nobody', Email: 'c@nobody.example', Title: 'none' }),
			],
		},
		validationRules: [
			{ object: 'Lead', when: { field: 'Title', op: '=', value: 'none' }, message: 'A title is needed' },
		],
	});
});
afterAll(() => org.close());

let nights: DueNights;
beforeEach(async () => {
	await org.begin();
	nights = new DueNights(org, org.writeFile('companies.csv', csv));
});

const idOf = (name: string) => String(org.find('Lead', 'LastName', name).Id);

/** As a person or another program does. */
function change(name: string, values: IDataObject): void {
	org.emulator.org.update('Lead', idOf(name), values);
}

const selections: Array<[string, NightParameters]> = [
	['due for refresh', {}],
	['due for refresh, planned and claimed', { isPlanned: true }],
	['never enriched', { fetch: { selection: 'neverEnriched' } }],
	[
		'filter',
		{
			fetch: {
				selection: 'filter',
				filters: { rows: [{ field: 'Company', operator: 'in', value: 'Northwind,Nobody' }] },
			},
		},
	],
	['modified', { fetch: { selection: 'modified', firstRunHours: 0, options: { lookbackMinutes: 1_000_000 } } }],
	[
		'modified and never enriched',
		{
			fetch: {
				selection: 'modified',
				firstRunHours: 0,
				onlyNeverEnriched: true,
				options: { lookbackMinutes: 1_000_000 },
			},
		},
	],
];

describe('a record that refuses every write', () => {
	it.each(selections)('is asked for once, not every night: %s', async (_name, parameters) => {
		const first = await nights.run(parameters);
		expect(first.asked).toEqual(expect.arrayContaining(['Broken', 'Missed']));
		expect(first.summary).toMatchObject({
			unstamped: { records: 2, recordId: expect.stringMatching(/^00Q/), link: expect.stringContaining('/00Q') },
		});
		expect(first.summary.text).toContain('Could not take their status fields: 2, such as ');

		org.passMinutes(dayMinutes);
		const second = await nights.run(parameters);
		expect(second.asked).not.toContain('Broken');
		expect(second.asked).not.toContain('Missed');
		expect(second.summary).not.toHaveProperty('unstamped');
	});

	it.each(['collections', 'bulk'])(
		'is asked for once when everything is delivered at finish by %s',
		async (strategy) => {
			const parameters = {
				write: { delivery: 'at_finish' },
				finish: { operation: 'deliverAndFinish', options: { strategy } },
			};
			const first = await nights.run(parameters);
			expect(first.asked).toHaveLength(3);
			expect(first.summary).toMatchObject({ unstamped: { records: 2 } });
			org.passMinutes(dayMinutes);
			expect((await nights.run(parameters)).asked).toEqual([]);
		},
	);

	it('is not counted while its attempt is young', async () => {
		expect(await nights.count()).toBe(3);
		await nights.run();
		org.passMinutes(dayMinutes);
		expect(await nights.count()).toBe(0);
	});

	it('takes no place within the limit', async () => {
		await nights.run({ fetch: { filters: { rows: [{ field: 'Title', operator: 'equals', value: 'none' }] } } });
		org.passMinutes(dayMinutes);
		expect((await nights.run({ fetch: { limit: 1 } })).fetched).toEqual(['Writable']);
	});

	it('is asked for again once its age has passed, that of a failure for one and that of a miss for the other', async () => {
		await nights.run();
		org.passMinutes(3 * dayMinutes);
		expect((await nights.run({ fetch: { options: { retryFailedAfterDays: 2 } } })).asked).toEqual(['Broken']);
		org.passMinutes(28 * dayMinutes);
		expect((await nights.run({ fetch: { refreshAfterDays: 99 } })).asked).toEqual(
			expect.arrayContaining(['Broken', 'Missed']),
		);
	});

	it('is not refused for its stamps alone', async () => {
		const { summary } = await nights.run();
		expect(summary.counts).toMatchObject({ read: 3, written: 1, rejected: 1, noMatch: 1 });
	});

	it('is tried again once a person has mended it, and then its stamps tell', async () => {
		await nights.run();
		org.passMinutes(dayMinutes);
		change('Broken', { Title: 'CFO', Email: 'b2@northwind.example' });

		expect((await nights.run()).asked).toEqual(['Broken']);
		expect(org.find('Lead', 'LastName', 'Broken')).toMatchObject({
			Industry: 'Retail',
			Enrichment_Outcome__c: 'written',
		});
		expect(await org.store.loadAttempts(org.emulator.identity.id, [idOf('Broken')])).toEqual([]);
	});

	it('is forgotten once it is deleted', async () => {
		await nights.run();
		const id = idOf('Broken');
		org.emulator.org.delete('Lead', id);
		await nights.run();
		expect(await org.store.loadAttempts(org.emulator.identity.id, [id])).toEqual([]);
	});
});

describe('records whose stamps nobody may write', () => {
	it.each(selections)('are asked for once, not every night, with Write Stamps off: %s', async (_name, parameters) => {
		const write = { options: { writeStamps: false } };
		expect((await nights.run({ ...parameters, write })).summary).toMatchObject({ unstamped: { records: 3 } });
		org.passMinutes(dayMinutes);
		expect((await nights.run({ ...parameters, write })).asked).toEqual([]);
	});

	it('are not paid for each time another program touches them', async () => {
		const parameters = {
			write: { options: { writeStamps: false } },
			fetch: { selection: 'modified', firstRunHours: 0 },
		};
		await nights.run(parameters);
		const fetched: unknown[] = [];
		for (let hour = 0; hour < 5; hour += 1) {
			org.passMinutes(60);
			change('Writable', { Description: `sync ${hour}` });
			org.passMinutes(5);
			const night = await nights.run(parameters);
			fetched.push(night.fetched[0]);
			expect(night.asked).toEqual([]);
		}
		expect(fetched).toEqual(Array(5).fill('Writable'));

		change('Writable', { Email: 'new@northwind.example', Industry: null });
		org.passMinutes(5);
		expect((await nights.run(parameters)).asked).toEqual(['Writable']);
	});
});
