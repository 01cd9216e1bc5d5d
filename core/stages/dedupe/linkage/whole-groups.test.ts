import { wholeGroups } from './measures';

describe('wholeGroups', () => {
	it.each([
		['all as in truth', [1, 1, 2, 2, 3], ['a', 'a', 'b', 'b', 'c'], 1, 1],
		['one too many in a group', [1, 1, 1, 2, 2], ['a', 'a', 'c', 'b', 'b'], 0.5, 0.5],
		['one too few', [1, 1, 4, 2, 2], ['a', 'a', 'a', 'b', 'b'], 0.5, 0.5],
		['a group that nobody found', [1, 2, 3, 3], ['a', 'a', 'b', 'b'], 1, 0.5],
		['a record without a label, which counts for nothing', [1, 1, 1], ['a', 'a', undefined], 1, 1],
	])('counts %s', (_what, cluster, truth, precision, recall) => {
		expect(wholeGroups(cluster, truth)).toMatchObject({ precision, recall });
	});
});
