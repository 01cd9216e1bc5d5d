import { comparisonOf, meansTheSame } from './bake-off-compare';

describe('meansTheSame', () => {
	it.each<[attribute: string, known: unknown, given: unknown, isSame: boolean | undefined]>([
		['domain', 'https://www.acme.com/about', 'acme.com', true],
		['website', 'acme.com', 'acme.org', false],
		['name', 'Acme, Inc.', 'ACME', true],
		['company_name', 'Acme GmbH', 'Acme', true],
		['name', 'Acme', 'Globex', false],
		['email', 'Ada@Acme.com', 'ada@acme.com', true],
		['email', 'no address', 'ada@acme.com', undefined],
		['phone', '+1 (415) 555-0100', '415.555.0100', true],
		['phone', '+49 30 1234567 ext. 12', '030 1234567', true],
		['phone', '+1 415 555 0100', '+1 415 555 0101', false],
		['phone', '(415) 555-0100', '(205) 555-0100', false],
		['mobile_phone', '123', '123', undefined],
		['employees', 1_000, 1_150, true],
		['employees', 1_000, '1300', false],
		['employees', 'many', 1_300, undefined],
		['employees', 1_000, 'many', false],
		['revenue', 0, 0, true],
		['founded_year', 1949, '1949-05-01', true],
		['founded_year', 1949, 1950, false],
		['industry', 'Software & IT', 'software and it', true],
		['industry', 'Software', 'Technology', false],
		['country', 'Germany', 'DE', true],
		['country', 'Germany', 'France', false],
		['country', 'Germany', null, false],
		['job_started_on', '2024-03', '2024-03-15', true],
		['technologies', 'HubSpot; Stripe', ['hubspot', 'Segment'], true],
		['technologies', ['HubSpot', 'Stripe', 'Segment'], 'Stripe', false],
		['linkedin_url', 'https://de.linkedin.com/in/ada/?trk=x', 'linkedin.com/in/ada', true],
		['linkedin_url', 'ada', 'linkedin.com/in/ada', undefined],
		['seats', '40', 45, true],
		['title', 'VP Sales', undefined, false],
		['title', null, 'VP Sales', undefined],
	])('of %s: %p and %p → %p', (attribute, known, given, isSame) => {
		expect(meansTheSame(comparisonOf(attribute), known, given, { tolerance: 0.2 })).toBe(isSame);
	});
});
