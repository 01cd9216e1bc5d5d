import { profileOf, profilesAmong } from './social-profiles';

describe('profileOf', () => {
	it.each([
		['https://www.linkedin.com/company/acme/', 'linkedin_url', 'https://www.linkedin.com/company/acme'],
		['https://de.linkedin.com/company/acme/about/?x=1', 'linkedin_url', 'https://www.linkedin.com/company/acme'],
		['https://m.facebook.com/acme', 'facebook_url', 'https://www.facebook.com/acme'],
		['https://twitter.com/@acme', 'x_url', 'https://x.com/acme'],
		['https://x.com/acme/', 'x_url', 'https://x.com/acme'],
		['https://www.instagram.com/acme.inc/', 'instagram_url', 'https://www.instagram.com/acme.inc'],
		['https://www.youtube.com/channel/UC123/videos', 'youtube_url', 'https://www.youtube.com/channel/UC123'],
		['https://github.com/acme', 'github_url', 'https://github.com/acme'],
	])('reads %s', (address, attribute, url) => {
		expect(profileOf(new URL(address))).toEqual({ attribute, url });
	});

	it.each([
		'https://www.linkedin.com/in/ada',
		'https://www.linkedin.com/shareArticle?url=x',
		'https://www.facebook.com/sharer/sharer.php?u=x',
		'https://www.facebook.com/tr?id=1',
		'https://twitter.com/intent/tweet',
		'https://x.com/home',
		'https://x.com/acme/status/1',
		'https://www.youtube.com/watch?v=1',
		'https://github.com/acme/repository',
		'https://facebook.com.evil.example/acme',
		'https://www.instagram.com/p/abc/',
	])('takes %s for no profile', (address) => {
		expect(profileOf(new URL(address))).toBeUndefined();
	});
});

describe('profilesAmong', () => {
	it('prefers the profile that resembles the domain, and gives none where two might be it', () => {
		const addresses = [
			'https://x.com/agency',
			'https://x.com/acme_inc',
			'https://github.com/one',
			'https://github.com/two',
			'nothing',
		];
		expect([...profilesAmong(addresses, 'acme')]).toEqual([['x_url', 'https://x.com/acme_inc']]);
	});
});
