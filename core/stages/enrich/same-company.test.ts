import { compareCompanies, type KnownCompany } from './same-company';

const named = (name: string, ...domains: string[]): KnownCompany => ({ names: [name], domains });
const at = (...domains: string[]): KnownCompany => ({ names: [], domains });

describe('compareCompanies', () => {
	it.each<[KnownCompany, KnownCompany, string]>([
		[named('Acme', 'acme.com'), named('Other', 'acme.com'), 'domain'],
		[at('acme.com'), at('acme.de'), 'brand of the domain'],
		[named('Acme GmbH'), named('ACME'), 'name'],
		[named('Bank Nova'), named('Nova Bank'), 'words of the name'],
		[named('Acme Germany'), named('Acme'), 'beginning of the name'],
		[named('IBM'), named('International Business Machines'), 'initials'],
		[named('Microsfot Research'), named('Microsoft Research'), 'spelling'],
		[named('The Hut Group'), at('thehutgroup.com'), 'name in the domain'],
		[named('The Hut Group'), at('thg.com'), 'name in the domain'],
		[named('Initech Systems'), at('initech.io'), 'name in the domain'],
		[{ names: ['Other', 'Acme'], domains: [] }, named('Acme'), 'name'],
	])('finds one company (%#)', (one, other, by) => {
		expect(compareCompanies(one, other)).toEqual({ kind: 'same', by });
		expect(compareCompanies(other, one)).toEqual({ kind: 'same', by });
	});

	it.each<[KnownCompany, KnownCompany, string[]]>([
		[named('Acme', 'acme.com'), named('Initech', 'initech.com'), ['name', 'domain']],
		[named('Acme'), named('Initech', 'initech.com'), ['name']],
		[at('acme.com'), named('Initech', 'initech.com'), ['domain']],
		[named('Acme'), named('Acne'), ['name']],
		[named('SAP'), named('SAS'), ['name']],
		[named('Acme', 'acme.com'), named('Thea', 'thea.org'), ['name', 'domain']],
		[named('United Airlines'), named('United Parcel Service'), ['name']],
	])('finds two (%#)', (one, other, by) => {
		expect(compareCompanies(one, other)).toEqual({ kind: 'different', by });
		expect(compareCompanies(other, one)).toEqual({ kind: 'different', by });
	});

	it.each<[KnownCompany, KnownCompany]>([
		[at(), named('Acme', 'acme.com')],
		[named('n/a'), named('Acme')],
		[named('Acme'), at('initech.com')],
	])('cannot tell (%#)', (one, other) => {
		expect(compareCompanies(one, other)).toEqual({ kind: 'unknown' });
		expect(compareCompanies(other, one)).toEqual({ kind: 'unknown' });
	});
});
