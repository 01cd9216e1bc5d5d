import { htmlPage } from './page';
import { markup, table } from './markup';

describe('markup', () => {
	it('shows what it is given as text, and keeps markup as markup', () => {
		expect(markup`<p>${'<b>"5" & \'6\'</b>'}${markup`<i>${7}</i>`}</p>`.html).toBe(
			'<p>&lt;b&gt;&quot;5&quot; &amp; &#39;6&#39;&lt;/b&gt;<i>7</i></p>',
		);
	});
});

describe('htmlPage', () => {
	it('needs nothing else: no script, no font, no address', () => {
		const page = htmlPage('<Leads>', table(['Name'], [['<script>alert(1)</script>']]));
		expect(page).toMatch(/^<!doctype html>/);
		expect(page).toContain('<title>&lt;Leads&gt;</title>');
		expect(page).not.toMatch(/<script|https?:|url\(/);
	});
});
