import { type CallCeiling, explainLevel, levelUnder, planCeilings } from './allowance';

function org(max: number, used = 0) {
	return { max, remaining: max - used };
}

describe('planCeilings', () => {
	it.each([
		[15_000, 7_500],
		[34_999, 17_499],
		[35_000, 24_500],
		[100_000, 70_000],
	])('lets an org of %i calls a day be used up to %i', (max, ceiling) => {
		expect(planCeilings({}, org(max, 10), 0)).toEqual([{ kind: 'org', ceiling, used: 10 }]);
	});

	it('takes the share that a person chose, in a small org too', () => {
		expect(planCeilings({ percent: 90 }, org(15_000), 0)).toEqual([{ kind: 'org', ceiling: 13_500, used: 0 }]);
	});

	it('adds a cap of our own, which holds without knowing the org', () => {
		expect(planCeilings({ ownCalls: 500 }, undefined, 20)).toEqual([{ kind: 'own', ceiling: 500, used: 20 }]);
		expect(planCeilings({ ownCalls: 500 }, org(100_000), 20)).toHaveLength(2);
	});

	it.each([{ percent: 0 }, { percent: 101 }, { percent: Number.NaN }, { ownCalls: 0 }, { ownCalls: Number.NaN }])(
		'refuses %p',
		(limits) => {
			expect(() => planCeilings(limits, org(100_000), 0)).toThrow(/share|cap/);
		},
	);
});

describe('levelUnder', () => {
	const at = (used: number, kind: CallCeiling['kind'] = 'org'): CallCeiling => ({ kind, ceiling: 1_000, used });

	it.each([
		[0, 'full'],
		[899, 'full'],
		[900, 'skip_owner_look_up'],
		[949, 'skip_owner_look_up'],
		[950, 'skip_cross_object_matching'],
		[999, 'skip_cross_object_matching'],
		[1_000, 'stop'],
		[5_000, 'stop'],
	])('after %i of 1,000 calls is %s', (used, level) => {
		expect(levelUnder([at(used)])).toBe(level);
	});

	it('goes by the ceiling that is nearest', () => {
		expect(levelUnder([at(10), at(960, 'own')])).toBe('skip_cross_object_matching');
	});

	it('is full without a ceiling', () => {
		expect(levelUnder([])).toBe('full');
	});

	it('says which ceiling is near, and nothing while none is', () => {
		expect(explainLevel([at(10)])).toBeUndefined();
		expect(explainLevel([at(1_000)])).toBe(
			'The org has used 1,000 API calls in 24 hours, and this run may go on until 1,000',
		);
		expect(explainLevel([at(10), at(960, 'own')])).toBe(
			'Runs of the pack have used 960 API calls today, and their own cap is 1,000',
		);
	});
});
