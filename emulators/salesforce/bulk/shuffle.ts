import type { Random } from '../seeded-random';

/** Brings a list into an order that the random source decides, in place. */
export function shuffle(list: number[], random: Random): void {
	for (let last = list.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[list[last], list[other]] = [list[other], list[last]];
	}
}
