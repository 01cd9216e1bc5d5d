import { OrgClock } from './org-clock';

let wall: Date;
let clock: OrgClock;
beforeEach(() => {
	wall = new Date('2026-01-01T00:00:00.000Z');
	clock = new OrgClock(() => wall);
});

function pass(seconds: number): string {
	wall = new Date(wall.getTime() + seconds * 1_000);
	return clock.now().toISOString().slice(0, 19);
}

describe('OrgClock', () => {
	it('follows its clock, ahead of it when advanced', () => {
		expect(pass(5)).toBe('2026-01-01T00:00:05');
		clock.advance(60_000);
		expect(pass(5)).toBe('2026-01-01T00:01:10');
	});

	it('goes on from the moment it is set to', () => {
		clock.set(new Date('2026-11-21T10:00:00.000Z'));
		expect(pass(5)).toBe('2026-11-21T10:00:05');
	});

	it('stands still while frozen, moves by hand, and goes on from there', () => {
		clock.freeze();
		expect([pass(5), clock.isFrozen]).toEqual(['2026-01-01T00:00:00', true]);
		clock.advance(1_000);
		clock.freeze();
		expect(pass(5)).toBe('2026-01-01T00:00:01');
		clock.run();
		expect([pass(5), clock.isFrozen]).toEqual(['2026-01-01T00:00:06', false]);
	});

	it('follows another clock from scratch', () => {
		clock.advance(9_000);
		clock.freeze();
		clock.follow(() => new Date('2030-01-01T00:00:00.000Z'));
		expect(pass(0)).toBe('2030-01-01T00:00:00');
	});
});
