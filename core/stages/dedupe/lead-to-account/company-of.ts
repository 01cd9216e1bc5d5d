import { companyDomainOf } from '../../../record/normal-forms';
import { countryCodeOf } from '../../../record/places';
import type { LinkageField, LinkageRecord } from '../linkage/fields';
import { companyForm } from './company-form';

/** A person's company, or an account, as the two are compared. */
export interface ComparedCompany {
	readonly record: LinkageRecord;
	/** Code of the country, of its address or of its name. */
	readonly country?: string;
	/** What the branch is called after, see `CompanyForm`. */
	readonly branch?: string;
}

const kept: readonly LinkageField[] = ['phone', 'street', 'city', 'region', 'postalCode'];

/** The company's domain that a record tells, by its web site or a business address. */
export function domainOfPerson({ domain, email }: LinkageRecord): string | undefined {
	return companyDomainOf(domain, email);
}

/** What a lead or contact says of its company: the web site's domain, or else that of the mailbox. */
export function companyOfPerson(person: LinkageRecord): ComparedCompany {
	return compared(person, domainOfPerson(person));
}

/** An account under its own domain, or under `domain` where its contacts write from another. */
export function companyOfAccount(account: LinkageRecord, domain = companyDomainOf(account.domain)): ComparedCompany {
	return compared(account, domain);
}

function compared(from: LinkageRecord, domain: string | undefined): ComparedCompany {
	const { words, branch } = companyForm(from.company, from.country);
	const country = typeof from.country === 'string' ? countryCodeOf(from.country) : undefined;
	return {
		record: {
			...Object.fromEntries(kept.map((field) => [field, from[field]])),
			...(words !== undefined && { company: words }),
			...(domain !== undefined && { domain }),
		},
		...((country ?? branch) !== undefined && { country: country ?? branch }),
		...(branch !== undefined && { branch }),
	};
}

/** Accounts as they are compared: one whose contacts write from another domain than its web site's stands there under both. */
export function companiesOfAccounts(
	accounts: readonly LinkageRecord[],
	contactDomains: ReadonlyArray<string | undefined> = [],
): { readonly companies: readonly ComparedCompany[]; readonly accountOf: readonly number[] } {
	const companies = accounts.map((account) => companyOfAccount(account));
	const accountOf = accounts.map((_, index) => index);
	accounts.forEach((account, index) => {
		const [domain, own] = [contactDomains[index], companies[index].record.domain];
		if (domain === undefined || domain === own) return;
		const also = companyOfAccount(account, domain);
		if (own === undefined) companies[index] = also;
		else {
			companies.push(also);
			accountOf.push(index);
		}
	});
	return { companies, accountOf };
}
