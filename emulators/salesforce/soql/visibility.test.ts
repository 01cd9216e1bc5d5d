import { buildSchema } from '../schema/build-schema';
import { RecordStore } from '../storage/record-store';
import { compileQuery } from './compile-query';
import { findRows } from './read-rows';
import type { QueryVisibility } from './visibility';

const schema = buildSchema({});
const store = new RecordStore(schema, ':memory:');
afterAll(() => store.database.close());

const own = '0055e0000000001AAA';
const otherUser = '0055e0000000002AAB';

/** Hides what is named, and Accounts of other owners. */
function hiding(...names: string[]): QueryVisibility {
	return {
		isObjectVisible: (object) => !names.includes(object),
		isFieldVisible: (object, field) => !names.includes(`${object}.${field}`),
		rowFilter: (object, alias) => (object === 'Account' ? `${alias}.OwnerId = '${own}'` : undefined),
	};
}

function compile(soql: string, visibility: QueryVisibility) {
	return compileQuery(schema, soql, {
		now: new Date('2026-11-21T16:29:17Z'),
		timeZone: 'UTC',
		language: 'en_US',
		fiscalYearStartMonth: 1,
		includesDeleted: false,
		shuffleSeed: undefined,
		userId: own,
		visibility,
	});
}

function rows(soql: string, visibility: QueryVisibility): unknown[][] {
	const compiled = compile(soql, visibility);
	if (compiled.kind !== 'records') throw new Error('records expected');
	return findRows(store, compiled, [], 10).rows.map((row) => row.slice(0, -1));
}

beforeAll(() => {
	const insert = (object: string, fields: Record<string, string>) =>
		store.insert(schema.type(object)!, { SystemModstamp: '2026-11-21T00:00:00.000Z', ...fields });
	insert('Account', { Id: '0015e0000000001AAA', Name: 'Mine', OwnerId: own });
	insert('Account', { Id: '0015e0000000002AAB', Name: 'Theirs', OwnerId: otherUser });
	insert('Contact', { Id: '0035e0000000001AAA', Name: 'One', AccountId: '0015e0000000001AAA' });
	insert('Contact', { Id: '0035e0000000002AAB', Name: 'Two', AccountId: '0015e0000000002AAB' });
});

describe('QueryVisibility', () => {
	it('leaves hidden rows out, as rows, as parents and in semi-joins', () => {
		expect(rows('SELECT Name FROM Account', hiding())).toEqual([['0015e0000000001AAA', 'Mine']]);
		expect(rows('SELECT Id FROM Contact WHERE Account.Name = null', hiding())).toEqual([
			['0035e0000000002AAB', '0035e0000000002AAB'],
		]);
		expect(rows('SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account)', hiding())).toHaveLength(1);
	});

	it.each([
		['SELECT Fax FROM Account', 'Account.Fax', "No such column 'Fax' on entity 'Account'"],
		["SELECT Id FROM Account WHERE Fax = '1'", 'Account.Fax', "No such column 'Fax' on entity 'Account'"],
		['SELECT Id FROM Account ORDER BY Fax', 'Account.Fax', "No such column 'Fax' on entity 'Account'"],
		['SELECT Account.Fax FROM Contact', 'Account.Fax', "No such column 'Fax' on entity 'Account'"],
		['SELECT Account.Name FROM Contact', 'Contact.AccountId', "Didn't understand relationship 'Account' in field path"],
		['SELECT Account.Name FROM Contact', 'Account', "Didn't understand relationship 'Account' in field path"],
		[
			'SELECT (SELECT Id FROM Contacts) FROM Account',
			'Contact.AccountId',
			"Didn't understand relationship 'Contacts' in FROM part",
		],
		[
			'SELECT (SELECT Id FROM Contacts) FROM Account',
			'Contact',
			"Didn't understand relationship 'Contacts' in FROM part",
		],
		['SELECT Id FROM Account', 'Account', "sObject type 'Account' is not supported"],
	])('makes %s without %s what a query for nothing real is', (soql, hidden, text) => {
		expect(() => compile(soql, hiding())).not.toThrow();
		expect(() => compile(soql, hiding(hidden))).toThrow(text);
	});

	it('leaves hidden fields out of FIELDS()', () => {
		const compiled = compile('SELECT FIELDS(STANDARD) FROM Account', hiding('Account.Fax'));
		const keys = compiled.kind === 'records' ? compiled.shape.entries.map((entry) => entry.key) : [];
		expect(keys).toContain('Phone');
		expect(keys).not.toContain('Fax');
	});
});

describe('a keyset page', () => {
	it('is found by its index, wherever it starts', () => {
		const soql =
			"SELECT Id FROM Lead WHERE (SystemModstamp = 2026-11-21T00:00:00Z AND Id > '00Q5e0000000001EAA') OR SystemModstamp > 2026-11-21T00:00:00Z ORDER BY SystemModstamp, Id LIMIT 2000";
		const compiled = compile(soql, hiding());
		if (compiled.kind !== 'records') throw new Error('records expected');
		const { fromSql, conditions, orderSql, params } = compiled;
		const plan = store.database
			.prepare(`EXPLAIN QUERY PLAN SELECT t0.Id FROM ${fromSql} WHERE ${conditions.join(' AND ')}${orderSql}`)
			.all(...params);
		expect(plan.map((step) => step.detail)).toEqual([
			expect.stringMatching(/^SEARCH .* COVERING INDEX .*\(SystemModstamp>\?\)$/),
		]);
	});

	it.each([
		["Name = 'a' OR Name = 'a'", 0],
		['SystemModstamp > 2026-11-21T00:00:00Z OR SystemModstamp > 2026-11-22T00:00:00Z', 0],
		['(SystemModstamp = 2026-11-21T00:00:00Z AND Name = null) OR SystemModstamp < 2026-11-21T00:00:00Z', 1],
	])('%s implies %i bounds', (where, count) => {
		const compiled = compile(`SELECT Id FROM Lead WHERE ${where}`, hiding());
		const bounds = compiled.kind === 'records' ? compiled.conditions.join(' ').match(/"SystemModstamp" [<>]=/g) : [];
		expect(bounds ?? []).toHaveLength(count);
	});
});
