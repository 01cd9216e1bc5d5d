import { organizationOf, own } from './structured-data';

const nameIn = (...jsonLd: unknown[]) =>
	own(
		organizationOf(
			jsonLd.map((json) => (typeof json === 'string' ? json : JSON.stringify(json))),
			'acme.com',
		),
		'name',
	);

const acme = { '@type': 'Organization', name: 'Acme' };

describe('organizationOf', () => {
	it.each<[string, unknown, unknown]>([
		['alone', acme, 'Acme'],
		['in a list', [{ '@type': 'WebPage', name: 'x' }, acme], 'Acme'],
		['in a graph', { '@graph': [{ '@type': 'WebSite', name: 'x' }, acme] }, 'Acme'],
		['as the publisher of an article', { '@type': 'Article', publisher: acme }, 'Acme'],
		['of a kind of its own', { ...acme, '@type': ['Thing', 'HardwareStore'] }, 'Acme'],
		['of a kind with its address', { ...acme, '@type': 'http://schema.org/Corporation' }, 'Acme'],
		[
			'with the domain',
			[
				{ ...acme, name: 'Other', logo: 'x' },
				{ ...acme, url: 'https://www.acme.com/' },
			],
			'Acme',
		],
		[
			'the fuller one',
			[
				{ '@type': 'Organization', name: 'Thin' },
				{ ...acme, telephone: '1', logo: 'x' },
			],
			'Acme',
		],
		[
			'by its id',
			{
				'@graph': [
					{ '@type': 'Organization', name: 'Partner', logo: 'x' },
					{ ...acme, '@id': '#a' },
					{ '@type': 'WebSite', publisher: { '@id': '#a' } },
				],
			},
			'Acme',
		],
		['not one of another domain', { ...acme, url: 'https://other.com' }, undefined],
		['not a brand of a product', { '@type': 'Product', manufacturer: acme }, undefined],
		['not where a person works', { '@type': 'Person', worksFor: acme }, undefined],
		['not a person', { '@type': 'Person', name: 'Ada' }, undefined],
		['not in broken JSON', '{"@type":"Organization","name":"Acme",}', undefined],
		['in a comment', `<!--\n${JSON.stringify(acme)}\n-->`, 'Acme'],
		['in a section', `//<![CDATA[\n${JSON.stringify(acme)}\n//]]>`, 'Acme'],
		['not in what is no object', 'null', undefined],
	])('is found %s', (_, json, name) => {
		expect(nameIn(json)).toBe(name);
	});

	it('reads own keys only', () => {
		const organization = organizationOf(['{"@type":"Organization","__proto__":{"name":"Mallory"}}'], 'acme.com');
		expect(organization).toBeDefined();
		expect(own(organization, 'name')).toBeUndefined();
		expect(own(organization, 'toString')).toBeUndefined();
	});

	it('is done with what is nested, long or wide', () => {
		expect(nameIn(`${'['.repeat(200_000)}`, `${'{"@graph":['.repeat(5_000)}${']}'.repeat(5_000)}`)).toBeUndefined();
		expect(nameIn(Array(50_000).fill({ '@type': 'X' }), acme)).toBe('Acme');
	});
});
