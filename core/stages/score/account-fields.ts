import type { RecordItem } from '../../record/record-item';
import type { ModelDocument } from './predictive/model/model-document';

/** Where a lead has what an account has; fields that are called alike on both are left out. */
const leadFieldByAccountField: ReadonlyMap<string, string> = new Map([
	['Name', 'Company'],
	['AccountSource', 'LeadSource'],
	['BillingStreet', 'Street'],
	['BillingCity', 'City'],
	['BillingState', 'State'],
	['BillingStateCode', 'StateCode'],
	['BillingPostalCode', 'PostalCode'],
	['BillingCountry', 'Country'],
	['BillingCountryCode', 'CountryCode'],
]);

/**
 * A model that was learnt from accounts, as it reads records of this object: a lead has the fields of its account under names of its
 * own, others have them on their account. What the records have under the very name of the model's field is read there.
 */
export function modelOfAccounts(
	document: ModelDocument,
	sObject: string,
	items: readonly Readonly<RecordItem>[],
): ModelDocument {
	if (document.basis !== 'account' || sObject === 'Account') return document;
	const isThere = (field: string): boolean => items.some((item) => Object.hasOwn(item, field.split('.')[0]));
	const pathOf = (field: string): string => {
		if (isThere(field)) return field;
		if (sObject === 'Lead') return leadFieldByAccountField.get(field) ?? field;
		return field.startsWith('Account.') ? field : `Account.${field}`;
	};
	return { ...document, features: document.features.map((feature) => ({ ...feature, field: pathOf(feature.field) })) };
}
