import { field, readOnlyField } from './field';
import { standardObject } from './sobject';
import { systemFields } from './system-fields';

/** The one row about the org itself. */
export const organization = standardObject(
	'Organization',
	'00D',
	[
		...systemFields.filter((each) => each.name !== 'IsDeleted'),
		field('Name', 'string', { length: 80, nillable: false, nameField: true }),
		readOnlyField('InstanceName', 'string', { length: 5 }),
		readOnlyField('IsSandbox', 'boolean', { label: 'Is Sandbox' }),
		readOnlyField('OrganizationType', 'picklist', { label: 'Edition', picklistValues: ['Enterprise Edition'] }),
		readOnlyField('TrialExpirationDate', 'datetime'),
		readOnlyField('NamespacePrefix', 'string', { length: 15 }),
		readOnlyField('IsReadOnly', 'boolean', { label: 'Is Read Only' }),
		field('Division', 'string', { length: 80 }),
		field('PrimaryContact', 'string', { length: 80 }),
		field('Phone', 'phone'),
		field('FiscalYearStartMonth', 'int', { precision: 2, defaultValue: 1 }),
		field('DefaultLocaleSidKey', 'picklist', { label: 'Locale', defaultValue: 'en_US' }),
		field('TimeZoneSidKey', 'picklist', { label: 'Time Zone', defaultValue: 'GMT' }),
		field('LanguageLocaleKey', 'picklist', { label: 'Language', defaultValue: 'en_US' }),
	],
	{ createable: false, deletable: false },
);
