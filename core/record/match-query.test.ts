import { matchValues, pathsOfInput, usedValues } from './match-query';

describe('matchValues', () => {
	it.each<[string, Parameters<typeof matchValues>, object]>([
		[
			'the first usable address, and all of them',
			[
				{ Email: 'test@test.com', Work__c: 'Ada@Acme.com', Home__c: 'ada@byron.org', Copy__c: 'ada@acme.com' },
				{ email: 'Email', moreEmails: ['Work__c', 'Copy__c', 'Home__c', 'Missing__c'] },
			],
			{ email: 'ada@acme.com', emails: ['ada@acme.com', 'ada@byron.org'], domain: 'acme.com' },
		],
		[
			'a whole name, and what it is made of',
			[
				{ FirstName: ' Ada', LastName: 'Byron ' },
				{ firstName: 'FirstName', lastName: 'LastName' },
			],
			{ firstName: 'Ada', lastName: 'Byron', fullName: 'Ada Byron' },
		],
		[
			'the name of a field of its own',
			[
				{ Name: 'Ada K. Byron', FirstName: null, LastName: 'Byron' },
				{ fullName: 'Name', lastName: 'LastName' },
			],
			{ fullName: 'Ada K. Byron' },
		],
		[
			'no half a name, and none that stands for nobody',
			[
				{ FirstName: null, LastName: 'Byron', Name: 'Byron' },
				{ firstName: 'FirstName', lastName: 'LastName', fullName: 'Name' },
			],
			{},
		],
		[
			"an account's fields",
			[
				{ Account: { Name: 'Acme, Inc.', LEI__c: '549300mludyvrqoox s22', Page__c: 'linkedin.com/company/Acme' } },
				{ company: 'Account.Name', lei: 'Account.LEI__c', companyLinkedinUrl: 'Account.Page__c' },
			],
			{ company: 'Acme, Inc.', companyLinkedinUrl: 'https://www.linkedin.com/company/acme' },
		],
		[
			'numbers as they are',
			[
				{ No__c: ' 00445790 ', LEI__c: '549300mludyvrqooxs22' },
				{ registrationNumber: 'No__c', lei: 'LEI__c' },
			],
			{ registrationNumber: '00445790', lei: '549300MLUDYVRQOOXS22' },
		],
	])('takes %s', (_what, [record, inputs], expected) => {
		expect(matchValues(record, inputs)).toEqual(expected);
	});

	it.each([
		['+1 (415) 555-0100', '+14155550100'],
		['0044 20 7946 0958', '+442079460958'],
		['+44 (0)20 7946 0958', '+442079460958'],
		['(415) 555-0100 ext. 12', '4155550100'],
		['000-000-0000', undefined],
		['12345', undefined],
		['0000000000000000', undefined],
		['call me', undefined],
	])('makes of the number %s %s', (Phone, phone) => {
		expect(matchValues({ Phone }, { phone: 'Phone' })).toEqual(phone === undefined ? {} : { phone });
	});
});

describe('matchValues with a country', () => {
	it.each([
		['(415) 555-0100', 'United States', '+14155550100'],
		['020 7946 0958', 'GB', '+442079460958'],
		['020 7946 0958', 'Nowhere', '02079460958'],
	])('makes of the number %s in %s %s', (Phone, Country, phone) => {
		expect(matchValues({ Phone, Country }, { phone: 'Phone', country: 'Country' })).toMatchObject({ phone });
	});
});

describe('usedValues', () => {
	it('leaves out what the provider does not use', () => {
		const values = {
			email: 'ada@acme.com',
			emails: ['ada@acme.com', 'b@acme.com'],
			domain: 'acme.com',
			phone: '+14155550100',
		};
		expect(usedValues(values, ['email', 'phone'])).toEqual({
			email: values.email,
			emails: values.emails,
			phone: values.phone,
		});
		expect(usedValues(values, ['domain'])).toEqual({ domain: 'acme.com' });
	});
});

describe('pathsOfInput', () => {
	const inputs = {
		email: 'Email',
		moreEmails: ['Work__c'],
		website: 'Website',
		firstName: 'FirstName',
		lastName: 'LastName',
	};

	it.each([
		['domain', ['Website', 'Email', 'Work__c']],
		['email', ['Email', 'Work__c']],
		['fullName', ['FirstName', 'LastName']],
		['lei', []],
	] as const)('knows where %s is read from', (input, paths) => {
		expect(pathsOfInput(input, inputs)).toEqual(paths);
	});
});
