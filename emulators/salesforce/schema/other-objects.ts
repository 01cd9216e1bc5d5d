import { field, readOnlyField, reference } from './field';
import { standardObject, type SObjectDefinition } from './sobject';
import { ownerField, systemFields } from './system-fields';

const cascading = { cascadeDelete: true } as const;
const aboutWhat = ['Account', 'Opportunity', 'Campaign', 'Case'];

const event = standardObject('Event', '00U', [
	...systemFields,
	reference('WhoId', ['Contact', 'Lead'], { label: 'Name ID', childRelationshipName: 'Events', ...cascading }),
	reference('WhatId', aboutWhat, { label: 'Related To ID', childRelationshipName: 'Events', ...cascading }),
	field('Subject', 'combobox', { picklistValues: ['Call', 'Email', 'Meeting', 'Other'], nameField: true }),
	field('Location', 'string'),
	field('IsAllDayEvent', 'boolean', { label: 'All-Day Event' }),
	field('ActivityDateTime', 'datetime', { label: 'Due Date Time' }),
	field('ActivityDate', 'date', { label: 'Due Date Only' }),
	field('DurationInMinutes', 'int', { label: 'Duration' }),
	field('StartDateTime', 'datetime', { label: 'Start Date Time' }),
	field('EndDateTime', 'datetime', { label: 'End Date Time' }),
	field('Description', 'textarea'),
	field('Type', 'picklist', { picklistValues: ['Call', 'Email', 'Meeting', 'Other'] }),
	field('IsPrivate', 'boolean', { label: 'Private' }),
	field('ShowAs', 'picklist', {
		label: 'Show Time As',
		picklistValues: ['Busy', 'OutOfOffice', 'Free'],
		defaultedOnCreate: true,
		defaultValue: 'Busy',
	}),
	ownerField(),
	reference('AccountId', ['Account'], { createable: false, updateable: false }),
]);

const product = standardObject(
	'Product2',
	'01t',
	[
		...systemFields,
		field('Name', 'string', { nillable: false, nameField: true, label: 'Product Name' }),
		field('ProductCode', 'string'),
		field('Description', 'textarea', { label: 'Product Description', length: 4_000 }),
		field('IsActive', 'boolean', { label: 'Active' }),
		field('Family', 'picklist', { label: 'Product Family', length: 40, picklistValues: ['None'] }),
		field('QuantityUnitOfMeasure', 'picklist', { length: 40, picklistValues: ['Each'] }),
		field('StockKeepingUnit', 'string', { length: 180, label: 'Product SKU' }),
		field('ExternalId', 'string'),
		field('DisplayUrl', 'url', { label: 'Display URL' }),
	],
	{ label: 'Product' },
);

const note = standardObject('Note', '002', [
	...systemFields,
	reference('ParentId', ['Account', 'Contact', 'Lead', 'Opportunity', 'Case'], {
		nillable: false,
		updateable: false,
		childRelationshipName: 'Notes',
		...cascading,
	}),
	field('Title', 'string', { length: 80, nillable: false, nameField: true }),
	field('IsPrivate', 'boolean', { label: 'Private' }),
	field('Body', 'textarea'),
	ownerField(),
]);

const contentVersion = standardObject(
	'ContentVersion',
	'068',
	[
		...systemFields,
		field('Title', 'string', { nillable: false, nameField: true }),
		field('PathOnClient', 'string', { length: 500, updateable: false }),
		field('Description', 'textarea', { length: 1_000 }),
		readOnlyField('VersionNumber', 'string', { length: 20 }),
		readOnlyField('IsLatest', 'boolean', { label: 'Is Latest' }),
		readOnlyField('FileType', 'string', { length: 20 }),
		readOnlyField('FileExtension', 'string', { length: 40 }),
		readOnlyField('ContentSize', 'int', { label: 'Size' }),
		field('VersionData', 'textarea', { length: 10_000_000, label: 'Version Data' }),
		field('FirstPublishLocationId', 'string', { length: 18, updateable: false }),
		field('Origin', 'picklist', { length: 40, picklistValues: ['C', 'H'], defaultedOnCreate: true, defaultValue: 'C' }),
		ownerField(),
	],
	{ label: 'Content Version' },
);

/** What people did or are about to do, as lists on a record; each row is a Task or an Event. */
function activityList(name: string, relationshipName: string, label: string): SObjectDefinition {
	const list = { createable: false, updateable: false, childRelationshipName: relationshipName } as const;
	return standardObject(
		name,
		'',
		[
			...systemFields,
			reference('AccountId', ['Account'], list),
			reference('WhoId', ['Contact', 'Lead'], list),
			reference('WhatId', ['Opportunity', 'Campaign', 'Case'], list),
			readOnlyField('Subject', 'combobox', { nameField: true }),
			readOnlyField('IsTask', 'boolean'),
			readOnlyField('IsClosed', 'boolean'),
			readOnlyField('ActivityDate', 'date'),
			readOnlyField('Status', 'picklist'),
			readOnlyField('Priority', 'picklist'),
			readOnlyField('ActivityType', 'picklist'),
			readOnlyField('Description', 'textarea'),
			reference('OwnerId', ['User'], { createable: false, updateable: false }),
		],
		{
			label,
			labelPlural: `${label}s`,
			createable: false,
			updateable: false,
			deletable: false,
			viewSql: activitySql(name === 'ActivityHistory'),
		},
	);
}

function activitySql(isHistory: boolean): string {
	const stamps = 'Id, IsDeleted, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById, SystemModstamp';
	const account = "COALESCE(AccountId, CASE WHEN WhatId LIKE '001%' THEN WhatId END) AS AccountId";
	const isPast =
		"COALESCE(ActivityDate, substr(StartDateTime, 1, 10), substr(CreatedDate, 1, 10)) < strftime('%Y-%m-%d', CreatedDate)";
	const task = `SELECT ${stamps}, ${account}, WhoId, WhatId, Subject, 1 AS IsTask, IsClosed, ActivityDate, Status, Priority, Type AS ActivityType, Description, OwnerId, rowid AS rowid FROM "Task" WHERE IsClosed = ${Number(isHistory)}`;
	const meeting = `SELECT ${stamps}, ${account}, WhoId, WhatId, Subject, 0 AS IsTask, ${Number(isHistory)} AS IsClosed, ActivityDate, NULL AS Status, NULL AS Priority, Type AS ActivityType, Description, OwnerId, -rowid AS rowid FROM "Event" WHERE ${isHistory ? '' : 'NOT '}(${isPast})`;
	return `${task} UNION ALL ${meeting}`;
}

/** What ordinary clients touch besides people and companies. */
export const otherObjects: readonly SObjectDefinition[] = [
	event,
	product,
	note,
	contentVersion,
	activityList('OpenActivity', 'OpenActivities', 'Open Activity'),
	activityList('ActivityHistory', 'ActivityHistories', 'Activity History'),
];
