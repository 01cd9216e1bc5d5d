import { EnrichmentError } from '../../../errors';
import type { LinkageField, Subject } from './fields';

/** What is compared of an object: the standard fields, and what each says. */
export interface LinkagePreset {
	readonly subject: Subject;
	/** By field path. */
	readonly fields: Readonly<Record<string, LinkageField>>;
}

const person = { FirstName: 'firstName', LastName: 'lastName', Email: 'email', Phone: 'phone' } as const;

const presetByObject: Readonly<Record<string, LinkagePreset>> = {
	Lead: {
		subject: 'person',
		fields: {
			...person,
			Company: 'company',
			Website: 'domain',
			Street: 'street',
			City: 'city',
			State: 'region',
			PostalCode: 'postalCode',
			Country: 'country',
		},
	},
	Contact: {
		subject: 'person',
		fields: {
			...person,
			'Account.Name': 'company',
			'Account.Website': 'domain',
			MailingStreet: 'street',
			MailingCity: 'city',
			MailingState: 'region',
			MailingPostalCode: 'postalCode',
			MailingCountry: 'country',
			Birthdate: 'birthdate',
		},
	},
	Account: {
		subject: 'company',
		fields: {
			Name: 'company',
			Website: 'domain',
			Phone: 'phone',
			BillingStreet: 'street',
			BillingCity: 'city',
			BillingState: 'region',
			BillingPostalCode: 'postalCode',
			BillingCountry: 'country',
		},
	},
};

/** The standard fields of a Lead, Contact or Account; throws `invalid_parameter` for another object. */
export function linkagePreset(sObject: string): LinkagePreset {
	if (Object.hasOwn(presetByObject, sObject)) return presetByObject[sObject];
	throw new EnrichmentError('invalid_parameter', `There is no preset for finding duplicates of ${sObject}.`, {
		remedy: `Duplicates are found among ${Object.keys(presetByObject).join(', ')}.`,
	});
}
