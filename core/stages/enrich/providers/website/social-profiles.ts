/** Attributes of profiles, in the vocabulary of attributes. */
export type ProfileAttribute =
	| 'linkedin_url'
	| 'facebook_url'
	| 'x_url'
	| 'instagram_url'
	| 'youtube_url'
	| 'github_url';

interface Network {
	readonly hosts: readonly string[];
	/** Of the path without the slash at its end; what it captures is the profile. */
	readonly path: RegExp;
	readonly url: (profile: string) => string;
}

const networks: Readonly<Record<ProfileAttribute, Network>> = {
	linkedin_url: {
		hosts: ['linkedin.com'],
		path: /^\/((?:company|school|showcase)\/[^/]+)/,
		url: (profile) => `https://www.linkedin.com/${profile}`,
	},
	facebook_url: {
		hosts: ['facebook.com', 'fb.com'],
		path: /^\/((?:pages\/[^/]+\/\d+)|(?:people\/[^/]+\/\d+)|(?:[\w.-]{2,80}))$/,
		url: (profile) => `https://www.facebook.com/${profile}`,
	},
	x_url: { hosts: ['x.com', 'twitter.com'], path: /^\/@?(\w{1,15})$/, url: (profile) => `https://x.com/${profile}` },
	instagram_url: {
		hosts: ['instagram.com'],
		path: /^\/([\w.]{1,30})$/,
		url: (profile) => `https://www.instagram.com/${profile}`,
	},
	youtube_url: {
		hosts: ['youtube.com'],
		path: /^\/(@[^/]{2,60}|(?:channel|user|c)\/[^/]{2,60})/,
		url: (profile) => `https://www.youtube.com/${profile}`,
	},
	github_url: { hosts: ['github.com'], path: /^\/([\w-]{1,39})$/, url: (profile) => `https://github.com/${profile}` },
};

export const profileAttributes = Object.keys(networks) as ProfileAttribute[];

/** Pages of the networks themselves, which look like profiles. */
const reserved = new Set(
	'home share sharer sharer.php intent search explore hashtag login signup about help settings privacy policies legal terms tos pages groups events watch marketplace profile.php tr plugins dialog p reel reels stories accounts features pricing enterprise topics trending sponsors orgs marketplace contact security jobs i'.split(
		' ',
	),
);

/** The profile that a URL leads to, in one spelling; `undefined` when it leads to none. */
export function profileOf(url: URL): { attribute: ProfileAttribute; url: string } | undefined {
	const host = url.hostname.replace(/^(www|m|mobile|[a-z]{2}|[a-z]{2}-[a-z]{2}|business)\./, '');
	for (const attribute of profileAttributes) {
		const network = networks[attribute];
		if (!network.hosts.includes(host)) continue;
		const profile = network.path.exec(url.pathname.replace(/\/+$/, ''))?.[1];
		if (profile === undefined || reserved.has(profile.toLowerCase())) return undefined;
		return { attribute, url: network.url(profile) };
	}
	return undefined;
}

/**
 * One profile of each network among the addresses: the one that resembles the company's domain, or else the only one;
 * where several are nobody's more than the other's, none.
 */
export function profilesAmong(addresses: readonly string[], domainLabel: string): Map<ProfileAttribute, string> {
	const found = new Map<ProfileAttribute, string[]>();
	for (const address of addresses) {
		const profile = URL.canParse(address) ? profileOf(new URL(address)) : undefined;
		if (!profile) continue;
		const others = found.get(profile.attribute) ?? [];
		if (!others.includes(profile.url)) found.set(profile.attribute, [...others, profile.url]);
	}
	const label = lettersOf(domainLabel);
	const chosen = [...found].map(([attribute, urls]) => [attribute, chosenOf(urls, label)] as const);
	return new Map(chosen.filter((entry): entry is readonly [ProfileAttribute, string] => entry[1] !== undefined));
}

function chosenOf(urls: readonly string[], label: string): string | undefined {
	const alike = urls.filter((url) => isAlike(lettersOf(new URL(url).pathname.split('/').at(-1) ?? ''), label));
	if (alike.length > 0) return alike[0];
	return urls.length === 1 ? urls[0] : undefined;
}

function isAlike(profile: string, label: string): boolean {
	if (profile.length < 3 || label.length < 3) return profile === label;
	return profile.includes(label) || label.includes(profile);
}

function lettersOf(text: string): string {
	return decoded(text)
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
