import { companyDomainOf } from '../../../record/normal-forms';

/** A contact's part in what its account's mail domain is. */
export interface AccountContact {
	/** Place of its account in the list of accounts. */
	readonly account: number;
	readonly email: unknown;
}

/** So many contacts, and this share of those who have a domain, must use it. */
const leastContacts = 2;
const leastShare = 0.5;

/** Whether so many of the contacts of an account make their domain the account's. */
export function isDominant(ofDomain: number, contacts: number): boolean {
	return ofDomain >= leastContacts && ofDomain >= contacts * leastShare;
}

/**
 * By account: the domain that most of its contacts write from, however the account's web site is called; `undefined` where no
 * domain of a company has two contacts and half of them. Domains of mail providers are nobody's.
 */
export function dominantDomains(
	accounts: number,
	contacts: Iterable<AccountContact>,
): ReadonlyArray<string | undefined> {
	const counts = Array.from({ length: accounts }, () => new Map<string, number>());
	for (const { account, email } of contacts) {
		const domain = companyDomainOf(email);
		if (domain !== undefined) counts[account].set(domain, (counts[account].get(domain) ?? 0) + 1);
	}
	return counts.map((byDomain) => {
		const total = [...byDomain.values()].reduce((sum, count) => sum + count, 0);
		const [domain, most] = [...byDomain].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? ['', 0];
		return isDominant(most, total) ? domain : undefined;
	});
}
