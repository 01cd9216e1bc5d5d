import { Turns } from './turns';

it('does all of the work in parts that follow each other', async () => {
	const parts: Array<readonly [number, number]> = [];
	await new Turns().inParts(10, 4, (from, to) => parts.push([from, to]));
	expect(parts).toEqual([
		[0, 4],
		[4, 8],
		[8, 10],
	]);
});

it('lets other work in when the thread has been held for ten milliseconds, and says how far it is', async () => {
	let now = 1_000;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
	const told: string[] = [];
	let others = 0;
	const turns = new Turns((phase, share) => told.push(`${phase} ${share}`));
	turns.begin('blocking');
	const other = (): void => {
		others += 1;
		if (others < 3) setImmediate(other);
	};
	setImmediate(other);
	await turns.inParts(4, 1, (from, to) => {
		now += 6;
		turns.done(to / 4);
		expect(others).toBe(Math.floor(from / 2));
	});
	clock.mockRestore();
	expect(told).toEqual(['blocking 0', 'blocking 0.5', 'blocking 1']);
});
