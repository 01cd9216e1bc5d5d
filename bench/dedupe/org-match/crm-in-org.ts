import { type SalesforceEmulator, startSalesforceEmulator } from '../../../emulators/salesforce/salesforce-emulator';
import type { SeedRecord } from '../../../emulators/salesforce/org/seed';
import { normalizeEmail } from '../../../core/record/normal-forms';
import type { CrmContact, CrmProfile } from '../crm-generator';
import { generateOrg } from '../crm-org';

/** A lead that comes in, and what is true of it. */
export interface AskedLead {
	readonly fields: Readonly<Record<string, unknown>>;
	/** The company it is of; blank where no account of the org is that company. */
	readonly company: string;
	readonly person: string;
}

/** The generator's accounts and people in an emulated org, and its leads outside of it. */
export interface CrmInOrg {
	readonly emulator: SalesforceEmulator;
	readonly leads: readonly AskedLead[];
	readonly accounts: number;
	readonly people: number;
	/** By record Id: the company or person that it is in truth. */
	readonly truth: ReadonlyMap<string, string>;
	/** People who have a record of the object. */
	readonly known: Readonly<Record<'Contact' | 'Lead', ReadonlySet<string>>>;
}

/** Every so manieth of the generator's people is a lead of the org, the others are contacts. */
const leadsAmongPeople = 4;

/** Starts an org on this machine; the caller closes it. */
export async function crmInOrg(count: number, profile: CrmProfile, seed: number): Promise<CrmInOrg> {
	const { accounts, contacts, leads } = generateOrg(count, profile, seed);
	const refByCompany = new Map(accounts.map(({ account }, at) => [account, `@a${at}`]));
	const isLead = (at: number): boolean => at % leadsAmongPeople === 0;
	const truthById = new Map<string, string>();
	const records = {
		Account: accounts.map(
			({ account, ...fields }, at): SeedRecord => ({ '@ref': `a${at}`, AccountNumber: account, ...filled(fields) }),
		),
		Contact: contacts
			.filter((_, at) => !isLead(at))
			.map(asSaved)
			.map(({ person, account, Company: _company, Website: _website, Street, City, State, PostalCode, ...fields }) => ({
				...filled(fields),
				...filled({ MailingStreet: Street, MailingCity: City, MailingState: State, MailingPostalCode: PostalCode }),
				Department: person,
				...(refByCompany.has(account) && { AccountId: refByCompany.get(account) }),
			})),
		Lead: contacts
			.filter((_, at) => isLead(at))
			.map(asSaved)
			.map(({ person, account: _account, ...fields }) => ({
				...filled({ ...fields, Company: fields.Company || 'n/a' }),
				Description: person,
			})),
	};
	const emulator = await startSalesforceEmulator({ seed: { standardDuplicateRules: false, records } });
	const truthFields = { Account: 'AccountNumber', Contact: 'Department', Lead: 'Description' };
	for (const [sObject, field] of Object.entries(truthFields))
		for (const row of emulator.org.rows(sObject)) truthById.set(String(row.Id), String(row[field]));
	const peopleIn = (sObject: 'Contact' | 'Lead'): Set<string> =>
		new Set(emulator.org.rows(sObject).map((row) => String(row[truthFields[sObject]])));
	return {
		emulator,
		accounts: accounts.length,
		people: contacts.length,
		truth: truthById,
		known: { Contact: peopleIn('Contact'), Lead: peopleIn('Lead') },
		leads: leads.map(({ person, account, ...fields }) => ({ fields: filled(fields), company: account, person })),
	};
}

/** Salesforce saves no address that is none, whatever slips there are. */
function asSaved(contact: CrmContact): CrmContact {
	return normalizeEmail(contact.Email) === undefined ? { ...contact, Email: '' } : contact;
}

function filled<T extends object>(fields: T): Partial<T> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<T>;
}
