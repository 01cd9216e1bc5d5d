import { peopleQueries } from './candidate-queries';

const people = [
	{ firstName: 'Ada', lastName: "O'Byron", email: 'ada@acme.com', phone: '+44 20 7946 0001' },
	{ lastName: 'Noyce', phone: '+1 (555) 010-9978' },
	{ firstName: '50%', lastName: 'X_' },
	{},
];

describe('peopleQueries', () => {
	it('asks for few by one query: address, phone of who has none, and name, each value quoted', () => {
		expect(peopleQueries('Contact', ['Id', 'Name'], people)).toEqual([
			"SELECT Id, Name FROM Contact WHERE Email IN ('ada@acme.com') OR Phone LIKE '%010%9978' OR (LastName = 'O\\'Byron' AND FirstName LIKE 'A%') OR LastName = 'Noyce' OR (LastName = 'X_' AND FirstName LIKE '5%') LIMIT 2000",
		]);
	});

	it('asks for many by two, so that common names do not crowd out addresses', () => {
		const many = Array.from({ length: 11 }, (_, at) => ({ lastName: `N${at}`, email: `n${at}@acme.com` }));
		const [byAddress, byName] = peopleQueries('Contact', ['Id'], many);
		expect(byAddress).toContain("Email IN ('n0@acme.com', 'n1@acme.com'");
		expect(byName).toContain("LastName = 'N0' OR LastName = 'N1'");
	});

	it('holds a further condition beside all of them, and asks nothing of nobody', () => {
		expect(peopleQueries('Lead', ['Id'], [{ email: 'a@b.co' }], 'IsConverted = true')).toEqual([
			"SELECT Id FROM Lead WHERE IsConverted = true AND (Email IN ('a@b.co')) LIMIT 2000",
		]);
		expect(peopleQueries('Lead', ['Id'], [{}])).toEqual([]);
	});

	it('asks by no value that no field holds, and by none with control characters in it', () => {
		const odd = { firstName: 'A\u0000da', lastName: 'Byron\n\u0007', email: `${'x'.repeat(4_000)}@acme.com` };
		expect(peopleQueries('Lead', ['Id'], [odd, { lastName: 'L'.repeat(4_000) }])).toEqual([
			"SELECT Id FROM Lead WHERE (LastName = 'Byron' AND FirstName LIKE 'A%') LIMIT 2000",
		]);
	});

	it('stays below what SOQL takes in one query', () => {
		const long = Array.from({ length: 1_000 }, (_, at) => ({
			lastName: `${at} ${"'".repeat(70)}`,
			email: `${at}${'e'.repeat(60)}@acme.com`,
		}));
		const queries = peopleQueries('Lead', ['Id'], long);
		expect(queries.length).toBeGreaterThan(2);
		for (const query of queries) expect(query.length).toBeLessThan(100_000);
	});
});
