/** E-mail status in one vocabulary over all providers; only the first is proposed unless more is asked for. */
export const emailStatuses = ['verified', 'catch_all', 'unverified', 'invalid'] as const;

export type EmailStatus = (typeof emailStatuses)[number];

/**
 * What each vendor calls an address, in its own words (lower case, underscores between words). `verified` means that
 * the mailbox answered; a domain that takes everything is `catch_all` however likely the vendor finds the mailbox;
 * what was derived from a pattern or not checked is `unverified`; and `invalid` bounces, or is thrown away.
 */
export const emailStatusWords = {
	/** https://developer.leadiq.com: EmailVerificationStatusType. */
	leadiq: {
		verified: 'verified',
		verifiedlikely: 'catch_all',
		unverified: 'unverified',
		invalid: 'invalid',
		suppressed: 'invalid',
	},
	/** https://docs.peopledatalabs.com: kind of address, and what its checking came to. */
	people_data_labs: {
		deliverable: 'verified',
		valid: 'verified',
		risky: 'unverified',
		unknown: 'unverified',
		catch_all: 'catch_all',
		invalid: 'invalid',
		undeliverable: 'invalid',
	},
	/** https://docs.apollo.io: email_status. */
	apollo: {
		verified: 'verified',
		likely_to_engage: 'verified',
		extrapolated: 'unverified',
		guessed: 'unverified',
		unverified: 'unverified',
		user_managed: 'unverified',
		update_required: 'unverified',
		pending_manual_fulfillment: 'unverified',
		unavailable: 'unverified',
		catch_all: 'catch_all',
		verified_catch_all: 'catch_all',
		bounced: 'invalid',
		spam_blocked: 'invalid',
		invalid: 'invalid',
	},
	/** https://hunter.io/api-documentation: verification.status and result. */
	hunter: {
		valid: 'verified',
		deliverable: 'verified',
		accept_all: 'catch_all',
		risky: 'unverified',
		webmail: 'unverified',
		unknown: 'unverified',
		blocked: 'unverified',
		invalid: 'invalid',
		undeliverable: 'invalid',
		disposable: 'invalid',
	},
	/** https://docs.zoominfo.com: emailValidityStatus. */
	zoominfo: {
		valid: 'verified',
		verified: 'verified',
		catch_all: 'catch_all',
		accept_all: 'catch_all',
		not_verified: 'unverified',
		unverified: 'unverified',
		unknown: 'unverified',
		risky: 'unverified',
		invalid: 'invalid',
	},
	/** https://docs.lusha.com: confidence, a letter of which only the best is surely delivered, and what newer replies spell out. */
	lusha: {
		'a+': 'verified',
		a: 'unverified',
		verified: 'verified',
		b: 'unverified',
		c: 'unverified',
		d: 'unverified',
		unverified: 'unverified',
		unknown: 'unverified',
		catch_all: 'catch_all',
		invalid: 'invalid',
		f: 'invalid',
	},
	/** https://developers.explorium.ai: professional_email_status. */
	explorium: {
		valid: 'verified',
		catch_all: 'catch_all',
		unknown: 'unverified',
		invalid: 'invalid',
	},
	/** https://docs.fullenrich.com/api/v2/general/email-status; a likely one is a catch-all address by its own account. */
	full_enrich: {
		deliverable: 'verified',
		high_probability: 'catch_all',
		catch_all: 'catch_all',
		unknown: 'unverified',
		invalid: 'invalid',
		invalid_domain: 'invalid',
	},
	/** https://prospeo.io/api-docs: email.status. */
	prospeo: {
		verified: 'verified',
		valid: 'verified',
		accept_all: 'catch_all',
		catch_all: 'catch_all',
		catch_all_verified: 'catch_all',
		unverified: 'unverified',
		unavailable: 'unverified',
		unknown: 'unverified',
		invalid: 'invalid',
	},
	/** https://doc.bettercontact.rocks: contact_email_address_status. */
	better_contact: {
		deliverable: 'verified',
		valid: 'verified',
		catch_all: 'catch_all',
		catch_all_safe: 'catch_all',
		catch_all_not_safe: 'catch_all',
		unknown: 'unverified',
		risky: 'unverified',
		undeliverable: 'invalid',
		invalid: 'invalid',
	},
} as const satisfies Record<string, Readonly<Record<string, EmailStatus>>>;

export type EmailVendor = keyof typeof emailStatusWords | 'dropcontact';

/** The vendor's word in our vocabulary; `unverified` for one that it did not have when this was written, `undefined` for none. */
export function emailStatusOf(vendor: EmailVendor, word: unknown): EmailStatus | undefined {
	if (typeof word !== 'string' || word.trim() === '') return undefined;
	if (vendor === 'dropcontact') return qualificationStatus(word);
	const words: Readonly<Record<string, EmailStatus>> = emailStatusWords[vendor];
	const plain = plainWord(word);
	return Object.hasOwn(words, plain) ? words[plain] : 'unverified';
}

/**
 * Dropcontact qualifies mailbox and domain apart, `nominative@pro` (https://developer.dropcontact.com), in the language
 * of the request. A mailbox of several people is checked, but nobody's own.
 */
function qualificationStatus(word: string): EmailStatus {
	const [mailbox, domain = ''] = word.split('@').map(plainWord);
	if (deadMailboxes.has(mailbox) || deadDomains.has(domain)) return 'invalid';
	if (mailbox === 'catch_all') return 'catch_all';
	return namedMailboxes.has(mailbox) && domain !== '' ? 'verified' : 'unverified';
}

const namedMailboxes: ReadonlySet<string> = new Set(['nominative', 'nominatif']);
const deadMailboxes: ReadonlySet<string> = new Set(['invalid', 'invalide', 'do_not_contact', 'ne_pas_contacter']);
const deadDomains: ReadonlySet<string> = new Set([
	'invalid',
	'invalid_domain',
	'domaine_invalide',
	'disposable',
	'jetable',
]);

function plainWord(word: string): string {
	return word
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
}
