import type { Comparison } from '../linkage/comparison';
import type { ComparedCompany } from './company-of';

/**
 * Whether two are of one country, and whether the branch of a country is meant: *Acme Germany* is not *Acme Inc*, and a lead of
 * *Acme* in Germany is rather of the one than of the other.
 */
export function countryComparison(companies: readonly ComparedCompany[]): Comparison {
	return {
		name: 'country',
		fields: ['country'],
		levels: [
			'another country',
			'a branch, and nothing says of which country the other is',
			'same country',
			'branch of one country',
		],
		typical: [0.04, 0.03, 0.8, 0.13],
		compare(one, other) {
			const [a, b] = [companies[one], companies[other]];
			if (a.branch !== undefined && b.branch !== undefined) return a.branch === b.branch ? 4 : 1;
			if (a.country !== undefined && b.country !== undefined) return a.country === b.country ? 3 : 1;
			return a.branch !== undefined || b.branch !== undefined ? 2 : 0;
		},
	};
}

/**
 * Whether one is called what the other's domain says, where nothing better is known: *Acme Widgets* without a web site, and somebody
 * who writes from `acmewidgets.com` and names no company.
 */
export function nameInDomainComparison(companies: readonly ComparedCompany[]): Comparison {
	const names = companies.map(({ record: { company } }) =>
		typeof company === 'string' ? company.replace(/ /g, '') : '',
	);
	const domains = companies.map(({ record: { domain } }) => (typeof domain === 'string' ? labelOf(domain) : ''));
	const isCalled = (one: number, other: number): boolean =>
		names[one] !== '' && names[one].length >= leastLetters && names[one] === domains[other];
	return {
		name: 'name in the domain',
		fields: ['company', 'domain'],
		levels: ['another', 'equal'],
		typical: [0.5, 0.5],
		compare(one, other) {
			if (names[one] !== '' && names[other] !== '') return 0;
			if (domains[one] !== '' && domains[other] !== '') return 0;
			return isCalled(one, other) || isCalled(other, one) ? 2 : 0;
		},
	};
}

/** Shorter names are abbreviations that stand for many. */
const leastLetters = 5;

/** `acmewidgets` of `acme-widgets.com`, with `ae`, `oe` and `ue` as names are folded. */
export function labelOf(domain: string): string {
	return domain
		.split('.')[0]
		.replace(/[^a-z0-9]/g, '')
		.replace(/([aou])e/g, '$1');
}
