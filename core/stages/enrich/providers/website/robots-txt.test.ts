import { robotsTxt } from './robots-txt';

const allows = (text: string, path = '/') => robotsTxt(text, 'our-robot')(path);

describe('robotsTxt', () => {
	it.each<[string, string, string, boolean]>([
		['nothing at all', '', '/', true],
		['a page', '<html>User-agent: nobody</html>', '/', true],
		['nobody may', 'User-agent: *\nDisallow: /', '/', false],
		['an empty rule allows', 'User-agent: *\nDisallow:', '/', true],
		['another robot', 'User-agent: BadBot\nDisallow: /', '/', true],
		['we by name, whatever the case', 'User-Agent: OUR-Robot/2.0\nDisallow: /', '/', false],
		['our group wins over that for all', 'User-agent: *\nDisallow: /\n\nUser-agent: our-robot\nAllow: /', '/', true],
		['our group may be empty', 'User-agent: our-robot\n\nUser-agent: *\nDisallow: /', '/', false],
		['our group with an empty rule', 'User-agent: our-robot\nDisallow:\n\nUser-agent: *\nDisallow: /', '/', true],
		['several robots of a group', 'User-agent: a\nUser-agent: our-robot\nUser-agent: b\nDisallow: /', '/', false],
		[
			'groups of one robot are joined',
			'User-agent: our-robot\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: our-robot\nDisallow: /b',
			'/b',
			false,
		],
		['the longest rule decides', 'User-agent: *\nDisallow: /\nAllow: /en', '/en/home', true],
		['the longest rule decides', 'User-agent: *\nAllow: /\nDisallow: /en', '/en/home', false],
		['of two as long the kinder one', 'User-agent: *\nDisallow: /en\nAllow: /en', '/en', true],
		['only the first page', 'User-agent: *\nDisallow: /\nAllow: /$', '/', true],
		['only the first page', 'User-agent: *\nDisallow: /\nAllow: /$', '/en', false],
		['a star', 'User-agent: *\nDisallow: /*/private', '/en/private/x', false],
		['a star and an end', 'User-agent: *\nDisallow: /*.php$', '/index.php', false],
		['a star and an end', 'User-agent: *\nDisallow: /*.php$', '/index.php?x', true],
		['an end that overlaps', 'User-agent: *\nDisallow: /aba*ba$', '/aba', true],
		[
			'comments and line ends of all kinds',
			'# hi\rUser-agent: * # all\r\nDisallow: /x # why\rDisallow: /y',
			'/y',
			false,
		],
		['encodings', 'User-agent: *\nDisallow: /%c3%a4', '/%C3%A4', false],
		['encodings', 'User-agent: *\nDisallow: /ä', '/%C3%A4', false],
		['other lines between', 'User-agent: *\nCrawl-delay: 10\nSitemap: /s.xml\nDisallow: /', '/', false],
	])('%s: %j', (_, text, path, isAllowed) => {
		expect(allows(text, path)).toBe(isAllowed);
	});

	it.each([
		['wildcards', `User-agent: *\n${`Disallow: ${'/*a'.repeat(200)}b$\n`.repeat(800)}`],
		['robots', `${'User-agent: a\n'.repeat(20_000)}${'Disallow: /\n'.repeat(20_000)}`],
		['one long line', `User-agent: *\nDisallow: ${'*'.repeat(500_000)}`],
	])('is done soon with half a megabyte of %s', (_, text) => {
		const before = process.cpuUsage();
		robotsTxt(text, 'our-robot')(`/${'a'.repeat(100_000)}`);
		expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
	});
});
