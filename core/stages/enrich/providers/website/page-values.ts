import { normalizeDomain, ownEmailOf } from '../../../../record/normal-forms';
import { cleanText } from './clean-text';
import { companyNameIn, resembles } from './company-name-in';
import type { PageContents } from './page-contents';
import { countryOfPhone, phoneText } from './phone-text';
import { countryName, countryOfSuffix, languageOf } from './places-named';
import { confidenceIn, SiteValues } from './site-values';
import { profilesAmong } from './social-profiles';
import { organizationOf, ownAll } from './structured-data';
import { offerMicrodata, offerStructured } from './structured-values';

/** What a home page says of the company whose domain it is on. */
export function readValues(page: PageContents, headers: Readonly<Record<string, string>>, domain: string): SiteValues {
	const values = new SiteValues();
	const [label] = domain.split('.');
	const suffixCountry = countryOfSuffix(domain);
	const organization = organizationOf(page.jsonLd, domain);
	if (organization) offerStructured(values, organization, suffixCountry);
	offerMicrodata(values, page.microdata, suffixCountry);
	offerNames(values, page, label);
	offerLinked(values, page, domain, suffixCountry);
	offerProfiles(
		values,
		[...ownAll(organization, 'sameAs')].filter((url) => typeof url === 'string'),
		label,
		confidenceIn.structured,
	);
	offerProfiles(
		values,
		page.links.map(({ href }) => href),
		label,
		confidenceIn.linked,
	);
	offerLanguage(values, page, headers);
	offerCountry(values, suffixCountry);
	return values;
}

function offerNames(values: SiteValues, { metas, title, heading }: PageContents, label: string): void {
	const siteName = cleanText(metas.get('og:site_name'), 255);
	// Some put the slogan there, or the address of the site.
	if (siteName !== undefined && !/^(https?:|www\.)/i.test(siteName)) {
		values.offer('name', siteName, resembles(siteName, label) ? 0.85 : confidenceIn.declared);
	}
	const appName = cleanText(metas.get('application-name'), 255);
	// Some systems put their own name there.
	if (appName !== undefined && resembles(appName, label)) values.offer('name', appName, 0.7);
	values.offer('name', companyNameIn(cleanText(title, 500), cleanText(heading, 255), label), confidenceIn.title);
	values.offer('description', cleanText(metas.get('description'), 1_000), confidenceIn.declared);
	values.offer('description', cleanText(metas.get('og:description'), 1_000), confidenceIn.declared - 0.05);
}

/** Phone and mailbox from links to them; where there are several numbers, the first, and less surely. */
function offerLinked(values: SiteValues, { links }: PageContents, domain: string, country: string | undefined): void {
	const phones = new Set(
		links.map(({ href }) => phoneText(schemed(href, 'tel'), country)).filter((phone) => phone !== undefined),
	);
	values.offer('phone', [...phones][0], phones.size === 1 ? confidenceIn.linked : 0.6);
	for (const { href } of links) {
		const email = ownEmailOf(schemed(href, 'mailto')?.split('?')[0]);
		// Of another domain: an agency's, or a partner's.
		if (email !== undefined && normalizeDomain(email) === domain) values.offer('email', email, confidenceIn.linked);
	}
}

function schemed(href: string, scheme: string): string | undefined {
	const match = /^([a-z]+):(?:\/\/)?(.{1,300})$/i.exec(href);
	if (match?.[1].toLowerCase() !== scheme) return undefined;
	try {
		return decodeURIComponent(match[2]);
	} catch {
		return match[2];
	}
}

function offerProfiles(values: SiteValues, addresses: readonly string[], label: string, confidence: number): void {
	for (const [attribute, url] of profilesAmong(addresses, label)) values.offer(attribute, url, confidence);
}

function offerLanguage(
	values: SiteValues,
	{ lang, metas }: PageContents,
	headers: Readonly<Record<string, string>>,
): void {
	values.offer('language', languageOf(lang), confidenceIn.declared);
	for (const tag of [
		metas.get('content-language'),
		headers['content-language'],
		metas.get('og:locale'),
		metas.get('language'),
	]) {
		values.offer('language', languageOf(tag), 0.7);
	}
}

function offerCountry(values: SiteValues, suffixCountry: string | undefined): void {
	const phone = values.get('phone');
	if (typeof phone?.value === 'string')
		values.offer('country', countryName(countryOfPhone(phone.value)), confidenceIn.inferred);
	values.offer('country', countryName(suffixCountry), confidenceIn.suffix);
}
