import { field, readOnlyField, reference } from './field';
import { caseOrigins, caseStatuses } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Case, as far as owners, queues and assignment rules need it. */
export const supportCase = standardObject('Case', '500', [
	...systemFields,
	readOnlyField('MasterRecordId', 'reference', { referenceTo: ['Case'], relationshipName: 'MasterRecord' }),
	readOnlyField('CaseNumber', 'string', {
		length: 30,
		nillable: false,
		nameField: true,
		defaultedOnCreate: true,
		idLookup: true,
		autoNumber: '{00000000}',
	}),
	reference('ContactId', ['Contact'], { childRelationshipName: 'Cases' }),
	reference('AccountId', ['Account'], { childRelationshipName: 'Cases' }),
	reference('ParentId', ['Case'], { childRelationshipName: 'Cases' }),
	field('SuppliedName', 'string', { length: 80, label: 'Name' }),
	field('SuppliedEmail', 'email', { label: 'Email Address' }),
	field('Type', 'picklist', { picklistValues: ['Question', 'Problem', 'Feature Request'], label: 'Case Type' }),
	field('Status', 'picklist', { picklistValues: caseStatuses, defaultedOnCreate: true, defaultValue: 'New' }),
	field('Origin', 'picklist', { picklistValues: caseOrigins, label: 'Case Origin' }),
	field('Priority', 'picklist', {
		picklistValues: ['High', 'Medium', 'Low'],
		defaultedOnCreate: true,
		defaultValue: 'Medium',
	}),
	field('Subject', 'string'),
	field('Description', 'textarea'),
	readOnlyField('IsClosed', 'boolean', { label: 'Closed' }),
	readOnlyField('ClosedDate', 'datetime'),
	ownerField(['Group', 'User']),
]);
