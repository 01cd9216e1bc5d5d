import { calibrated, calibrationOf, intervalOf, isCalibration, type JudgedValue, reliabilityOf } from './calibration';

const madeAt = new Date('2026-11-01T00:00:00Z');

/** Of each confidence so many values, so many of them right. */
function values(...counts: ReadonlyArray<readonly [confidence: number, values: number, right: number]>): JudgedValue[] {
	return counts.flatMap(([confidence, count, right]) =>
		Array.from({ length: count }, (_, index) => ({ confidence, isRight: (index * 7) % count < right })),
	);
}

describe('calibrationOf', () => {
	it('recovers how often values of a confidence are right', () => {
		const calibration = calibrationOf('pdl', values([0.3, 200, 20], [0.6, 200, 80], [0.9, 200, 120]), madeAt)!;
		expect([0.3, 0.6, 0.9].map((confidence) => calibrated(calibration, confidence))).toEqual([
			expect.closeTo(0.1, 1),
			expect.closeTo(0.4, 1),
			expect.closeTo(0.6, 1),
		]);
		expect(calibration).toMatchObject({ scheme: 'calibration-1', provider: 'pdl', values: 600 });
		expect(calibration.errorBefore).toBeCloseTo(0.233, 2);
		expect(calibration.errorAfter).toBeLessThan(0.05);
	});

	it('never makes a surer value less right', () => {
		const calibration = calibrationOf(
			'pdl',
			values([0.2, 30, 20], [0.5, 30, 10], [0.7, 30, 25], [0.8, 30, 24]),
			madeAt,
		)!;
		const shares = Array.from({ length: 101 }, (_, index) => calibrated(calibration, index / 100));
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		expect(calibrated(calibration, 0)).toBe(calibrated(calibration, 0.2));
		expect(calibrated(calibration, 1)).toBe(calibrated(calibration, 0.8));
	});

	it('takes a few right ones for no certainty', () => {
		const calibration = calibrationOf('pdl', values([0.5, 40, 10], [1, 2, 2]), madeAt)!;
		expect(calibrated(calibration, 1)).toBeLessThan(0.75);
	});

	it('draws a straight line between two points', () => {
		const calibration = calibrationOf('pdl', values([0.4, 100, 20], [0.8, 100, 80]), madeAt)!;
		const [low, high] = [calibrated(calibration, 0.4), calibrated(calibration, 0.8)];
		expect(calibrated(calibration, 0.6)).toBeCloseTo((low + high) / 2, 10);
	});

	it('says nothing from fewer than 20 values', () => {
		expect(calibrationOf('pdl', values([0.5, 19, 10]), madeAt)).toBeUndefined();
	});

	it('survives the way through JSON', () => {
		const calibration = calibrationOf('pdl', values([0.4, 100, 20], [0.8, 100, 80]), madeAt)!;
		const read: unknown = JSON.parse(JSON.stringify(calibration));
		expect(isCalibration(read)).toBe(true);
		expect(read).toEqual(calibration);
	});
});

describe('isCalibration', () => {
	const good = { scheme: 'calibration-1', provider: 'pdl', points: [{ confidence: 0.5, share: 0.4 }] };
	it.each<[string, unknown]>([
		['text', 'calibration-1'],
		['null', null],
		['another scheme', { ...good, scheme: 'calibration-2' }],
		['no points', { ...good, points: [] }],
		['a share above 1', { ...good, points: [{ confidence: 0.5, share: 1.2 }] }],
		['a point that is none', { ...good, points: [null] }],
		[
			'points that fall',
			{
				...good,
				points: [
					{ confidence: 0.5, share: 0.4 },
					{ confidence: 0.6, share: 0.3 },
				],
			},
		],
		[
			'a point twice',
			{
				...good,
				points: [
					{ confidence: 0.5, share: 0.4 },
					{ confidence: 0.5, share: 0.5 },
				],
			},
		],
	])('refuses %s', (_what, value) => {
		expect(isCalibration(good)).toBe(true);
		expect(isCalibration(value)).toBe(false);
	});
});

describe('reliabilityOf', () => {
	it('counts in tenths, 1 with the last one', () => {
		expect(reliabilityOf(values([0.95, 10, 9], [1, 10, 10], [0.1, 4, 0]))).toEqual([
			expect.objectContaining({ from: 0.1, until: 0.2, values: 4, right: 0, share: 0, atLeast: 0 }),
			expect.objectContaining({
				from: 0.9,
				until: 1,
				values: 20,
				right: 19,
				share: 0.95,
				claimed: expect.closeTo(0.975, 6),
			}),
		]);
	});
});

describe('intervalOf', () => {
	// Figures of Wilson's formula as published for 95 %.
	it.each([
		[0, 10, 0, 0.278],
		[5, 10, 0.237, 0.763],
		[10, 10, 0.722, 1],
		[81, 263, 0.255, 0.366],
	])('of %i in %i is %f to %f', (right, of, atLeast, atMost) => {
		expect(intervalOf(right, of)).toEqual({ atLeast: expect.closeTo(atLeast, 2), atMost: expect.closeTo(atMost, 2) });
	});

	it('is everything where nothing was tried', () => {
		expect(intervalOf(0, 0)).toEqual({ atLeast: 0, atMost: 1 });
	});
});
