import { changed, NodeOrg } from '../nodes/node-org';
import { dayMinutes, DueNights } from './due-nights';

const csv = 'name,domain,industry,employees\nNorthwind,northwind.example,Retail,1200\n';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: {
			Lead: [
				changed({ LastName: 'Known', Company: 'Northwind', Email: 'a@northwind.example' }),
				changed({ LastName: 'Unknown', Company: 'Nobody Knows', Email: 'b@nobody.example' }),
			],
		},
	});
});
afterAll(() => org.close());

let nights: DueNights;
let file: string;
beforeEach(async () => {
	await org.begin();
	file = org.writeFile('companies.csv', csv);
	nights = new DueNights(org, file);
});

const lastActivity = (name: string) => org.find('Lead', 'LastName', name).Enrichment_Last_Activity__c;

describe.each([
	['got', false],
	['planned and claimed', true],
])('a selection of what is due for refresh, %s', (_way, isPlanned) => {
	it('looks up what was selected as due although its inputs are the same, and moves its due date', async () => {
		expect((await nights.run({ isPlanned })).asked).toEqual(['Known', 'Unknown']);
		const before = lastActivity('Known');

		org.passMinutes(dayMinutes);
		expect((await nights.run({ isPlanned })).fetched).toEqual([]);

		org.passMinutes(7 * dayMinutes);
		// Its fields are filled by now, so there is nothing to ask; yet it must not come back tomorrow.
		expect(await nights.run({ isPlanned, fetch: { refreshAfterDays: 7 } })).toMatchObject({
			fetched: ['Known'],
			summary: { counts: { read: 1, stampedOnly: 1 } },
		});
		expect(lastActivity('Known')).not.toBe(before);

		org.passMinutes(dayMinutes);
		expect((await nights.run({ isPlanned })).fetched).toEqual([]);
	});

	it('asks again about what found no match, once its own age has passed', async () => {
		await nights.run({ isPlanned });
		org.passMinutes(31 * dayMinutes);
		expect(
			(await nights.run({ isPlanned, fetch: { refreshAfterDays: 99, options: { retryAfterDays: 30 } } })).asked,
		).toEqual(['Unknown']);
		org.passMinutes(dayMinutes);
		expect((await nights.run({ isPlanned, fetch: { refreshAfterDays: 99 } })).fetched).toEqual([]);
	});

	it('makes due what a new reference file may know, and only that', async () => {
		await nights.run({ isPlanned });
		org.passMinutes(dayMinutes);
		org.writeFile('companies.csv', `${csv}Nobody Knows,nobody.example,Energy,7\n`);

		expect(await nights.count()).toBe(1);
		expect((await nights.run({ isPlanned })).asked).toEqual(['Unknown']);
		expect(org.find('Lead', 'LastName', 'Unknown')).toMatchObject({ Industry: 'Energy' });
		org.passMinutes(dayMinutes);
		expect((await nights.run({ isPlanned })).fetched).toEqual([]);
	});

	it('makes nothing due when the same file is put in its place once more', async () => {
		await nights.run({ isPlanned });
		org.passMinutes(dayMinutes);
		org.writeFile('companies.csv', csv);
		expect((await nights.run({ isPlanned })).fetched).toEqual([]);
	});
});

describe('a nightly selection with a limit', () => {
	it('goes through all records once a week, instead of the same ones every night', async () => {
		const read: number[] = [];
		for (let night = 0; night < 10; night += 1) {
			read.push((await nights.run({ isPlanned: true, fetch: { limit: 1 } })).fetched.length);
			org.passMinutes(dayMinutes);
		}
		// The one whose fields are filled comes back after a week; the one without a match after a month.
		expect(read).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 0]);
	});
});

describe('a selection by what changed', () => {
	it('writes nothing on a record whose inputs are the same', async () => {
		await nights.run();
		org.passMinutes(5 * 60);
		org.emulator.org.update('Lead', String(org.find('Lead', 'LastName', 'Known').Id), { Title: 'CFO' });
		const before = lastActivity('Known');
		org.passMinutes(60);

		const night = await nights.run({ fetch: { selection: 'modified', firstRunHours: 2 } });

		expect(night).toMatchObject({ fetched: ['Known'], asked: [], summary: { counts: { gated: 1, stampedOnly: 0 } } });
		expect(lastActivity('Known')).toBe(before);
	});
});

describe('a selection by the oldest attempt first', () => {
	it('goes round all records, a few each night', async () => {
		await nights.run();
		const fetch = { selection: 'filter', limit: 1, options: { order: 'scheduled' } };
		const first: unknown[] = [];
		for (let night = 0; night < 4; night += 1) {
			org.passMinutes(dayMinutes);
			first.push((await nights.run({ fetch })).fetched[0]);
		}
		expect(new Set(first)).toEqual(new Set(['Known', 'Unknown']));
		expect(first[0]).not.toBe(first[1]);
	});
});

describe('a preset filter of what found no match', () => {
	it('asks again instead of skipping the same inputs', async () => {
		await nights.run();
		org.passMinutes(dayMinutes);
		expect(
			(await nights.run({ fetch: { selection: 'filter', options: { presetFilter: 'sent_without_match' } } })).asked,
		).toEqual(['Unknown']);
	});
});

describe('a record that the workflow loses every night', () => {
	it('is given up after a few nights and does not come back the next', async () => {
		const pass = () => [];
		const lost: number[] = [];
		for (let night = 0; night < 6; night += 1) {
			lost.push(
				(
					await nights.run({
						pass,
						fetch: { filters: { rows: [{ field: 'LastName', operator: 'equals', value: 'Known' }] } },
					})
				).fetched.length,
			);
			org.passMinutes(dayMinutes);
		}
		expect(lost).toEqual([1, 1, 1, 1, 0, 0]);
		org.passMinutes(3 * dayMinutes);
		expect((await nights.run()).fetched).toContain('Unknown');
	});
});
