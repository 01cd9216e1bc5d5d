import { QueryCursors } from './query-cursors';
import type { RecordQuery } from './result-shape';

const now = new Date('2026-11-21T16:29:17Z');
const query = {} as RecordQuery;

describe('QueryCursors', () => {
	it('let go of the oldest results when they hold too many rows', () => {
		const cursors = new QueryCursors(10);
		const [oldest, older, newest] = [4, 4, 4].map((count) => cursors.open(query, new Uint32Array(count), 2, now));
		expect(() => cursors.find(`${oldest.id}-2`, now)).toThrow('invalid query locator');
		expect(cursors.find(`${older.id}-2`, now).cursor).toBe(older);
		expect(cursors.find(`${newest.id.slice(0, 15)}-2`, now)).toEqual({ cursor: newest, offset: 2 });
	});

	it('keep a result that is too large by itself', () => {
		const cursors = new QueryCursors(10);
		const { id } = cursors.open(query, new Uint32Array(11), 2, now);
		expect(cursors.find(`${id}-11`, now).offset).toBe(11);
	});

	it.each(['0r85e0000000001AAA-5', '0r85e0000000009AAA-1', '0r85e0000000001AAA', 'x'])(
		'refuse the locator %s',
		(locator) => {
			const cursors = new QueryCursors();
			cursors.open(query, new Uint32Array(4), 2, now);
			expect(() => cursors.find(locator, now)).toThrow('invalid query locator');
		},
	);
});
