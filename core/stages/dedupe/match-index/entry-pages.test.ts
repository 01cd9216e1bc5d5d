import {
	addPosting,
	addToCount,
	decodePage,
	encodePage,
	pagesFor,
	placeOfMark,
	postingsOf,
	removePosting,
} from './entry-pages';
import { mostPostings } from './postings';

const highest = 0xffff_fffe;

describe('a page', () => {
	it('is the same after it was text, with the highest numbers, and grows on', () => {
		const page = decodePage(undefined);
		addPosting(page, highest, 2_147_483_647);
		addToCount(page, 7, 3);
		page.foldedTo = 9;
		const again = decodePage(encodePage(page));
		expect(again).toMatchObject({ foldedTo: 9, length: 4 });
		expect(postingsOf(again, highest)).toEqual([2_147_483_647]);
		for (let number = 0; number < 300; number += 1) addPosting(again, 8, number);
		expect(postingsOf(decodePage(encodePage(again)), 8)).toHaveLength(300);
		expect(again.entries[placeOfMark(again, 7) + 1]).toBe(3);
	});

	it('has a record once under a key, and not at all once it was removed', () => {
		const page = decodePage(undefined);
		expect([addPosting(page, 1, 5), addPosting(page, 1, 5), addPosting(page, 2, 5)]).toEqual([true, false, true]);
		expect([removePosting(page, 1, 5), removePosting(page, 1, 5)]).toEqual([true, false]);
		expect([postingsOf(page, 1), postingsOf(page, 2)]).toEqual([[], [5]]);
	});

	it('keeps nothing of a key that too many records have, and never takes it up again', () => {
		const page = decodePage(undefined);
		addPosting(page, 2, 1);
		for (let number = 0; number < mostPostings; number += 1) addPosting(page, 1, number);
		expect(postingsOf(page, 1)).toHaveLength(mostPostings);
		expect(addPosting(page, 1, mostPostings)).toBe(true);
		expect(postingsOf(page, 1)).toEqual([]);
		expect(addPosting(page, 1, 3)).toBe(false);
		expect(page.length).toBe(4);
		expect(postingsOf(page, 2)).toEqual([1]);
	});

	it('counts up and down, never below 0', () => {
		const page = decodePage(undefined);
		expect([2, -1, -5, 1].map((change) => addToCount(page, 4, change))).toEqual([0, 2, 1, 0]);
		expect(page.entries[1]).toBe(1);
	});
});

describe('pagesFor', () => {
	it.each([
		[0, 1],
		[256, 1],
		[257, 2],
		[100_000, 512],
	])('puts %i entries on %i pages', (entries, pages) => {
		expect(pagesFor(entries)).toBe(pages);
	});
});
