import { field, readOnlyField, reference } from './field';
import { addressFields, personNameFields } from './person-fields';
import { cleanStatuses, industries, leadSources, leadStatuses, ratings } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

const converted = { createable: false, updateable: false } as const;

/** Lead as a fresh org describes it. */
export const lead = standardObject('Lead', '00Q', [
	...systemFields,
	readOnlyField('MasterRecordId', 'reference', { referenceTo: ['Lead'], relationshipName: 'MasterRecord' }),
	...personNameFields,
	field('Title', 'string', { length: 128 }),
	field('Company', 'string', { nillable: false }),
	...addressFields(''),
	field('Phone', 'phone'),
	field('MobilePhone', 'phone'),
	field('Fax', 'phone'),
	field('Email', 'email', { idLookup: true }),
	field('Website', 'url'),
	field('Description', 'textarea'),
	field('LeadSource', 'picklist', { picklistValues: leadSources }),
	field('Status', 'picklist', {
		picklistValues: leadStatuses,
		nillable: false,
		defaultedOnCreate: true,
		defaultValue: leadStatuses[0],
	}),
	field('Industry', 'picklist', { picklistValues: industries }),
	field('Rating', 'picklist', { picklistValues: ratings }),
	field('AnnualRevenue', 'currency'),
	field('NumberOfEmployees', 'int', { label: 'Employees' }),
	ownerField(['Group', 'User']),
	field('HasOptedOutOfEmail', 'boolean', { label: 'Email Opt Out' }),
	field('IsConverted', 'boolean', { label: 'Converted', updateable: false }),
	readOnlyField('ConvertedDate', 'date'),
	reference('ConvertedAccountId', ['Account'], converted),
	reference('ConvertedContactId', ['Contact'], converted),
	reference('ConvertedOpportunityId', ['Opportunity'], converted),
	field('DoNotCall', 'boolean'),
	readOnlyField('LastActivityDate', 'date', { label: 'Last Activity' }),
	readOnlyField('LastViewedDate', 'datetime'),
	readOnlyField('LastReferencedDate', 'datetime'),
	field('IsUnreadByOwner', 'boolean', { label: 'Unread By Owner' }),
	field('HasOptedOutOfFax', 'boolean', { label: 'Fax Opt Out' }),
	field('EmailBouncedReason', 'string'),
	field('EmailBouncedDate', 'datetime'),
	readOnlyField('PhotoUrl', 'url', { label: 'Photo URL' }),
	field('Jigsaw', 'string', { length: 20, label: 'Data.com Key' }),
	readOnlyField('JigsawContactId', 'string', { length: 20, label: 'Jigsaw Contact ID' }),
	field('CleanStatus', 'picklist', { length: 40, picklistValues: cleanStatuses, label: 'Clean Status' }),
	field('CompanyDunsNumber', 'string', { length: 9, label: 'Company D-U-N-S Number' }),
	reference('IndividualId', ['Individual'], { childRelationshipName: 'Leads' }),
]);
