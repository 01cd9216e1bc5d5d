import { isSalesforceId, toId18 } from './identity';

describe('toId18', () => {
	// The pairs are of the kind Salesforce's own documentation and help articles print.
	it.each([
		['001D000000IqhSL', '001D000000IqhSLIAZ'],
		['000000000000000', '000000000000000AAA'],
		['ABCDEABCDEABCDE', 'ABCDEABCDEABCDE555'],
	])('completes %s to %s', (short, long) => {
		expect(toId18(short)).toBe(long);
		expect(toId18(long)).toBe(long);
	});

	it.each(['', '001D000000IqhS', '001D000000IqhSLI', '001D000000Iqh-L', '001d000000iqhsliaz'])('refuses %p', (id) => {
		expect(() => toId18(id)).toThrow(expect.objectContaining({ code: 'invalid_input', retryable: false }));
	});
});

describe('isSalesforceId', () => {
	it('tells an id whose letters changed case', () => {
		expect(isSalesforceId('001D000000IqhSLIAZ')).toBe(true);
		expect(isSalesforceId('001D000000IQHSLIAZ')).toBe(false);
	});
});
