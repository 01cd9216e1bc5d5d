import { TextNumbers } from './text-numbers';

it('numbers texts in order of first sight, however often it has to grow', () => {
	const numbers = new TextNumbers();
	const texts = Array.from({ length: 20_000 }, (_, index) => `value ${(index * 7_919) % 15_000}`);
	const expected = new Map<string, number>();
	for (const text of texts) {
		if (!expected.has(text)) expected.set(text, expected.size);
		expect(numbers.add(text)).toBe(expected.get(text));
	}
	expect(numbers.texts).toEqual([...expected.keys()]);
	expect(numbers.find('value 14999')).toBe(expected.get('value 14999'));
	expect(numbers.find('nobody has added this')).toBe(-1);
});

it('tells texts apart that differ in one character, in their order or in their length only', () => {
	const numbers = new TextNumbers();
	const texts = ['', 'a', 'b', 'ab', 'ba', 'aba', 'ā', 'a ', ' a'];
	expect(texts.map((text) => numbers.add(text))).toEqual(texts.map((_, index) => index));
});
