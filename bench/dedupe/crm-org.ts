import type { Random } from '../../core/stages/dedupe/linkage/drawn-pairs';
import { seededRandom } from '../../demo/dedupe/seeded-random';
import { type Company, type CrmContact, type CrmProfile, generateCrm } from './crm-generator';
import { type Names, namesFrom } from './crm-names';
import { otherForm, withSlip } from './crm-roughness';

/** An account as a CRM holds it, and which company it is in truth. */
export interface CrmAccount {
	readonly Name: string;
	readonly Website: string;
	readonly Phone: string;
	readonly BillingStreet: string;
	readonly BillingCity: string;
	readonly BillingState: string;
	readonly BillingPostalCode: string;
	readonly account: string;
}

/** A lead as a form leaves it, with who it is and the company it is of; a company of which there may be no account. */
export interface CrmLead {
	readonly FirstName: string;
	readonly LastName: string;
	readonly Email: string;
	readonly Phone: string;
	readonly Company: string;
	readonly Website: string;
	readonly City: string;
	readonly State: string;
	readonly PostalCode: string;
	readonly person: string;
	readonly account: string;
}

/** Everything a CRM holds of some companies. */
export interface CrmOrg {
	readonly accounts: readonly CrmAccount[];
	readonly contacts: readonly CrmContact[];
	readonly leads: readonly CrmLead[];
}

interface OrgRates {
	/** Of companies that are an account, and of these the ones that are two. */
	readonly known: number;
	readonly twice: number;
	/** Of accounts without a web site, and of those with another one than their mail has. */
	readonly noSite: number;
	readonly otherSite: number;
	readonly typo: number;
	readonly blank: number;
	readonly otherForm: number;
	/** Of leads who write from a mailbox at a free provider, and of those who are contacts already. */
	readonly freemail: number;
	readonly isContact: number;
	/** Of leads who name no company in particular, though the field must be filled. */
	readonly unnamed: number;
}

const ratesOf: Readonly<Record<CrmProfile, OrgRates>> = {
	easy: {
		known: 0.7,
		twice: 0.12,
		noSite: 0.15,
		otherSite: 0.05,
		typo: 0.04,
		blank: 0.1,
		otherForm: 0.3,
		freemail: 0.12,
		isContact: 0.3,
		unnamed: 0.01,
	},
	hard: {
		known: 0.6,
		twice: 0.25,
		noSite: 0.35,
		otherSite: 0.12,
		typo: 0.1,
		blank: 0.3,
		otherForm: 0.5,
		freemail: 0.3,
		isContact: 0.3,
		unnamed: 0.04,
	},
};

/**
 * The accounts and leads around the contacts of `generateContacts` with the same numbers: companies that stand there twice,
 * subsidiaries beside their parent, leads of companies that are no account. Frozen like the contacts.
 */
export function generateOrg(count: number, profile: CrmProfile, seed: number): CrmOrg {
	const { contacts, companies } = generateCrm(count, profile, seed);
	const random = seededRandom(seed + 7_919);
	const rates = ratesOf[profile];
	const known = companies.filter(() => random() < rates.known);
	const accounts = known.flatMap((company) => {
		const first = accountOf(company, rates, random);
		return random() < rates.twice ? [first, roughened(first, rates, random)] : [first];
	});
	const isKnown = new Set(known.map(({ id }) => id));
	const companyById = new Map(companies.map((company) => [company.id, company]));
	const names = namesFrom(seed);
	const leads = Array.from({ length: Math.floor(count / 2) }, (_, serial): CrmLead => {
		const contact = random() < rates.isContact ? contacts[Math.floor(contacts.length * random())] : undefined;
		const company = contact
			? companyById.get(contact.account)!
			: companies[Math.floor(companies.length * random() ** 1.3)];
		const lead = leadOf(serial, company, contact, names, rates, random);
		return { ...lead, account: isKnown.has(company.id) ? company.id : '' };
	});
	const withKnown = contacts.map((contact) => (isKnown.has(contact.account) ? contact : { ...contact, account: '' }));
	return { accounts, contacts: withKnown, leads };
}

function accountOf(company: Company, rates: OrgRates, random: Random): CrmAccount {
	const hasOther = random() < rates.otherSite;
	const site = hasOther ? `www.${company.domain.replace('.com', '')}-online.net` : `https://www.${company.domain}`;
	return {
		Name: company.name,
		Website: random() < rates.noSite ? '' : site,
		Phone: random() < rates.blank ? '' : company.phone,
		BillingStreet: random() < rates.blank ? '' : company.street,
		BillingCity: company.city,
		BillingState: company.state,
		BillingPostalCode: company.zip,
		account: company.id,
	};
}

/** The same company, typed by somebody else. */
function roughened(account: CrmAccount, rates: OrgRates, random: Random): CrmAccount {
	const rough = (value: string, form: keyof CrmContact): string => {
		if (form !== 'Company' && random() < rates.blank) return '';
		const typed = random() < rates.otherForm ? otherForm(value, form, random) : value;
		return random() < rates.typo ? withSlip(typed, random) : typed;
	};
	return {
		...account,
		Name: rough(account.Name, 'Company'),
		Website: rough(account.Website, 'Website'),
		Phone: rough(account.Phone, 'Phone'),
		BillingStreet: rough(account.BillingStreet, 'Street'),
		BillingCity: rough(account.BillingCity, 'City'),
		BillingPostalCode: rough(account.BillingPostalCode, 'PostalCode'),
	};
}

function leadOf(
	serial: number,
	company: Company,
	contact: CrmContact | undefined,
	names: Names,
	rates: OrgRates,
	random: Random,
): Omit<CrmLead, 'account'> {
	const first = contact?.FirstName || names.first(random);
	const last = contact?.LastName || names.last(random);
	const mailbox = `${first}.${last}`
		.normalize('NFKD')
		.replace(/[^A-Za-z.]/g, '')
		.toLowerCase();
	const rough = (value: string, form: keyof CrmContact): string => {
		const typed = random() < rates.otherForm ? otherForm(value, form, random) : value;
		return random() < rates.typo ? withSlip(typed, random) : typed;
	};
	const orBlank = (value: string, form: keyof CrmContact): string => (random() < rates.blank ? '' : rough(value, form));
	const isFree = random() < rates.freemail;
	const place = random() < 0.8;
	return {
		FirstName: first,
		LastName: last,
		Email: orBlank(isFree ? `${mailbox}${serial % 97}@gmail.com` : `${mailbox}@${company.domain}`, 'Email'),
		Phone: random() < 0.3 ? company.phone : '',
		Company: random() < rates.unnamed ? 'n/a' : rough(company.name, 'Company'),
		Website: random() < 0.2 ? rough(company.domain, 'Website') : '',
		City: place ? orBlank(company.city, 'City') : '',
		State: place ? company.state : '',
		PostalCode: place ? orBlank(company.zip, 'PostalCode') : '',
		person: contact?.person ?? `lead-${serial}`,
	};
}
