import { type AccountCandidate, accountEvidence, accountProbabilities } from './account-evidence';

function anAccount(
	record: AccountCandidate['record'],
	contactsByDomain: Record<string, number> = {},
): AccountCandidate {
	const contacts = Object.values(contactsByDomain).reduce((sum, count) => sum + count, 0);
	return { record, contactsByDomain: new Map(Object.entries(contactsByDomain)), contacts };
}

function weightOf(...asked: Parameters<typeof accountEvidence>): number {
	return accountEvidence(...asked).reduce((sum, { weight }) => sum + weight, 0);
}

const probability = (...asked: Parameters<typeof accountEvidence>) => accountProbabilities([weightOf(...asked)])[0];

describe('accountEvidence', () => {
	it.each([
		['the domain of the web site', { email: 'x@acme.com' }, anAccount({ company: 'Acme', domain: 'www.acme.com' })],
		['the name and the city', { company: 'ACME Corp.', city: 'Bern' }, anAccount({ company: 'Acme', city: 'Bern' })],
		[
			'the domain of most contacts',
			{ email: 'x@acme.com' },
			anAccount({ company: 'Acme' }, { 'acme.com': 3, 'x.org': 1 }),
		],
	])('is enough with %s', (_what, person, account) => {
		expect(probability(person, account)).toBeGreaterThan(0.9);
	});

	it.each([
		[
			'a domain of mail for everybody',
			{ email: 'x@gmail.com', company: 'Acme' },
			anAccount({ company: 'Umbrella', domain: 'gmail.com' }),
		],
		[
			'one contact of many',
			{ email: 'x@agency.com' },
			anAccount({ company: 'Acme' }, { 'agency.com': 1, 'acme.com': 9 }),
		],
		['a common word', { company: 'Northern Power' }, anAccount({ company: 'Northern Foods' })],
		[
			'another web site',
			{ email: 'x@acme.org', company: 'Acme' },
			anAccount({ company: 'Acme', domain: 'acme.com', city: 'Oslo' }),
		],
	])('is not enough with %s', (_what, person, account) => {
		expect(probability(person, account)).toBeLessThan(0.6);
	});
});

describe('accountProbabilities', () => {
	it('leaves nothing sure where two are as likely', () => {
		const [one, other] = accountProbabilities([8, 8]);
		expect(one).toBe(other);
		expect(one).toBeLessThan(0.5);
		expect(accountProbabilities([8, -2])[0]).toBeGreaterThan(0.99);
		expect(accountProbabilities([])).toEqual([]);
	});
});
