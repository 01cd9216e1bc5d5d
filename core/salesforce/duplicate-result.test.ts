import { rowError } from './salesforce-error';
import { withoutMatches } from './duplicate-result';

const id = (n: number) => `00Q5e000000000${String(n).padStart(1, '0')}`.padEnd(15, 'A');

function refusal(key: 'duplicateResult' | 'duplicateResut', records: unknown[]) {
	return {
		statusCode: 'DUPLICATES_DETECTED',
		message: 'Use one of these records?',
		fields: [],
		[key]: { matchResults: [null, { matchRecords: records }] },
	};
}

describe('a duplicate rule that names its matches', () => {
	it.each(['duplicateResult', 'duplicateResut'] as const)('keeps their ids, each once, from %s', (key) => {
		const records = [
			{ record: { Id: id(1) } },
			{ record: { attributes: { url: `/services/data/v68.0/sobjects/Lead/${id(2)}` } } },
			{ record: { Id: id(1) } },
		];
		const { matchedIds, message } = rowError(refusal(key, records));
		expect(matchedIds?.map((each) => each.slice(0, 15))).toEqual([id(1), id(2)]);
		expect(message).toBe(`Use one of these records? (matches ${matchedIds?.join(', ')})`);
		expect(withoutMatches(message)).toBe('Use one of these records?');
	});

	it('bounds what it names and what it keeps', () => {
		const records = Array.from({ length: 99 }, (_, n) => ({ record: { Id: `00Q5e00000000${n + 10}` } }));
		const { matchedIds, message } = rowError(refusal('duplicateResult', records));
		expect([matchedIds?.length, [...message.matchAll(/00Q/g)].length]).toEqual([50, 5]);
		expect(withoutMatches(message)).toBe('Use one of these records?');
	});

	it.each([
		undefined,
		null,
		'x',
		{},
		{ matchResults: 'x' },
		{ matchResults: [{ matchRecords: [{ record: null }, { record: { Id: '../x' } }] }] },
	])('reads a result of another shape (%j) as one that names none', (duplicateResult) => {
		const error = rowError({ statusCode: 'DUPLICATES_DETECTED', message: 'No', duplicateResult });
		expect(error).toEqual({ code: 'DUPLICATES_DETECTED', message: 'No', fields: [], retryable: false });
	});
});
