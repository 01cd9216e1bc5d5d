import { field, readOnlyField, reference } from './field';
import { taskPriorities, taskStatuses } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Task: its WhoId names a person, its WhatId anything else it is about. */
export const task = standardObject('Task', '00T', [
	...systemFields,
	reference('WhoId', ['Contact', 'Lead'], { label: 'Name ID', childRelationshipName: 'Tasks', cascadeDelete: true }),
	reference('WhatId', ['Account', 'Opportunity', 'Campaign', 'Case'], {
		label: 'Related To ID',
		childRelationshipName: 'Tasks',
		cascadeDelete: true,
	}),
	field('Subject', 'combobox', { picklistValues: ['Call', 'Send Letter', 'Send Quote', 'Other'], nameField: true }),
	field('ActivityDate', 'date', { label: 'Due Date Only' }),
	field('Status', 'picklist', {
		picklistValues: taskStatuses,
		nillable: false,
		defaultedOnCreate: true,
		defaultValue: taskStatuses[0],
	}),
	field('Priority', 'picklist', {
		picklistValues: taskPriorities,
		nillable: false,
		defaultedOnCreate: true,
		defaultValue: 'Normal',
	}),
	ownerField(['Group', 'User']),
	field('Description', 'textarea'),
	field('Type', 'picklist', { picklistValues: ['Call', 'Meeting', 'Other'] }),
	readOnlyField('IsClosed', 'boolean', { label: 'Closed' }),
	readOnlyField('IsHighPriority', 'boolean', { label: 'High Priority' }),
	reference('AccountId', ['Account'], { createable: false, updateable: false }),
	field('CallDurationInSeconds', 'int', { label: 'Call Duration' }),
	readOnlyField('CompletedDateTime', 'datetime'),
]);
