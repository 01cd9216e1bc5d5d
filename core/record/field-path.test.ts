import { readField } from './field-path';

describe('readField', () => {
	const record = { Name: 'Ann', Website: null, Account: { Name: 'Acme', Owner: null } };

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
	])('reads %s as %p', (path, expected) => {
		expect(readField(record, path)).toBe(expected);
	});
});
