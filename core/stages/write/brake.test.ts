import { Brake } from './brake';

const breaker = { percent: 20, atLeast: 10 };

function noted(judged: number, refused: number, limit: typeof breaker | undefined = breaker): Brake {
	const brake = new Brake(limit);
	brake.note('Salesforce', judged, refused);
	return brake;
}

describe('Brake', () => {
	it('waits for enough records', () => {
		expect(noted(9, 9).reason).toBeUndefined();
	});

	it('stops above the share', () => {
		expect(noted(10, 3).reason).toBe('Salesforce refused 3 of 10 records, more than the 20 % at which writing stops');
	});

	it('does not stop at the share', () => {
		expect(noted(10, 2).reason).toBeUndefined();
	});

	it('adds up what was judged at different times', () => {
		const brake = noted(6, 2);
		brake.note('Salesforce', 6, 1);
		expect(brake.reason).toMatch(/^Salesforce refused 3 of 12/);
	});

	it('keeps its own check apart from what Salesforce says', () => {
		const brake = noted(6, 6);
		brake.note('The type check', 6, 6);
		expect(brake.reason).toBeUndefined();
	});

	it('never stops by itself without a limit', () => {
		const brake = new Brake(undefined);
		brake.note('Salesforce', 100, 100);
		expect(brake.reason).toBeUndefined();
	});

	it('stays stopped for the first reason', () => {
		const brake = noted(10, 10);
		brake.stop('something else');
		brake.note('Salesforce', 1_000, 0);
		expect(brake.reason).toMatch(/10 of 10/);
	});
});
