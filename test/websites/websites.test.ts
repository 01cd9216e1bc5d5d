import { siteCatalogue } from '../../emulators/websites/site-catalogue';
import { startWebsites, type WebsitesEmulator } from '../../emulators/websites/websites-emulator';
import { readDoc, tableRows } from '../docs/doc-text';
import { readDomains } from './emulated-web';
import { precision, recall, scoreSites, type SiteScores } from './site-scores';

describe('the provider Website before 200 sites whose truth is known', () => {
	const sites = siteCatalogue();
	let web: WebsitesEmulator;
	let scores: SiteScores;

	beforeAll(async () => {
		web = await startWebsites({ sites });
		scores = scoreSites(
			sites,
			await readDomains(
				web,
				sites.map(({ host }) => host),
			),
		);
	});

	afterAll(async () => await web.close());

	it('has 200 sites, with a thousand installed technologies of more than 150 kinds', () => {
		const installed = sites.flatMap(({ truth }) => truth?.technologies ?? []);
		expect(sites).toHaveLength(200);
		expect(installed.length).toBeGreaterThan(1_000);
		expect(new Set(installed).size).toBeGreaterThan(150);
	});

	it('finds technologies with a precision of 95 % and a recall of 85 % at least', () => {
		expect(precision(scores.technologies)).toBeGreaterThanOrEqual(0.95);
		expect(recall(scores.technologies)).toBeGreaterThanOrEqual(0.85);
	});

	it.each([
		'name',
		'description',
		'language',
		'country',
		'phone',
		'email',
		'legal_name',
		'founded_year',
		'linkedin_url',
		'x_url',
	])('gives %s with a precision of 95 % and a recall of 90 %% at least', (attribute) => {
		const score = scores.values.get(attribute);
		expect(score && precision(score)).toBeGreaterThanOrEqual(0.95);
		expect(score && recall(score)).toBeGreaterThanOrEqual(0.9);
	});

	it.each(['street', 'city', 'postal_code'])('gives %s where it is structured, and never a wrong one', (attribute) => {
		const score = scores.values.get(attribute);
		expect(score?.wrong).toBe(0);
		expect(score && recall(score)).toBeGreaterThanOrEqual(0.75);
	});

	it('comes to the figures of the guide', () => {
		const rows = tableRows(readDoc('docs/guides/website.md'), '', 'Precision');
		const { technologies } = scores;
		expect(rows[0]).toEqual(['technologies', precision(technologies).toFixed(3), recall(technologies).toFixed(3)]);
	});

	it('says of each site that tells of no company that it does', () => {
		expect(scores.nobody).toEqual({ right: sites.filter(({ truth }) => !truth).length, wrong: 0, missed: 0 });
	});

	it('asks each host for its robots.txt and one page only, and not for what robots may not read', () => {
		const asked = new Map<string, number>();
		for (const request of web.requests) asked.set(request, (asked.get(request) ?? 0) + 1);
		expect(Math.max(...asked.values())).toBe(1);
		expect(web.requests.every((request) => /^[^/]+\/(robots\.txt|home)?$/.test(request))).toBe(true);
		expect(web.requests).not.toContain('keeps-robots-out.com/');
		expect(web.requests.filter((request) => request.startsWith('keeps-robots-out.com'))).toHaveLength(1);
	});
});
