import { Brake } from './breaker';

const breaker = { percent: 20, atLeast: 10 };

function noted(records: number, refused: number, limit: typeof breaker | undefined = breaker): Brake {
	const brake = new Brake(limit);
	brake.note({ records, refused });
	return brake;
}

describe('Brake', () => {
	it('waits for enough records', () => {
		expect(noted(9, 9).reason).toBeUndefined();
	});

	it('stops above the share', () => {
		expect(noted(10, 3).reason).toBe('3 of 10 records were refused, more than the 20 % at which writing stops');
	});

	it('does not stop at the share', () => {
		expect(noted(10, 2).reason).toBeUndefined();
	});

	it('adds up what was tried at different times', () => {
		const brake = noted(6, 2);
		brake.note({ records: 6, refused: 1 });
		expect(brake.reason).toMatch(/^3 of 12/);
	});

	it('goes on from what was tried before', () => {
		const brake = new Brake(breaker, { records: 9, refused: 2 });
		expect(brake.reason).toBeUndefined();
		brake.note({ records: 1, refused: 1 });
		expect(brake.reason).toMatch(/^3 of 10/);
	});

	it('does not stop for what was tried before alone', () => {
		const brake = new Brake(breaker, { records: 10, refused: 3 });
		expect(brake.reason).toBeUndefined();
		brake.note({ records: 5, refused: 0 });
		expect(brake.reason).toBeUndefined();
	});

	it('counts a record once that was tried again', () => {
		const brake = noted(10, 2);
		brake.note({ records: 0, refused: 1 });
		expect(brake.reason).toMatch(/^3 of 10/);
	});

	it('weighs what is still to be sent without counting it', () => {
		const brake = noted(10, 0);
		brake.weigh({ records: 10, refused: 3 });
		brake.note({ records: 1, refused: 1 });
		expect(brake.reason).toBeUndefined();
		brake.weigh({ records: 10, refused: 9 });
		expect(brake.reason).toMatch(/^10 of 21/);
	});

	it('is not stopped by records that are still to be sent, when none of them was refused', () => {
		const brake = noted(9, 9);
		brake.weigh({ records: 5, refused: 0 });
		expect(brake.reason).toBeUndefined();
	});

	it('never stops by itself without a limit', () => {
		const brake = new Brake(undefined);
		brake.note({ records: 100, refused: 100 });
		expect(brake.reason).toBeUndefined();
	});

	it('stays stopped for the first reason', () => {
		const brake = noted(10, 10);
		brake.stop('something else');
		brake.note({ records: 1_000, refused: 0 });
		expect(brake.reason).toMatch(/10 of 10/);
	});
});
