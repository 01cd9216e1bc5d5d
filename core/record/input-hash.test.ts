import { inputHash } from './input-hash';
import type { HashInputs } from './record-item';

const inputs: HashInputs = {
	scheme: 'match-1',
	fields: { email: 'Email', website: 'Website', company: 'Account.Name', size: 'NumberOfEmployees' },
};

const acme = {
	Email: 'Ann@Acme.com',
	Website: 'https://www.acme.com',
	Account: { Name: 'Acme, Inc.' },
	NumberOfEmployees: 12,
};

describe('inputHash', () => {
	it('is 64 hexadecimal digits, and the same digits in every release of this scheme', () => {
		expect(inputHash(inputs, acme)).toBe('2136aaf1d16321f2af913b47549e2f00e95640924b525a4ab100b49cf09865ca');
	});

	it.each([
		['the spelling of an address', { Email: ' ann@acme.COM ' }],
		['the path of a site', { Website: 'acme.com/about' }],
		['a legal form', { Account: { Name: 'ACME' } }],
		['the notation of a number', { NumberOfEmployees: '12.0' }],
		['other fields', { Phone: '1' }],
	])('does not change with %s', (_, change) => {
		expect(inputHash(inputs, { ...acme, ...change })).toBe(inputHash(inputs, acme));
	});

	it.each([
		['another mailbox', { Email: 'bob@acme.com' }],
		['another site', { Website: 'acme.de' }],
		['another name', { Account: { Name: 'Apex' } }],
		['another number', { NumberOfEmployees: 13 }],
		['a blank', { NumberOfEmployees: null }],
	])('changes with %s', (_, change) => {
		expect(inputHash(inputs, { ...acme, ...change })).not.toBe(inputHash(inputs, acme));
	});

	it('changes with the scheme', () => {
		expect(inputHash({ ...inputs, scheme: 'match-2' }, acme)).not.toBe(inputHash(inputs, acme));
	});

	it('does not depend on the order in which the inputs are named', () => {
		const reversed = Object.fromEntries(Object.entries(inputs.fields).reverse());
		expect(inputHash({ ...inputs, fields: reversed }, acme)).toBe(inputHash(inputs, acme));
	});

	it('tells the same value in two inputs apart', () => {
		const one: HashInputs = { scheme: 's', fields: { a: 'A', b: 'B' } };
		expect(inputHash(one, { A: 'x' })).not.toBe(inputHash(one, { B: 'x' }));
	});

	it('takes a blank field and an absent one alike', () => {
		expect(inputHash(inputs, { ...acme, Website: null })).toBe(inputHash(inputs, { ...acme, Website: undefined }));
	});

	it('is undefined without any usable input', () => {
		expect(inputHash(inputs, { Email: 'none', Website: ' ', Account: null })).toBeUndefined();
	});
});
