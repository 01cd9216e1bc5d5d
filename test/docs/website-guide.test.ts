import { companyAttributes } from '../../core/stages/enrich/attributes';
import { openWebsite } from '../../core/stages/enrich/providers/website';
import { robotName } from '../../core/stages/enrich/providers/website/robots-rules';
import { robotsTxt } from '../../core/stages/enrich/providers/website/robots-txt';
import { knownTechnologies } from '../../core/stages/enrich/providers/website/technologies/chosen-technologies';
import { codeBlocks, readDoc } from './doc-text';

describe('the guide to the provider Website', () => {
	const guide = readDoc('docs/guides/website.md');
	const [program, optOut] = codeBlocks(guide, 'text');

	it('shows a robots.txt that keeps us out', () => {
		expect(robotsTxt(optOut, robotName)('/')).toBe(false);
		expect(program.startsWith(`${robotName}/`)).toBe(true);
	});

	it('counts no more technologies than there are', () => {
		expect(knownTechnologies().length).toBeGreaterThan(Number(/More than (\d+) are known/.exec(guide)?.[1]));
	});

	it('tells where every attribute comes from', () => {
		const words: Readonly<Record<string, string>> = {
			founded_year: 'year founded',
			lei: 'LEI',
			x_url: 'X',
			email: 'e-mail',
			technology_categories: 'categories',
		};
		const said = (name: string) =>
			words[name] ??
			(name.endsWith('_url') ? companyAttributes[name as 'x_url'].label.split(' ')[0] : name.replaceAll('_', ' '));
		const missing = openWebsite()
			.attributes.map(({ name }) => said(name))
			.filter((word) => !guide.toLowerCase().includes(word.toLowerCase()));
		expect(missing).toEqual([]);
	});
});
