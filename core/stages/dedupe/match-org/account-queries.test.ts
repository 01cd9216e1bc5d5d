import { accountQueries, contactsOfAddresses, contactsOfDomains, namePatterns } from './account-queries';

describe('namePatterns', () => {
	it.each([
		['two words, with a slip in either', 'Acme Widget Company Ltd.', ['Acme%Wid%']],
		['the longer first word', 'Harbour Optics Inc', ['Harbour%Opt%', 'Har%Optics%']],
		['partners, however joined', 'Smith & Jones', ['Smith%Jon%', 'Smi%Jones%']],
		['a single word', 'Globex Inc', ['Globex%']],
		['a long single word', 'Initechnology', ['Initechnology%', 'Ini%ogy%']],
		['two dots or two letters', 'Müller GmbH', ['M%ller%']],
		['the same without dots', 'Mueller Maschinenbau', ['M%ller%Mas%', 'M%%Maschinenbau%']],
		['an abbreviation', 'Intl. Paper', ['Int%%Pap%']],
		['what is short', 'AT&T', ['AT_T%', 'AT__T%', 'AT___T%']],
		['wildcards and quotes', "Wi_ld%card O'Neil_s", ['Wi\\_ld\\%card%O%N%', 'Wi\\_%O%Neil\\_s%']],
		['backslashes', 'Bac\\k Foods', ['Bac\\\\k%Foo%', 'Bac%Foods%']],
		['no company', 'n/a', []],
		['nothing', '', []],
	])('asks by %s', (_what, company, patterns) => {
		expect(namePatterns(company)).toEqual(patterns);
	});
});

describe('accountQueries', () => {
	it('asks by domain, also that of a business address, and by name', () => {
		expect(accountQueries(['Id'], [{ email: 'x@acme.com', company: 'Globex Inc' }])).toEqual([
			"SELECT Id FROM Account WHERE Website LIKE '%acme.com%' LIMIT 2000",
			"SELECT Id FROM Account WHERE Name LIKE 'Globex%' LIMIT 2000",
		]);
		expect(accountQueries(['Id'], [{ email: 'x@gmail.com' }])).toEqual([]);
	});

	it('asks by the letters of a domain for who names no company, and by phone for who has not even that', () => {
		const queries = accountQueries(['Id'], [{ email: 'x@acme-widgets.com' }, { phone: '+1 555 010-9978' }]);
		expect(queries[1]).toBe(
			"SELECT Id FROM Account WHERE Name LIKE 'a%c%m%e%w%i%d%g%e%t%s%' OR Phone LIKE '%010%9978' LIMIT 2000",
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
