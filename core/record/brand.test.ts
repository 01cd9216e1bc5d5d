import { brandOf } from './brand';

describe('brandOf', () => {
	it.each<[string | undefined, string | undefined]>([
		['acme.com', 'acme'],
		['acme.co.uk', 'acme'],
		['acme.github.io', 'acme'],
		['acme-group.de', 'acme-group'],
		['co.uk', undefined],
		['', undefined],
		[undefined, undefined],
	])('of %p is %p', (domain, brand) => {
		expect(brandOf(domain)).toBe(brand);
	});
});
