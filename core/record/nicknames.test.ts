import { mayBeNickname } from './nicknames';

it.each([
	['bob', 'robert'],
	['bill', 'will'],
	['peggy', 'margaret'],
	['sepp', 'josef'],
	['paco', 'francisco'],
])('takes %s and %s for one name', (one, other) => {
	expect(mayBeNickname(one, other)).toBe(true);
	expect(mayBeNickname(other, one)).toBe(true);
});

it.each([
	['bob', 'william'],
	['robert', 'richard'],
	['anna', 'zoltan'],
	['', 'robert'],
])('keeps %s and %s apart', (one, other) => {
	expect(mayBeNickname(one, other)).toBe(false);
});
