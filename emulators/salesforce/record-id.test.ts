import { makeRecordId, toId18 } from './record-id';

describe('toId18', () => {
	it.each([
		['001000000000000', '001000000000000AAA'],
		['00Q5e00000000mP', '00Q5e00000000mPEAQ'],
		['012000000000000AAA', '012000000000000AAA'],
		['00q5e00000000mPEAQ', undefined],
		['0015e', undefined],
		['', undefined],
	])('%s becomes %s', (id, expected) => {
		expect(toId18(id)).toBe(expected);
	});
});

describe('makeRecordId', () => {
	it('makes valid ids that sort in the order they were made', () => {
		const ids = [1, 2, 61, 62, 63, 3843, 3844, 400_000].map((counter) => makeRecordId('00Q', counter));
		expect(ids.map(toId18)).toEqual(ids);
		expect([...ids].sort()).toEqual(ids);
	});
});
