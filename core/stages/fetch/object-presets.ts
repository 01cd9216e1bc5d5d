import type { OwnFieldNames } from '../../record/fields';
import { currencyField } from '../../salesforce/currencies';

/** What is fetched of an object without anybody asking. */
export interface FetchPreset {
	/** Field paths; our own fields are left out where the org lacks them. */
	readonly fields: readonly string[];
	/** Those of `fields` that are left out where the user may not see them. */
	readonly dispensable: readonly string[];
	/** SOQL conditions that always hold. */
	readonly where: readonly string[];
	/** Conditions on fields that only some orgs have, by field. */
	readonly whereIfPresent: Readonly<Record<string, string>>;
}

const systemFields = ['Id', 'SystemModstamp', 'CreatedDate', 'LastModifiedById', 'OwnerId'];

/** Person accounts are people and companies in one; matching them as either would be wrong. */
const noPersonAccounts = { IsPersonAccount: 'IsPersonAccount = false' };

/** A scorecard is poorer without them, and some orgs hide them. */
const optOuts = ['HasOptedOutOfEmail', 'DoNotCall'];

/** What the presets of Enrich fill besides: unread they would count as blank, and be asked and paid for again. */
const filledByEnrich = {
	Lead: ['City', 'MobilePhone'],
	Contact: ['MailingCity', 'MobilePhone'],
	Account: ['BillingCity'],
};

const presets: Readonly<Record<string, FetchPreset>> = {
	Lead: {
		fields: [
			...['FirstName', 'LastName', 'Email', 'Phone', 'Title', 'Company', 'Website', 'Industry'],
			...['NumberOfEmployees', 'AnnualRevenue', 'Country', 'LeadSource', 'Status', 'IsConverted'],
			...filledByEnrich.Lead,
			...optOuts,
		],
		dispensable: [...filledByEnrich.Lead, ...optOuts],
		where: ['IsConverted = false'],
		whereIfPresent: {},
	},
	Contact: {
		fields: [
			...[
				'FirstName',
				'LastName',
				'Email',
				'Phone',
				'Title',
				'Department',
				'MailingCountry',
				'LeadSource',
				'AccountId',
			],
			...filledByEnrich.Contact,
			...optOuts,
			...['Account.Name', 'Account.Website', 'Account.Industry', 'Account.NumberOfEmployees', 'Account.AnnualRevenue'],
		],
		dispensable: [...filledByEnrich.Contact, ...optOuts],
		where: [],
		whereIfPresent: noPersonAccounts,
	},
	Account: {
		fields: [
			...['Name', 'Website', 'Phone', 'Industry', 'NumberOfEmployees', 'AnnualRevenue', 'BillingCountry', 'Type'],
			...filledByEnrich.Account,
		],
		dispensable: filledByEnrich.Account,
		where: [],
		whereIfPresent: noPersonAccounts,
	},
};

const bare: FetchPreset = { fields: [], dispensable: [], where: [], whereIfPresent: {} };

/** The object's preset, with system fields and our own; an object without one gets just these. */
export function fetchPreset(sObject: string, names: OwnFieldNames): FetchPreset {
	const preset = Object.hasOwn(presets, sObject) ? presets[sObject] : bare;
	const ours = Object.values(names);
	return {
		...preset,
		// Only an org with several currencies has the last one.
		fields: [...systemFields, ...preset.fields, ...ours, currencyField],
		dispensable: [...preset.dispensable, ...ours, currencyField],
	};
}
