import { field, readOnlyField, reference } from './field';
import { addressFields, personNameFields } from './person-fields';
import { leadSources } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Contact as a fresh org describes it. */
export const contact = standardObject('Contact', '003', [
	...systemFields,
	readOnlyField('MasterRecordId', 'reference', { referenceTo: ['Contact'], relationshipName: 'MasterRecord' }),
	reference('AccountId', ['Account'], { childRelationshipName: 'Contacts', cascadeDelete: true }),
	...personNameFields,
	...addressFields('Other'),
	...addressFields('Mailing'),
	field('Phone', 'phone', { label: 'Business Phone' }),
	field('Fax', 'phone', { label: 'Business Fax' }),
	field('MobilePhone', 'phone'),
	field('HomePhone', 'phone'),
	reference('ReportsToId', ['Contact'], {}),
	field('Email', 'email', { idLookup: true }),
	field('Title', 'string', { length: 128 }),
	field('Department', 'string', { length: 80 }),
	field('LeadSource', 'picklist', { picklistValues: leadSources }),
	field('Birthdate', 'date'),
	field('Description', 'textarea', { label: 'Contact Description' }),
	ownerField(),
	field('HasOptedOutOfEmail', 'boolean', { label: 'Email Opt Out' }),
	field('DoNotCall', 'boolean'),
	readOnlyField('LastActivityDate', 'date', { label: 'Last Activity' }),
	reference('IndividualId', ['Individual'], { childRelationshipName: 'Contacts' }),
]);
