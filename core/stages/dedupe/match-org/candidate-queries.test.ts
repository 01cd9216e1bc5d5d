import { accountQueries, contactsOfDomains, peopleQueries } from './candidate-queries';

const people = [
	{ firstName: 'Ada', lastName: "O'Byron", email: 'ada@acme.com', phone: '+44 20 7946 0001' },
	{ lastName: 'Noyce', phone: '+1 (555) 010-9978' },
	{ firstName: '50%', lastName: 'X_' },
	{},
];

describe('peopleQueries', () => {
	it('asks by address, by phone of who has none, and by name, each value quoted', () => {
		expect(peopleQueries('Contact', ['Id', 'Name'], people)).toEqual([
			"SELECT Id, Name FROM Contact WHERE Email IN ('ada@acme.com') OR Phone LIKE '%010%9978' LIMIT 2000",
			"SELECT Id, Name FROM Contact WHERE (LastName = 'O\\'Byron' AND FirstName LIKE 'A%') OR LastName = 'Noyce' OR (LastName = 'X_' AND FirstName LIKE '5%') LIMIT 2000",
		]);
	});

	it('holds a further condition beside all of them, and asks nothing of nobody', () => {
		expect(peopleQueries('Lead', ['Id'], [{ email: 'a@b.co' }], 'IsConverted = true')).toEqual([
			"SELECT Id FROM Lead WHERE IsConverted = true AND (Email IN ('a@b.co')) LIMIT 2000",
		]);
		expect(peopleQueries('Lead', ['Id'], [{}])).toEqual([]);
	});
});

describe('accountQueries', () => {
	it('asks by domain, also that of a business address, and by the beginning of the name', () => {
		expect(
			accountQueries(['Id'], [{ email: 'x@acme.com', company: 'Acme Widget Company Ltd.' }, { company: 'Globex Inc' }]),
		).toEqual([
			"SELECT Id FROM Account WHERE Website LIKE '%acme.com%' LIMIT 2000",
			"SELECT Id FROM Account WHERE Name LIKE 'Acme Widget%' OR Name LIKE 'Globex%' LIMIT 2000",
		]);
		expect(accountQueries(['Id'], [{ email: 'x@gmail.com' }])).toEqual([]);
	});
});

describe('contactsOfDomains', () => {
	it('asks for addresses that end with one of them', () => {
		expect(contactsOfDomains(['acme.com'])).toContain("Email LIKE '%@acme.com'");
		expect(contactsOfDomains([])).toBeUndefined();
	});
});
