import { fixedRandom } from './fixed-random';
import { contentOrder } from './content-order';
import { Dictionary } from './dictionary';
import { type Column, missing } from './columns';
import type { LinkageField } from './fields';

function columnOf(field: LinkageField, values: ReadonlyArray<string | undefined>): Column {
	const dictionary = new Dictionary();
	const ids = Int32Array.from(values, (value) => (value === undefined ? missing : dictionary.add(value)));
	return { field, dictionary, ids, filled: ids.filter((id) => id !== missing).length };
}

function compared(a: string | undefined, b: string | undefined): number {
	if (a === b) return 0;
	if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
	return a < b ? -1 : 1;
}

it('sorts as comparing the texts would, those that are long, alike at the beginning or of another script among them', async () => {
	const random = fixedRandom();
	const letters = ['a', 'b', 'z', ' ', '9', 'ÿ', 'ā', '語', 'aaaaaaaaaaaaaa', ''];
	const text = (): string => Array.from({ length: 5 }, () => letters[Math.floor(random() * letters.length)]).join('');
	const rows = Array.from({ length: 12_000 }, () => ({
		first: random() < 0.1 ? undefined : text().slice(0, 2),
		last: random() < 0.1 ? undefined : text(),
	}));
	const columns = new Map<LinkageField, Column>([
		[
			'firstName',
			columnOf(
				'firstName',
				rows.map(({ first }) => first),
			),
		],
		[
			'lastName',
			columnOf(
				'lastName',
				rows.map(({ last }) => last),
			),
		],
	]);
	const { order, ranks } = await contentOrder({ columns, size: rows.length });
	const expected = rows
		.map((_, index) => index)
		.sort((a, b) => compared(rows[a].first, rows[b].first) || compared(rows[a].last, rows[b].last) || a - b);
	expect([...order]).toEqual(expected);
	expect(order.every((record, rank) => ranks[record] === rank)).toBe(true);
});
