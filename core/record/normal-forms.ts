import { parse } from 'tldts';
import { withoutLegalForm } from './company-name';
import { isMailProvider } from './mail-providers';
import { isCompanyPlaceholder, isPlaceholderDomain, mailboxKind, personName } from './placeholders';
import { plainWords } from './plain-words';
import { type HostFacts, isSharedHost } from './shared-hosts';

/** Names this set of normalisers; goes into every input hash, so that a changed normaliser changes every hash knowingly. */
export const normalFormScheme = 'normal-forms-2';

/** Longer texts are no names; Salesforce's name fields hold 255 characters. */
const maxNameLength = 512;

/** An address of a mailbox has at most 320 characters (RFC 5321); white space and `mailto:` may stand around it. */
const maxEmailLength = 512;

/** Salesforce's URL fields hold 255 characters; a longer text is read from its beginning. */
const maxUrlLength = 2_048;

/**
 * The address under which a mailbox is known, or `undefined` when the text is not one address. Gmail ignores dots
 * and plus tags, so they go; elsewhere a plus tag may name another mailbox, and joining two people is worse than
 * missing one, so it stays.
 */
export function normalizeEmail(value: unknown): string | undefined {
	if (typeof value !== 'string' || value.length > maxEmailLength) return undefined;
	const text = value
		.trim()
		.toLowerCase()
		.replace(/^mailto:/, '');
	const match = /^([^\s@"<>(),;:[\]\\]{1,64})@([^\s@/:?#]{1,253})$/.exec(text);
	if (!match) return undefined;
	const host = asciiHost(match[2]);
	if (!host || normalizeDomain(host) === undefined) return undefined;
	if (host !== 'gmail.com' && host !== 'googlemail.com') return `${match[1]}@${host}`;
	const mailbox = match[1].split('+')[0].replaceAll('.', '');
	return mailbox === '' ? undefined : `${mailbox}@gmail.com`;
}

/** The address in normal form unless nobody reads it (`noreply@…`, `test@test.com`): strangers have it in common. */
export function ownEmailOf(value: unknown): string | undefined {
	const email = normalizeEmail(value);
	if (email === undefined || mailboxKind(email) === 'junk') return undefined;
	return isPlaceholderDomain(normalizeDomain(email) ?? '') ? undefined : email;
}

/**
 * The registrable domain of a web site, URL or e-mail address in lower case ASCII; the first, when the text lists
 * several. Sites under a shared host are domains of their own (`acme.github.io`). `undefined` when there is none.
 */
export function normalizeDomain(value: unknown): string | undefined {
	return hostFacts(value)?.domain;
}

/** Whether a registrable domain belongs to a free or disposable mail provider and so says nothing about the company. */
export function isFreemailDomain(domain: string): boolean {
	return isMailProvider(domain);
}

/**
 * The first registrable domain among the values that identifies a company; `undefined` when none does. Passed over are
 * mail providers, hosts that many companies share (social networks, site builders, directories, link shorteners, mail
 * relays …) and placeholders.
 */
export function companyDomainOf(...values: readonly unknown[]): string | undefined {
	for (const value of values) {
		const facts = hostFacts(value);
		if (facts && ![facts.domain, facts.host].some(identifiesNobody) && !isSharedHost(facts)) return facts.domain;
	}
	return undefined;
}

/**
 * The company name without what two spellings of it may differ in: case, accents, punctuation, a leading article,
 * the legal form. Never stripped to nothing (`The Limited` is `limited`); `undefined` for blanks, placeholders, and
 * texts that are too long for a name. `country`, a name or an ISO 3166 code, decides about forms that are also words.
 */
export function normalizeCompanyName(value: unknown, country?: string): string | undefined {
	if (typeof value !== 'string' || value.length > maxNameLength) return undefined;
	const name = withoutLegalForm(value, country);
	return name === '' || isCompanyPlaceholder(name) || isCompanyPlaceholder(plainWords(value)) ? undefined : name;
}

/** First and last name of a person in normal form; `undefined` unless both are known and meant. */
export function normalizePersonName(first: unknown, last: unknown): string | undefined {
	const [firstWords, lastWords] = [first, last].map((part) => plainWords(String(part ?? '').slice(0, maxNameLength)));
	return personName(firstWords, lastWords);
}

function identifiesNobody(domain: string): boolean {
	return isFreemailDomain(domain) || isPlaceholderDomain(domain);
}

/** What the first address in the text leads to; `undefined` when that is no registrable domain. */
function hostFacts(value: unknown): HostFacts | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.slice(0, maxUrlLength).trim().toLowerCase();
	const first = text.split(/[\s,;|]+/, 1)[0].replace(/^mailto:/, '');
	const host = first === '' ? undefined : asciiHost(first);
	if (host === undefined) return undefined;
	const { domain, publicSuffix, isPrivate } = parse(host, { allowPrivateDomains: true });
	if (domain === null || publicSuffix === null) return undefined;
	const isMail = /^[^/?#]*@/.test(first) && !first.includes('/');
	const path = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?[^/?#]*(\/[^?#]*)/.exec(first)?.[1] ?? '';
	return { host, domain, publicSuffix, isPrivate: isPrivate === true, path, isMail };
}

/** Punycode for international names, so that both spellings of `münchen.de` are one domain. */
function asciiHost(text: string): string | undefined {
	const host = parse(text).hostname?.replace(/\.$/, '');
	if (!host || /^[\x21-\x7e]+$/.test(host)) return host ?? undefined;
	return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}
