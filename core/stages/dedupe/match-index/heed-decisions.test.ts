import { type DecidedPair, heedDecisions } from './heed-decisions';

const same = (one: number, other: number): DecidedPair => ({ one, other, verdict: 'same' });
const different = (one: number, other: number): DecidedPair => ({ one, other, verdict: 'different' });
const sorted = (groups: number[][]) =>
	groups.map((group) => [...group].sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
/** The nearer two numbers are, the likelier the same. */
const near = (one: number, other: number) => -Math.abs(one - other);

describe('heedDecisions', () => {
	it('puts together who was called the same, also somebody who stood alone', () => {
		expect(
			sorted(
				heedDecisions(
					[
						[1, 2],
						[5, 6],
					],
					[same(2, 5), same(6, 9)],
					near,
				),
			),
		).toEqual([[1, 2, 5, 6, 9]]);
	});

	it('keeps apart who was called different, the others with whom they are likelier the same as', () => {
		expect(sorted(heedDecisions([[1, 2, 8, 9]], [different(1, 9)], near))).toEqual([
			[1, 2],
			[8, 9],
		]);
		expect(sorted(heedDecisions([[1, 2, 3]], [different(1, 2), different(2, 3), different(1, 3)], near))).toEqual([
			[1],
			[2],
			[3],
		]);
	});

	it('leaves people together who were called the same, whoever is kept apart from them', () => {
		expect(sorted(heedDecisions([[1, 2, 8, 9]], [different(1, 9), same(2, 9)], near))).toEqual([[1], [2, 8, 9]]);
	});

	it('gives way to different where both was said', () => {
		const groups = heedDecisions([[1, 2, 3]], [same(1, 2), same(2, 3), different(1, 3)], near);
		expect(groups.some((group) => group.includes(1) && group.includes(3))).toBe(false);
	});

	it('leaves other groups as they are', () => {
		expect(sorted(heedDecisions([[1, 2], [3]], [different(1, 7)], near))).toEqual([[1, 2], [3]]);
	});
});
