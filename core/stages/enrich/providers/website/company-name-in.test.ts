import { companyNameIn } from './company-name-in';

describe('companyNameIn', () => {
	it.each<[string | undefined, string | undefined, string, string | undefined]>([
		['Acme', undefined, 'other', 'Acme'],
		['Acme | Anvils and rockets', undefined, 'acme', 'Acme'],
		['Anvils and rockets – Acme Corp', undefined, 'acmecorp', 'Acme Corp'],
		['Home - Acme', undefined, 'x', 'Acme'],
		['Startseite | Müller & Söhne', undefined, 'x', 'Müller & Söhne'],
		['Anvils | Rockets', 'Rockets', 'x', 'Rockets'],
		['Anvils | Rockets', undefined, 'x', undefined],
		['Home', undefined, 'acme', undefined],
		['We build the most dependable anvils in the whole wide world today', undefined, 'x', undefined],
		[undefined, 'Acme', 'acme', undefined],
	])('%j with heading %j on %s.com is %j', (title, heading, label, name) => {
		expect(companyNameIn(title, heading, label)).toBe(name);
	});
});
