/** What is known of a record to ask a provider with, each in normal form where there is one; absent when it is blank or unusable. */
export interface MatchValues {
	/** The person's own address, the first usable one of its fields. */
	readonly email?: string;
	/** All usable addresses, the first one included; absent when there is only one. */
	readonly emails?: readonly string[];
	readonly firstName?: string;
	readonly lastName?: string;
	/** First and last name where the record has no other. */
	readonly fullName?: string;
	readonly title?: string;
	/** E.164 where the country is known, else digits. */
	readonly phone?: string;
	/** A person's profile, `https://www.linkedin.com/in/…`. */
	readonly linkedinUrl?: string;
	/** Registrable domain of the company, never a mail provider's. */
	readonly domain?: string;
	/** As the record spells it. */
	readonly company?: string;
	/** `https://www.linkedin.com/company/…`. */
	readonly companyLinkedinUrl?: string;
	/** In the company register of `country`. */
	readonly registrationNumber?: string;
	/** Legal Entity Identifier, 20 characters. */
	readonly lei?: string;
	readonly ticker?: string;
	readonly street?: string;
	readonly city?: string;
	readonly region?: string;
	readonly postalCode?: string;
	/** As the record spells it: a name or an ISO code. */
	readonly country?: string;
	/** This provider's own ids, from an earlier match. */
	readonly personId?: string;
	readonly companyId?: string;
}

export type MatchInput = Exclude<keyof MatchValues, 'emails'>;
