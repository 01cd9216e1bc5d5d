import { getEntity } from 'third-party-web';

/** Categories of `third-party-web` that say something of a company, as ours; what only delivers files says nothing. */
const categories: Readonly<Record<string, string>> = {
	ad: 'Advertising',
	analytics: 'Analytics',
	'consent-provider': 'Consent',
	'customer-success': 'Customer Support',
	marketing: 'Marketing',
	'tag-manager': 'Tag Manager',
	video: 'Video',
};

/** What people call it. */
const names: Readonly<Record<string, string>> = {
	'Google/Doubleclick Ads': 'Google Ads',
	Hubspot: 'HubSpot',
	ZenDesk: 'Zendesk',
	DemandBase: 'Demandbase',
	ContentSquare: 'Contentsquare',
	Adroll: 'AdRoll',
	'Twitter Online Conversion Tracking': 'X Ads',
	Clicktale: 'Contentsquare',
	'Amplitude Mobile Analytics': 'Amplitude',
	'Tidio Live Chat': 'Tidio',
	'Adobe Experience Cloud': 'Adobe Analytics',
	'Adobe Tag Manager': 'Adobe Experience Platform',
	'WordPress Site Stats': 'Jetpack',
	'Scorecard Research': 'comScore',
};

/** Firms whose hosts serve many things, or that only stand in for another entry; our own signs are finer. */
const tooWide = new Set([
	'Bing Ads',
	'Yahoo!',
	'Salesforce.com',
	'Salesforce',
	'YouTube',
	'Google Tag Manager',
	'Twitch',
	'AOL / Oath / Verizon Media',
]);

/** The product that a script or frame of the URL comes with, and its category; `undefined` when nobody knows, or it says nothing. */
export function thirdPartyOf(url: URL): { name: string; category: string } | undefined {
	const entity = getEntity(url.href);
	const category = entity && Object.hasOwn(categories, entity.category) ? categories[entity.category] : undefined;
	if (!entity || category === undefined || tooWide.has(entity.name)) return undefined;
	const name = Object.hasOwn(names, entity.name) ? names[entity.name] : entity.name.replace(/ CMP$/, '');
	return { name, category };
}
