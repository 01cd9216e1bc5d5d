import { EnrichmentError } from '../../errors';

/** A normal form that duplicates share. */
export type DedupeKey = 'email' | 'domain' | 'company';

/** Field paths of what records are compared on. */
export interface DedupeFields {
	readonly email?: string;
	readonly website?: string;
	readonly company?: string;
	readonly firstName?: string;
	readonly lastName?: string;
}

interface DedupePreset {
	readonly keys: readonly DedupeKey[];
	readonly fields: DedupeFields;
}

const presetByObject: Readonly<Record<string, DedupePreset>> = {
	Lead: {
		keys: ['email', 'domain', 'company'],
		fields: { email: 'Email', website: 'Website', company: 'Company', firstName: 'FirstName', lastName: 'LastName' },
	},
	Contact: {
		keys: ['email', 'domain', 'company'],
		fields: {
			email: 'Email',
			website: 'Account.Website',
			company: 'Account.Name',
			firstName: 'FirstName',
			lastName: 'LastName',
		},
	},
	Account: { keys: ['domain', 'company'], fields: { website: 'Website', company: 'Name' } },
};

/** The standard fields that tell duplicates of a Lead, Contact or Account; throws for another object. */
export function dedupePreset(sObject: string): DedupeFields {
	return presetOf(sObject).fields;
}

/** The keys that make sense for the object; throws for one without a preset. */
export function dedupeKeyPreset(sObject: string): readonly DedupeKey[] {
	return presetOf(sObject).keys;
}

function presetOf(sObject: string): DedupePreset {
	if (Object.hasOwn(presetByObject, sObject)) return presetByObject[sObject];
	throw new EnrichmentError('invalid_parameter', `There is no preset for finding duplicates of ${sObject}.`, {
		remedy: `Duplicates are found among ${Object.keys(presetByObject).join(', ')}.`,
	});
}
