import { field, readOnlyField, reference } from './field';
import { addressFields, personNameFields } from './person-fields';
import { cleanStatuses, leadSources } from './picklists';
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
	field('OtherPhone', 'phone'),
	field('AssistantPhone', 'phone', { label: 'Asst. Phone' }),
	field('AssistantName', 'string', { length: 40, label: "Assistant's Name" }),
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
	readOnlyField('LastCURequestDate', 'datetime', { label: 'Last Stay-in-Touch Request Date' }),
	readOnlyField('LastCUUpdateDate', 'datetime', { label: 'Last Stay-in-Touch Save Date' }),
	readOnlyField('LastViewedDate', 'datetime'),
	readOnlyField('LastReferencedDate', 'datetime'),
	field('EmailBouncedReason', 'string'),
	field('EmailBouncedDate', 'datetime'),
	readOnlyField('IsEmailBounced', 'boolean', { label: 'Is Email Bounced' }),
	readOnlyField('PhotoUrl', 'url', { label: 'Photo URL' }),
	field('HasOptedOutOfFax', 'boolean', { label: 'Fax Opt Out' }),
	field('Jigsaw', 'string', { length: 20, label: 'Data.com Key' }),
	readOnlyField('JigsawContactId', 'string', { length: 20, label: 'Jigsaw Contact ID' }),
	field('CleanStatus', 'picklist', { length: 40, picklistValues: cleanStatuses, label: 'Clean Status' }),
	reference('IndividualId', ['Individual'], { childRelationshipName: 'Contacts' }),
]);
