import type { OrgSeed, SeedRecord } from '../../emulators/salesforce/org/seed';
import { choicesOf, type Choices } from './choices';
import { ownCustomFields } from './own-custom-fields';
import { inventPerson } from './people';
import { companiesFromSimpleIcons, companiesFromThirdPartyWeb, type RealCompany } from './real-companies';
import { emailByHand, nameByHand, websiteByHand } from './written-by-hand';

export const demoClient = {
	clientId: 'demo-client',
	clientSecret: 'only-for-the-org-on-this-machine',
	username: 'integration@demo.example',
} as const;

export interface DemoOrgSize {
	readonly leads: number;
	readonly contacts: number;
}

/**
 * The demo's org: real companies as Accounts, written as people write them (blank or wrong
 * websites, some twice), and invented people as Leads and Contacts. Everything was created or
 * modified within the hour before `now`.
 */
export function demoOrgSeed(seed: number, now: Date, size: DemoOrgSize): OrgSeed {
	const choices = choicesOf(seed);
	const companies = demoCompanies(choices);
	return {
		org: { kind: 'production', name: 'Demo Company' },
		users: [
			{ Username: demoClient.username, LastName: 'Integration' },
			{ Username: 'sales@demo.example', LastName: 'Sales' },
		],
		clients: [demoClient],
		customFields: ownCustomFields(['Account', 'Contact', 'Lead']),
		assignmentRules: [],
		validationRules: [
			{
				object: 'Lead',
				field: 'AnnualRevenue',
				when: { field: 'AnnualRevenue', op: '>', value: 1e12 },
				message: 'Annual revenue above a trillion is a typing error',
			},
		],
		records: stampedWithinTheHour(
			{
				Account: demoAccounts(companies, choices),
				Contact: Array.from({ length: size.contacts }, () => demoContact(companies, choices)),
				Lead: twiceSometimes(
					Array.from({ length: size.leads }, () => demoLead(choices.pick(companies), choices)),
					size.leads,
					choices,
				),
			},
			now,
			choices,
		),
	};
}

/** A Lead for a real company, with an invented person; what a web form or a list import leaves. */
export function demoLead(company: RealCompany, choices: Choices): SeedRecord {
	const person = inventPerson(choices);
	return {
		FirstName: person.firstName,
		LastName: person.lastName,
		Title: choices.chance(0.8) ? person.title : null,
		Company: nameByHand(company, choices),
		Email: emailByHand(person, company, choices),
		Website: choices.chance(0.25) ? websiteByHand(company, choices) : null,
		Industry: choices.chance(0.1) ? 'Other' : null,
		Country: choices.chance(0.15) ? choices.pick(['US', 'GB', 'DE']) : null,
		LeadSource: choices.pick(['Web', 'Purchased List', 'Partner Referral', 'Other']),
	};
}

/** The companies the demo's org deals with: both sources, about 1,500 of them. */
export function demoCompanies(choices: Choices): RealCompany[] {
	return [...companiesFromThirdPartyWeb(), ...companiesFromSimpleIcons()].filter(() => choices.chance(0.4));
}

function demoAccounts(companies: readonly RealCompany[], choices: Choices): SeedRecord[] {
	const once = companies.map((company, index) => ({
		'@ref': `account-${index}`,
		...demoAccount(company, choices),
	}));
	const twice = companies.filter(() => choices.chance(0.06)).map((company) => demoAccount(company, choices));
	return [...once, ...twice];
}

function demoAccount(company: RealCompany, choices: Choices): SeedRecord {
	return {
		Name: nameByHand(company, choices),
		Website: websiteByHand(company, choices),
		Industry: choices.chance(0.2) ? 'Other' : null,
		NumberOfEmployees: choices.chance(0.15) ? choices.between(5, 20_000) : null,
	};
}

function demoContact(companies: readonly RealCompany[], choices: Choices): SeedRecord {
	const index = choices.between(0, companies.length - 1);
	const person = inventPerson(choices);
	return {
		FirstName: person.firstName,
		LastName: person.lastName,
		Title: choices.chance(0.7) ? person.title : null,
		Email: emailByHand(person, companies[index], choices),
		AccountId: `@account-${index}`,
	};
}

/** Replaces about four in a hundred by a second copy of an earlier record, typed in again. */
function twiceSometimes(records: readonly SeedRecord[], count: number, choices: Choices): SeedRecord[] {
	return Array.from({ length: count }, (_, index) => {
		if (index === 0 || !choices.chance(0.04)) return records[index];
		const earlier = records[choices.between(0, index - 1)];
		const email = typeof earlier.Email === 'string' ? earlier.Email.toUpperCase() : null;
		return { ...earlier, Email: email, LeadSource: 'Purchased List' };
	});
}

function stampedWithinTheHour(
	records: Record<string, SeedRecord[]>,
	now: Date,
	choices: Choices,
): Record<string, SeedRecord[]> {
	return Object.fromEntries(
		Object.entries(records).map(([sObject, rows]) => [
			sObject,
			rows.map((row) => stamped(row, secondsBefore(now, choices.between(150, 3500)))),
		]),
	);
}

function stamped(row: SeedRecord, at: Date): SeedRecord {
	const stamp = at.toISOString();
	return { ...row, CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp };
}

function secondsBefore(time: Date, seconds: number): Date {
	return new Date(Math.floor(time.getTime() / 1000) * 1000 - seconds * 1000);
}
