import { readField } from './field-path';

describe('readField', () => {
	const record = {
		Name: 'Ann',
		Website: null,
		Account: { Name: 'Acme', Owner: null, 'Parent.Name': 'Holding' },
		'Owner.Email': 'sandy@acme.example',
		'Account.Site': null,
	};

	it.each([
		['Name', 'Ann'],
		['Website', null],
		['Account.Name', 'Acme'],
		['Account.Owner.Email', null],
		['Website.Host', null],
		['Phone', undefined],
		['name', undefined],
		['Account.Website', undefined],
		['Name.length', undefined],
		['constructor', undefined],
		['Owner.Email', 'sandy@acme.example'],
		['Owner.Name', undefined],
		['Account.Site', null],
		['Account.Parent.Name', 'Holding'],
	])('reads %s as %p', (path, expected) => {
		expect(readField(record, path)).toBe(expected);
	});
});
