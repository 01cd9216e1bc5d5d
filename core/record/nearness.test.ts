import { nearness } from './nearness';

describe('nearness', () => {
	it('is 1 for the same words and 0 for none in common', () => {
		expect(nearness('Technology', 'TECHNOLOGY ')).toBe(1);
		expect(nearness('Retail', 'Bank')).toBe(0);
		expect(nearness('', 'Bank')).toBe(0);
	});

	it('puts the nearest first', () => {
		const values = ['Banking', 'Technology', 'Telecommunications', 'Biotechnology'];
		expect(
			[...values].sort((a, b) => nearness('Information Technology', b) - nearness('Information Technology', a))[0],
		).toBe('Technology');
	});
});
