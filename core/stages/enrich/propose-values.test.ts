import type { FieldMapping } from './enrich-request';
import { attributesRead, proposeValues } from './propose-values';
import type { MatchedAnswer } from './provider';

function anAnswer(values: Record<string, unknown>, change: Partial<MatchedAnswer> = {}): MatchedAnswer {
	return {
		key: 0,
		outcome: 'matched',
		confidence: 0.9,
		values,
		matchedOn: 'email',
		observedAt: '2026-01-01T00:00:00Z',
		...change,
	};
}

function aMapping(source: string, target: string, change: Partial<FieldMapping> = {}): FieldMapping {
	return { source, target, policy: 'fill_blank', minConfidence: 0.8, ...change };
}

function valuesOf(values: Record<string, unknown>, ...mappings: FieldMapping[]): Record<string, unknown> {
	const proposals = proposeValues(anAnswer(values), mappings, 'fake');
	return Object.fromEntries(Object.entries(proposals).map(([target, { value }]) => [target, value]));
}

describe('proposeValues', () => {
	const synonyms = { 'Software & IT': 'Technology', banking: 'Finance' };

	it.each<[string, unknown, unknown]>([
		['a word', 'Software & IT', 'Technology'],
		['another spelling of it', ' software &  it', 'Technology'],
		['what nobody has said anything about', 'Retail', 'Retail'],
		['each value of a list', ['Banking', 'Retail'], ['Finance', 'Retail']],
		['each value of a text with several', 'Banking; Retail', 'Finance;Retail'],
		['a number', 7, 7],
	])('says %s in the words of the target', (_what, industry, expected) => {
		expect(valuesOf({ industry }, aMapping('industry', 'Industry', { synonyms }))).toEqual({ Industry: expected });
	});

	it.each([
		['verified', true],
		['catch_all', false],
		['invalid', false],
		[undefined, false],
	])('proposes an address that is %s: %s', (email_status, isProposed) => {
		const address = aMapping('email', 'Email', { emailStatuses: ['verified'] });
		const proposed = valuesOf({ email: 'ada@acme.com', email_status }, address);
		expect(proposed).toEqual(isProposed ? { Email: 'ada@acme.com' } : {});
	});

	it('proposes an address that nobody has checked where unverified ones may be', () => {
		const address = aMapping('email', 'Email', { emailStatuses: ['verified', 'unverified'] });
		expect(valuesOf({ email: 'ada@acme.com' }, address)).toEqual({ Email: 'ada@acme.com' });
	});

	it('proposes what goes with a value together with it, as surely, and never alone', () => {
		const status = aMapping('email_status', 'Mail_Status__c', { goesWith: 'Email' });
		const address = aMapping('email', 'Email', { emailStatuses: ['verified'] });
		const sure = anAnswer({ email: 'ada@acme.com', email_status: 'verified' }, { confidenceOf: { email: 0.97 } });
		expect(proposeValues(sure, [status, address], 'fake')).toMatchObject({
			Email: { value: 'ada@acme.com', confidence: 0.97 },
			Mail_Status__c: { value: 'verified', confidence: 0.97 },
		});
		expect(valuesOf({ email: 'ada@acme.com', email_status: 'invalid' }, status, address)).toEqual({});
	});
});

describe('attributesRead', () => {
	it('asks for the status of an address where that decides', () => {
		const address = aMapping('email', 'Email', { emailStatuses: ['verified'] });
		expect(attributesRead([address, aMapping('title', 'Title'), aMapping('title', 'Role__c')])).toEqual([
			'email',
			'email_status',
			'title',
		]);
		expect(attributesRead([aMapping('email', 'Email')])).toEqual(['email']);
	});
});
