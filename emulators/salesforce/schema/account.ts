import { field, readOnlyField, reference } from './field';
import { addressFields } from './person-fields';
import { accountTypes, industries, ratings } from './picklists';
import { standardObject } from './sobject';
import { ownerField, systemFields } from './system-fields';

/** Account as a fresh org without person accounts describes it. */
export const account = standardObject('Account', '001', [
	...systemFields,
	readOnlyField('MasterRecordId', 'reference', { referenceTo: ['Account'], relationshipName: 'MasterRecord' }),
	field('Name', 'string', { nillable: false, nameField: true, label: 'Account Name' }),
	field('Type', 'picklist', { picklistValues: accountTypes, label: 'Account Type' }),
	reference('ParentId', ['Account'], { childRelationshipName: 'ChildAccounts' }),
	...addressFields('Billing'),
	...addressFields('Shipping'),
	field('Phone', 'phone', { label: 'Account Phone' }),
	field('Fax', 'phone', { label: 'Account Fax' }),
	field('AccountNumber', 'string', { length: 40 }),
	field('Website', 'url'),
	field('Sic', 'string', { length: 20, label: 'SIC Code' }),
	field('Industry', 'picklist', { picklistValues: industries }),
	field('AnnualRevenue', 'currency'),
	field('NumberOfEmployees', 'int', { label: 'Employees' }),
	field('TickerSymbol', 'string', { length: 20 }),
	field('Description', 'textarea', { label: 'Account Description' }),
	field('Rating', 'picklist', { picklistValues: ratings, label: 'Account Rating' }),
	field('Site', 'string', { length: 80, label: 'Account Site' }),
	ownerField(),
	readOnlyField('LastActivityDate', 'date', { label: 'Last Activity' }),
]);
