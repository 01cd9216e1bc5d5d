import type { OrgSeed } from '../../org/seed';
import type { DuplicateRuleSeed, MatchingCriterion, MatchingRuleSeed } from './duplicate-seed';

type Criteria = readonly MatchingCriterion[];

const lastName: MatchingCriterion = { field: 'LastName', method: 'fuzzyName' };
const firstName: MatchingCriterion = { field: 'FirstName', method: 'fuzzyName' };
const title: MatchingCriterion = { field: 'Title', method: 'fuzzyName' };
const email: MatchingCriterion = { field: 'Email' };
const phone: MatchingCriterion = { field: 'Phone', method: 'fuzzyPhone' };

/** Salesforce Help, matching_rules_standard_contact_rule; a blank first name or title is no hindrance where the e-mail address is compared. */
function samePerson(company: MatchingCriterion, address: string): Criteria[] {
	const street: MatchingCriterion = { field: `${address}Street`, method: 'fuzzyName' };
	const city: MatchingCriterion = { field: `${address}City`, method: 'fuzzyName' };
	const zip: MatchingCriterion = { field: `${address}PostalCode`, method: 'fuzzyZip' };
	return [
		[lastName, firstName, title, company],
		[email, lastName, { ...firstName, ignoresBlanks: true }],
		[lastName, firstName, phone],
		[lastName, firstName, street, city],
		[lastName, firstName, street, zip],
		[lastName, firstName, street, title],
	];
}

const accountName: MatchingCriterion = { field: 'Name', method: 'fuzzyCompany' };
const website: MatchingCriterion = { field: 'Website', method: 'fuzzyWebsite' };
const billing = (part: string): MatchingCriterion => ({ field: `Billing${part}`, method: 'fuzzyName' });

/** Salesforce Help, matching_rules_standard_account_rule. */
const sameAccount: Criteria[] = [
	[accountName, billing('Street')],
	[accountName, billing('City'), billing('State')],
	[accountName, { field: 'BillingPostalCode', method: 'fuzzyZip' }],
	[accountName, phone],
	[website, phone],
	[website, billing('Street')],
];

const standardMatchingRules: readonly MatchingRuleSeed[] = [
	{ name: 'Standard_Account_Match_Rule_v1_0', object: 'Account', anyOf: sameAccount },
	{ name: 'Standard_Contact_Match_Rule_v1_1', object: 'Contact', anyOf: samePerson({ field: 'AccountId' }, 'Mailing') },
	{
		name: 'Standard_Lead_Match_Rule_v1_0',
		object: 'Lead',
		anyOf: samePerson({ field: 'Company', method: 'fuzzyCompany' }, ''),
	},
];

/**
 * A seed's rules, and behind them those that Salesforce ships switched on. Their action is *Allow*: an alert when a record
 * is created, only a report when one is edited (Salesforce Help, duplicate_rules_standard_account_rule).
 */
export function withStandardRules(seed: OrgSeed): {
	duplicateRules: readonly DuplicateRuleSeed[];
	matchingRules: readonly MatchingRuleSeed[];
} {
	const { duplicateRules = [], matchingRules = [], standardDuplicateRules = true } = seed;
	if (standardDuplicateRules === false) return { duplicateRules, matchingRules };
	const { onCreate = 'alert', onUpdate = 'allow' } = standardDuplicateRules === true ? {} : standardDuplicateRules;
	const standard = standardMatchingRules.map(({ name, object }) => ({
		name: `Standard_${object}_Duplicate_Rule`,
		object,
		matchingRules: [name],
		onCreate,
		onUpdate,
	}));
	return {
		duplicateRules: [...duplicateRules, ...standard],
		matchingRules: [...matchingRules, ...standardMatchingRules],
	};
}
