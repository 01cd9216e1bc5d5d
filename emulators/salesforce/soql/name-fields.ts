import { field, type FieldDefinition } from '../schema/field';

/**
 * What a polymorphic relationship shows without TYPEOF: not the fields of its targets but those of Salesforce's
 * `Name` object, empty where a target has no such field. Its `Type` tells the target's object.
 */
export const nameFields: readonly FieldDefinition[] = [
	field('Id', 'id'),
	field('Type', 'picklist'),
	field('Name', 'string'),
	field('FirstName', 'string'),
	field('LastName', 'string'),
	field('Alias', 'string'),
	field('Email', 'email'),
	field('IsActive', 'boolean'),
	field('Phone', 'phone'),
	field('ProfileId', 'reference'),
	field('Title', 'string'),
	field('Username', 'string'),
	field('UserRoleId', 'reference'),
];
