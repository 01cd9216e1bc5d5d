import type { OrgSeed } from '../org/seed';
import type { SalesforceEmulator } from '../salesforce-emulator';
import { frozenNow, signIn, startTestOrg, type SignedInClient } from '../test-org';

const leads = 450;

const seed: OrgSeed = {
	records: {
		Account: [{ '@ref': 'acme', Name: 'Acme' }, { '@ref': 'beta', Name: 'Beta' }, { Name: 'Cyan' }],
		Contact: [
			...Array.from({ length: 230 }, (_, index) => ({ LastName: `A${index}`, AccountId: '@acme' })),
			{ LastName: 'B', AccountId: '@beta' },
		],
		Lead: Array.from({ length: leads }, (_, index) => ({ LastName: `L${index}`, Company: 'Acme' })),
	},
};

type Found = Array<Record<string, unknown>>;

let org: SalesforceEmulator;
let client: SignedInClient;

beforeEach(async () => {
	org = await startTestOrg({ seed });
	client = await signIn(org);
});
afterEach(() => org.close());

const small = { 'sforce-query-options': 'batchSize=200' };

/** All pages of a query. */
async function pages(soql: string): Promise<Found[]> {
	let { body } = await client.query(soql, small);
	const all = [body.records];
	while (!body.done) {
		body = (await client.request('GET', body.nextRecordsUrl)).body;
		all.push(body.records);
	}
	return all;
}

const names = (records: Found) => records.map((record) => String(record.LastName));

describe('pages of a query', () => {
	it('hold every record once', async () => {
		const all = await pages('SELECT LastName FROM Lead');
		expect(all.map((page) => page.length)).toEqual([200, 200, 50]);
		expect(new Set(names(all.flat())).size).toBe(leads);
	});

	it('follow ORDER BY across pages', async () => {
		const all = await pages('SELECT LastName FROM Lead ORDER BY LastName DESC LIMIT 300 OFFSET 10');
		const expected = Array.from({ length: leads }, (_, index) => `L${index}`)
			.sort()
			.reverse()
			.slice(10, 310);
		expect(names(all.flat())).toEqual(expected);
	});

	it('come in no dependable order without ORDER BY, but in the same one in every run', async () => {
		const first = names((await pages('SELECT LastName FROM Lead')).flat());
		expect(first).not.toEqual([...first].sort((left, right) => Number(left.slice(1)) - Number(right.slice(1))));
		expect(names((await pages('SELECT LastName FROM Lead')).flat())).not.toEqual(first);
		org.reset();
		client = await signIn(org);
		expect(names((await pages('SELECT LastName FROM Lead')).flat())).toEqual(first);
	});

	it('hold any records when LIMIT comes without ORDER BY', async () => {
		const some = async () =>
			names((await client.query("SELECT LastName FROM Lead WHERE Company = 'acme' LIMIT 5")).body.records);
		const [one, other] = [await some(), await some()];
		expect([one.length, other.length]).toEqual([5, 5]);
		expect(new Set([...one, ...other]).size).toBeGreaterThan(5);
	});

	it('show what records hold when the page is read, without those deleted since', async () => {
		const { body } = await client.query('SELECT Id, LastName FROM Lead ORDER BY Id', small);
		const [changed, deleted] = org.org.rows('Lead').slice(200, 202);
		org.org.update('Lead', String(changed.Id), { LastName: 'Changed' });
		org.org.delete('Lead', String(deleted.Id));
		const page = (await client.request('GET', body.nextRecordsUrl)).body;
		expect(page.records[0].LastName).toBe('Changed');
		expect(page).toMatchObject({ totalSize: leads, nextRecordsUrl: expect.stringMatching(/-400$/) });
		expect(page.records).toHaveLength(199);
	});

	it('stay readable after the data is brought back to a snapshot', async () => {
		const snapshot = org.snapshot();
		const { body } = await client.query('SELECT LastName FROM Lead ORDER BY Id', small);
		org.org.delete('Lead', String(org.org.rows('Lead')[0].Id));
		org.restore(snapshot);
		expect(names((await client.request('GET', body.nextRecordsUrl)).body.records)[0]).toBe('L200');
	});

	it('end two days after the query', async () => {
		const { body } = await client.query('SELECT Id FROM Lead', small);
		org.setClock(() => new Date(frozenNow.getTime() + 2 * 24 * 60 * 60 * 1000 + 1));
		const later = await signIn(org);
		const reply = await later.request('GET', body.nextRecordsUrl);
		expect([reply.status, reply.body[0].errorCode]).toEqual([400, 'INVALID_QUERY_LOCATOR']);
	});
});

describe('lists of children', () => {
	it('have pages of their own', async () => {
		const { body } = await client.query(
			"SELECT Name, (SELECT LastName FROM Contacts ORDER BY Id) FROM Account WHERE Name = 'Acme'",
		);
		const { Contacts: contacts } = body.records[0];
		expect(contacts).toMatchObject({ totalSize: 230, done: false });
		const rest = (await client.request('GET', contacts.nextRecordsUrl)).body;
		expect(rest).toMatchObject({ totalSize: 230, done: true });
		expect(names([...contacts.records, ...rest.records])).toEqual(
			Array.from({ length: 230 }, (_, index) => `A${index}`),
		);
	});

	it('take up room on the page of their parents', async () => {
		const { body } = await client.query(
			'SELECT Name, (SELECT LastName FROM Contacts) FROM Account ORDER BY Name',
			small,
		);
		expect(body).toMatchObject({ totalSize: 3, done: false, records: [{ Name: 'Acme' }] });
		const rest = (await client.request('GET', body.nextRecordsUrl)).body;
		expect(rest).toMatchObject({
			done: true,
			records: [
				{ Name: 'Beta', Contacts: { totalSize: 1 } },
				{ Name: 'Cyan', Contacts: null },
			],
		});
	});
});
