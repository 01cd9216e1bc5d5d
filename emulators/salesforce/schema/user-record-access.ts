import { readOnlyField, reference } from './field';
import { standardObject, type SObjectDefinition } from './sobject';

const readOnly = { createable: false, updateable: false } as const;
const levels = ['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'] as const;

/** UserRecordAccess: what one user may do with one record; worked out when asked, for a UserId and RecordIds. */
export const userRecordAccess = standardObject(
	'UserRecordAccess',
	'',
	[
		readOnlyField('Id', 'id'),
		reference('UserId', ['User'], readOnly),
		readOnlyField('RecordId', 'string', { length: 18, caseSensitive: true }),
		readOnlyField('HasReadAccess', 'boolean'),
		readOnlyField('HasEditAccess', 'boolean'),
		readOnlyField('HasDeleteAccess', 'boolean'),
		readOnlyField('HasTransferAccess', 'boolean'),
		readOnlyField('HasAllAccess', 'boolean'),
		readOnlyField('MaxAccessLevel', 'picklist', { length: 40, picklistValues: levels }),
	],
	{
		label: 'User Record Access',
		labelPlural: 'User Record Access',
		createable: false,
		updateable: false,
		deletable: false,
	},
);

/** The SELECT behind it: every user with every record; `record_access` is the store's function for the level. */
export function userRecordAccessSql(objects: readonly SObjectDefinition[]): string {
	const flags = ['Read', 'Edit', 'Delete', 'Transfer', 'All'].map(
		(name, index) => `record_access(u.Id, r.Id) > ${index} AS "Has${name}Access"`,
	);
	const level = levels.map((name, index) => `WHEN ${index} THEN '${name}'`).join(' ');
	return objects
		.filter((each) => each.fields.some((field) => field.name === 'IsDeleted'))
		.map(
			(each) =>
				`SELECT r.Id AS Id, u.Id AS UserId, r.Id AS RecordId, ${flags.join(', ')}, CASE record_access(u.Id, r.Id) ${level} END AS MaxAccessLevel, r.rowid AS rowid, 0 AS IsDeleted FROM "User" u, "${each.name}" r WHERE r.IsDeleted = 0`,
		)
		.join(' UNION ALL ');
}
