import { reasonFor } from './rule-applies';
import type { FieldRule } from './scorecard';

const view = { now: new Date('2026-11-21T16:00:00Z') };

/** Look-ups in the rule's values for one record. */
function lookUpsFor(rule: FieldRule, value: string): number {
	reasonFor(rule, { Description: 'once, so that the values are in normal form' }, view);
	const spy = jest.spyOn(Set.prototype, 'has');
	reasonFor(rule, { Description: value }, view);
	const steps = spy.mock.calls.length;
	spy.mockRestore();
	return steps;
}

function aRule(operator: 'contains' | 'one_of', values: number): FieldRule {
	const value = Array.from({ length: values }, (_, index) => `title ${index}`);
	return { name: `${operator} ${values}`, field: 'Description', operator, value, points: 1 };
}

describe('a rule with many values', () => {
	it('costs one look-up per word of the text, however many values there are', () => {
		const text = 'chief of nothing '.repeat(100);
		const [few, many] = [10, 10_000].map((values) => lookUpsFor(aRule('contains', values), text));
		expect(few).toBeGreaterThan(299);
		expect(many).toBe(few);
		expect(lookUpsFor(aRule('contains', 10), text.repeat(2))).toBeLessThanOrEqual(2 * few + 1);
	});

	it('reads no more of a text than a text area shows', () => {
		const text = 'a '.repeat(16_384);
		expect(lookUpsFor(aRule('contains', 10), text.repeat(20))).toBe(lookUpsFor(aRule('contains', 10), text));
	});

	it('compares with ten thousand values in two look-ups', () => {
		expect(lookUpsFor(aRule('one_of', 10_000), 'nobody')).toBe(2);
	});

	it.each<[FieldRule['operator'], unknown, unknown, boolean]>([
		['one_of', ['5', 'x'], '5', true],
		['one_of', [5], '5.0', true],
		['one_of', ['5'], '5.0', false],
		['one_of', ['Energy'], ' energy ', true],
		['one_of', [0], 'NaN', false],
		['contains', ['vice president'], 'Senior Vice-President, Sales', true],
		['contains', ['vp'], 'MVP', false],
		['contains', '!!!', 'anything', false],
	])('%s %j holds for %j: %s', (operator, value, field, holds) => {
		expect(
			reasonFor({ name: 'r', field: 'Title', operator, value, points: 1 }, { Title: field }, view) !== undefined,
		).toBe(holds);
	});
});
