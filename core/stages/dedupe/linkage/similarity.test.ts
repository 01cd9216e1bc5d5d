import { Dictionary } from './dictionary';
import { editDistance, jaroWinkler } from './similarity';

function compared(one: string, other: string): readonly [dictionary: Dictionary, one: number, other: number] {
	const dictionary = new Dictionary();
	return [dictionary, dictionary.add(one), dictionary.add(other)];
}

describe('jaroWinkler', () => {
	// Winkler (1990) and the worked examples that are told everywhere since.
	it.each([
		['martha', 'marhta', 0.9611],
		['dwayne', 'duane', 0.84],
		['dixon', 'dicksonx', 0.8133],
		['jones', 'johnson', 0.8323],
		['abc', 'xyz', 0],
		['a', 'a', 1],
	])('of %s and %s is %d', (one, other, similarity) => {
		expect(jaroWinkler(...compared(one, other))).toBeCloseTo(similarity, 3);
		expect(jaroWinkler(...compared(other, one))).toBeCloseTo(similarity, 3);
	});
});

/** The same distance by the textbook's whole matrix. */
function wholeMatrix(one: string, other: string): number {
	const d = Array.from({ length: one.length + 1 }, (_, i) => Array.from({ length: other.length + 1 }, (_, j) => i + j));
	for (let i = 1; i <= one.length; i += 1)
		for (let j = 1; j <= other.length; j += 1) {
			d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
			if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
				d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[one.length][other.length];
}

describe('editDistance', () => {
	it('is that of the whole matrix, up to its limit', () => {
		let state = 7;
		const random = (below: number): number => {
			state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
			return state % below;
		};
		for (let count = 0; count < 3_000; count += 1) {
			const one = Array.from({ length: random(9) + 1 }, () => 'abc'[random(3)]).join('');
			const other = random(2)
				? Array.from({ length: random(9) + 1 }, () => 'abc'[random(3)]).join('')
				: one.slice(random(3)) + 'ab'.slice(random(3));
			if (other === '') continue;
			for (const most of [1, 2, 3])
				expect([one, other, editDistance(...compared(one, other), most)]).toEqual([
					one,
					other,
					Math.min(wholeMatrix(one, other), most + 1),
				]);
		}
	});
});
