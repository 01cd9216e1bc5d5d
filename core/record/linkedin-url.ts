/** Salesforce's URL fields hold 255 characters. */
const maxLength = 512;

const personPath = /^\/(?:in|pub)\/([^/]+)/i;
const companyPath = /^\/(?:company|school|showcase)\/([^/]+)/i;

/** A person's profile as `https://www.linkedin.com/in/…`, lower case, without country, language and tracking; `undefined` for anything else. */
export function linkedinProfileUrl(value: unknown): string | undefined {
	const slug = slugIn(value, personPath);
	return slug && `https://www.linkedin.com/in/${slug}`;
}

/** A company's page as `https://www.linkedin.com/company/…`; `undefined` for anything else. */
export function linkedinCompanyUrl(value: unknown): string | undefined {
	const slug = slugIn(value, companyPath);
	return slug && `https://www.linkedin.com/company/${slug}`;
}

function slugIn(value: unknown, path: RegExp): string | undefined {
	if (typeof value !== 'string' || value.length > maxLength) return undefined;
	const text = value.trim();
	const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text.replace(/^\/+/, '')}`;
	if (!URL.canParse(address)) return undefined;
	const { hostname, pathname } = new URL(address);
	if (hostname !== 'linkedin.com' && !hostname.endsWith('.linkedin.com')) return undefined;
	return path.exec(pathname)?.[1].toLowerCase();
}
