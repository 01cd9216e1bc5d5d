import { field, readOnlyField, reference } from './field';
import { addressFields } from './person-fields';
import { accountTypes, cleanStatuses, industries, leadSources, ownerships, ratings } from './picklists';
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
	field('Ownership', 'picklist', { length: 40, picklistValues: ownerships }),
	field('TickerSymbol', 'string', { length: 20 }),
	field('Description', 'textarea', { label: 'Account Description' }),
	field('Rating', 'picklist', { picklistValues: ratings, label: 'Account Rating' }),
	field('Site', 'string', { length: 80, label: 'Account Site' }),
	ownerField(),
	readOnlyField('LastActivityDate', 'date', { label: 'Last Activity' }),
	readOnlyField('LastViewedDate', 'datetime'),
	readOnlyField('LastReferencedDate', 'datetime'),
	readOnlyField('PhotoUrl', 'url', { label: 'Photo URL' }),
	field('Jigsaw', 'string', { length: 20, label: 'Data.com Key' }),
	readOnlyField('JigsawCompanyId', 'string', { length: 20, label: 'Jigsaw Company ID' }),
	field('AccountSource', 'picklist', { length: 40, picklistValues: leadSources }),
	field('CleanStatus', 'picklist', { length: 40, picklistValues: cleanStatuses, label: 'Clean Status' }),
	field('DunsNumber', 'string', { length: 9, label: 'D-U-N-S Number' }),
	field('Tradestyle', 'string', { length: 255 }),
	field('NaicsCode', 'string', { length: 8, label: 'NAICS Code' }),
	field('NaicsDesc', 'string', { length: 120, label: 'NAICS Description' }),
	field('YearStarted', 'string', { length: 4 }),
	field('SicDesc', 'string', { length: 80, label: 'SIC Description' }),
]);
