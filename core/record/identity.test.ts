import { isSalesforceId, toRecordId, recordIdIn, idOfRead } from './identity';

describe('toRecordId', () => {
	// The pairs are of the kind Salesforce's own documentation and help articles print.
	it.each([
		['001D000000IqhSL', '001D000000IqhSLIAZ'],
		['000000000000000', '000000000000000AAA'],
		['ABCDEABCDEABCDE', 'ABCDEABCDEABCDE555'],
	])('completes %s to %s', (short, long) => {
		expect(toRecordId(short)).toBe(long);
		expect(toRecordId(long)).toBe(long);
	});

	it.each(['', '001D000000IqhS', '001D000000IqhSLI', '001D000000Iqh-L', '001d000000iqhsliaz'])('refuses %p', (id) => {
		expect(() => toRecordId(id)).toThrow(expect.objectContaining({ code: 'invalid_input', retryable: false }));
	});
});

describe('isSalesforceId', () => {
	it('tells an id whose letters changed case', () => {
		expect(isSalesforceId('001D000000IqhSLIAZ')).toBe(true);
		expect(isSalesforceId('001D000000IQHSLIAZ')).toBe(false);
	});
});

describe('recordIdIn', () => {
	it.each([
		['001D000000IqhSL', '001D000000IqhSLIAZ'],
		['001D000000IqhSLIAZ', '001D000000IqhSLIAZ'],
		['n/a', undefined],
		[7, undefined],
		[undefined, undefined],
	])('gives %p as %p', (value, expected) => {
		expect(recordIdIn(value)).toBe(expected);
	});
});

describe('idOfRead', () => {
	it('gives the Id of an answer, and refuses one without', () => {
		expect(idOfRead({ Id: '001D000000IqhSL' })).toBe('001D000000IqhSLIAZ');
		expect(() => idOfRead({})).toThrow(expect.objectContaining({ code: 'invalid_input' }));
	});
});
