import { readCalibration } from './calibration-parameter';

const calibration = {
	scheme: 'calibration-1',
	provider: 'fake',
	points: [
		{ confidence: 0.5, share: 0.4 },
		{ confidence: 0.9, share: 0.95 },
	],
};

describe('readCalibration', () => {
	it('reads what Bake-Off gave, as text and as an object, and nothing of nothing', () => {
		expect(readCalibration({ calibration: JSON.stringify(calibration) }, 'fake')).toEqual(calibration);
		expect(readCalibration({ calibration }, 'fake')).toEqual(calibration);
		expect(readCalibration({}, 'fake')).toBeUndefined();
		expect(readCalibration({ calibration: '' }, 'fake')).toBeUndefined();
	});

	it.each([
		['The calibration is no JSON.', '{'],
		['The calibration is none.', '{"scheme":"calibration-1"}'],
		['The calibration is none.', JSON.stringify({ ...calibration, points: [...calibration.points].reverse() })],
	])('says: %s', (message, given) => {
		expect(() => readCalibration({ calibration: given }, 'fake')).toThrow(message);
	});

	it('refuses that of another provider', () => {
		expect(() => readCalibration({ calibration }, 'other')).toThrow('was made for fake, and the provider is other');
	});
});
