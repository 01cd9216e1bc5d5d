import { lyingBars, plotSvg } from './plots';

/** Where a text of the drawing stands. */
function placeOf(svg: string, text: string): { readonly x: number; readonly y: number } {
	const place = new RegExp(`<text[^>]*?transform="translate\\(([\\d.]+) ([\\d.]+)\\)"[^>]*>${text}</text>`).exec(svg);
	return { x: Number(place?.[1]), y: Number(place?.[2]) };
}

describe('lyingBars', () => {
	it.each([[[0.9, 2.4]], [[0.05, 0.2]]])('tells its levels apart and away from the axis, with bars of %j', (values) => {
		const levels = [
			{ at: 0.1, name: '0.1: watch' },
			{ at: 0.25, name: '0.25: train anew' },
		];
		const svg = plotSvg(lyingBars(['Score', 'Rating'], values, 'PSI', levels), 200);
		const [watch, train, axis] = ['0.1: watch', '0.25: train anew', 'PSI'].map((text) => placeOf(svg, text));
		expect(train.x - watch.x).toBeGreaterThan(60);
		expect(axis.y - watch.y).toBeGreaterThan(100);
		// At most as a number of the axis.
		expect((svg.match(/>0\.25<\/text>/g) ?? []).length).toBeLessThan(2);
	});
});
