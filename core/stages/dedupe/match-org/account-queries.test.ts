import { accountQueries, contactsOfAddresses, contactsOfDomains, namePatterns } from './account-queries';

describe('namePatterns', () => {
	it.each([
		['two words, with a slip in either', 'Acme Widget Company Ltd.', ['Acme%Wi%', 'Acm%Widget%']],
		['the longer first word', 'Harbour Optics Inc', ['Harbour%Op%', 'Har%Optics%']],
		['partners, however joined', 'Smith & Jones', ['Smith%Jo%', 'Smi%Jones%']],
		['a single word', 'Globex Inc', ['Globex%']],
		['a long single word', 'Initechnology', ['Initechnology%', 'Ini%ogy%']],
		['two dots or two letters', 'Müller GmbH', ['M%ller%']],
		['the same without dots', 'Mueller Maschinenbau', ['M%ller%Ma%', 'M%%Maschinenbau%']],
		['an abbreviation', 'Intl. Paper', ['Int%%Pa%', 'Int%%Paper%']],
		['what is short', 'AT&T', ['AT_T%', 'AT__T%', 'AT___T%']],
		['wildcards and quotes', "Wi_ld%card O'Neil_s", ['Wi\\_ld\\%card%O%%', 'Wi\\_%O%Neil\\_s%']],
		['backslashes', 'Bac\\k Foods', ['Bac\\\\k%Fo%', 'Bac%Foods%']],
		['no company', 'n/a', []],
		['nothing', '', []],
	])('asks by %s', (_what, company, patterns) => {
		expect(namePatterns(company)).toEqual(patterns);
	});
});

describe('accountQueries', () => {
	it('asks by domain, also that of a business address, and by name', () => {
		expect(accountQueries(['Id'], [{ email: 'x@acme.com', company: 'Globex Inc' }])).toEqual([
			"SELECT Id FROM Account WHERE Website LIKE '%acme.com%' OR Name LIKE 'Globex%' LIMIT 2000",
		]);
		const many = Array.from({ length: 11 }, () => ({ email: 'x@acme.com', company: 'Globex Inc' }));
		expect(accountQueries(['Id'], many, 'IsPersonAccount = false')).toEqual([
			"SELECT Id FROM Account WHERE IsPersonAccount = false AND (Website LIKE '%acme.com%') LIMIT 2000",
			"SELECT Id FROM Account WHERE IsPersonAccount = false AND (Name LIKE 'Globex%') LIMIT 2000",
		]);
		expect(accountQueries(['Id'], [{ email: 'x@gmail.com' }])).toEqual([]);
	});

	it('asks by the letters of a domain for who names no company, and by phone for who has not even that', () => {
		const [query] = accountQueries(['Id'], [{ email: 'x@acme-widgets.com' }, { phone: '+1 555 010-9978' }]);
		expect(query).toBe(
			"SELECT Id FROM Account WHERE Website LIKE '%acme-widgets.com%' OR Name LIKE 'a%c%m%e%w%i%d%g%e%t%s%' OR Phone LIKE '%010%9978' LIMIT 2000",
		);
	});

	it('stays below what SOQL takes in one query, whatever the names are made of', () => {
		const people = Array.from({ length: 200 }, (_, at) => ({
			company: `${at}${'%'.repeat(120)} ${'_'.repeat(3)}x${"'".repeat(100)}`,
		}));
		for (const query of accountQueries(['Id'], people)) expect(query.length).toBeLessThan(100_000);
	});
});

describe('queries for contacts', () => {
	it('ask for addresses that end with a domain, and for the very addresses', () => {
		expect(contactsOfDomains(['Id'], ['acme.com'], 'AccountId != null')).toEqual([
			"SELECT Id FROM Contact WHERE AccountId != null AND (Email LIKE '%@acme.com') LIMIT 2000",
		]);
		expect(contactsOfAddresses(['Id'], [{ email: "o'x@acme.com" }, { email: 'none' }], 'AccountId != null')).toEqual([
			"SELECT Id FROM Contact WHERE AccountId != null AND (Email IN ('o\\'x@acme.com')) LIMIT 2000",
		]);
		expect(contactsOfDomains(['Id'], [], 'AccountId != null')).toEqual([]);
	});
});
