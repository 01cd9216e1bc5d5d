import { field, readOnlyField, reference } from './field';
import { personNameFields } from './person-fields';
import { standardObject } from './sobject';
import { systemFields } from './system-fields';

/** User, as far as owners, sign-in and time zones need it. */
export const user = standardObject(
	'User',
	'005',
	[
		...systemFields.filter((each) => each.name !== 'IsDeleted'),
		field('Username', 'string', { length: 80, nillable: false, unique: true, idLookup: true }),
		...personNameFields.filter((each) => each.name !== 'Salutation'),
		field('Email', 'email', { length: 128, nillable: false }),
		field('Alias', 'string', { length: 8 }),
		field('CommunityNickname', 'string', { length: 40, label: 'Nickname' }),
		field('CompanyName', 'string', { length: 80 }),
		field('Title', 'string', { length: 80 }),
		field('Department', 'string', { length: 80 }),
		field('IsActive', 'boolean', { label: 'Active', defaultValue: true }),
		field('UserType', 'picklist', { picklistValues: ['Standard', 'AutomatedProcess'], defaultValue: 'Standard' }),
		field('TimeZoneSidKey', 'picklist', { label: 'Time Zone', defaultValue: 'GMT' }),
		field('LocaleSidKey', 'picklist', { label: 'Locale', defaultValue: 'en_US' }),
		field('LanguageLocaleKey', 'picklist', { label: 'Language', defaultValue: 'en_US' }),
		field('EmailEncodingKey', 'picklist', { label: 'Email Encoding', defaultValue: 'UTF-8' }),
		field('Phone', 'phone'),
		field('MobilePhone', 'phone'),
		field('EmployeeNumber', 'string', { length: 20 }),
		field('FederationIdentifier', 'string', { length: 512, label: 'SAML Federation ID', idLookup: true }),
		reference('ProfileId', ['Profile'], { childRelationshipName: 'Users' }),
		reference('UserRoleId', ['UserRole'], { label: 'Role ID', childRelationshipName: 'Users' }),
		// Who is a customer or partner in a portal is somebody's contact.
		reference('ContactId', ['Contact'], { childRelationshipName: 'Users' }),
		reference('AccountId', ['Account'], { childRelationshipName: 'Users', createable: false, updateable: false }),
		reference('ManagerId', ['User'], { childRelationshipName: 'ManagedUsers' }),
		readOnlyField('SmallPhotoUrl', 'url', { label: 'Small-sized Photo URL' }),
		readOnlyField('FullPhotoUrl', 'url', { label: 'Full-sized Photo URL' }),
		field('AboutMe', 'textarea', { length: 1_000 }),
		readOnlyField('LastLoginDate', 'datetime', { label: 'Last Login' }),
	],
	{ deletable: false },
);
