import { fixedRandom } from './fixed-random';
import type { BlockingRule } from './blocking-rules';
import type { ContentOrder } from './content-order';
import type { Derived } from './derived';
import { Dictionary } from './dictionary';
import { blockPairs, mostInBlock } from './pairs';
import { missing } from './columns';

const neighbours = 6;

function ruleOf(name: string, keys: readonly number[], isOptional = false): BlockingRule {
	const column: Derived = { dictionary: new Dictionary(), ids: Int32Array.from(keys) };
	return { name, fields: [], source: { columns: [column] }, isOptional };
}

function shuffledOrder(size: number): ContentOrder {
	const random = fixedRandom();
	const order = Int32Array.from({ length: size }, (_, index) => index);
	for (let last = size - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[order[last], order[other]] = [order[other], order[last]];
	}
	const ranks = new Int32Array(size);
	order.forEach((record, rank) => (ranks[record] = rank));
	return { order, ranks };
}

/** The same pairs, found by looking at every two records. */
function expectedPairs(rules: readonly BlockingRule[], { order }: ContentOrder): Map<string, number> {
	const found = new Map<string, number>();
	rules.forEach(({ source }, rule) => {
		const { ids } = 'columns' in source ? source.columns[0] : source.column;
		const blocks = new Map<number, number[]>();
		for (const record of order)
			if (ids[record] !== missing) blocks.set(ids[record], [...(blocks.get(ids[record]) ?? []), record]);
		for (const block of blocks.values())
			block.forEach((one, at) => {
				const reach = block.length > mostInBlock ? neighbours : block.length;
				for (const other of block.slice(at + 1, at + 1 + reach))
					if (!found.has(`${one} ${other}`)) found.set(`${one} ${other}`, rule);
			});
	});
	return found;
}

it('finds each pair once, under the first rule that both agree on, in the order of the content', async () => {
	const size = 700;
	const random = fixedRandom();
	const keys = (different: number): number[] =>
		Array.from({ length: size }, () => (random() < 0.1 ? missing : Math.floor(random() * different)));
	const rules = [ruleOf('many blocks', keys(150)), ruleOf('large blocks', keys(3)), ruleOf('few', keys(60))];
	const content = shuffledOrder(size);
	const { left, right, rule, count, blocks } = await blockPairs(rules, content, undefined);
	const expected = expectedPairs(rules, content);
	const found = Array.from({ length: count }, (_, pair) => [`${left[pair]} ${right[pair]}`, rule[pair]] as const);
	expect(new Map(found)).toEqual(expected);
	expect(count).toBe(expected.size);
	expect(blocks.map(({ pairs }) => pairs)).toEqual([0, 1, 2].map((at) => found.filter(([, by]) => by === at).length));
	expect(blocks.map(({ cappedBlocks }) => cappedBlocks)).toEqual([0, 3, 0]);
});

it('pairs records of different lists only', async () => {
	const lists = Uint8Array.from([0, 0, 1, 1]);
	const { left, right, count } = await blockPairs([ruleOf('all', [0, 0, 0, 0])], shuffledOrder(4), lists);
	const found = Array.from({ length: count }, (_, pair) => [left[pair], right[pair]].sort().join(' ')).sort();
	expect(found).toEqual(['0 2', '0 3', '1 2', '1 3']);
});

it('leaves a weak rule out that would cost too many pairs, and says so', async () => {
	const everybody = Array.from({ length: 100 }, () => 0);
	const { count, blocks } = await blockPairs([ruleOf('weak', everybody, true)], shuffledOrder(100), undefined);
	expect(count).toBe(0);
	expect(blocks).toEqual([{ rule: 'weak', pairs: 0, largest: 0, cappedBlocks: 0, cappedRecords: 0, isLeftOut: true }]);
});
