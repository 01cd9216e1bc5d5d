/** An object that a converted lead becomes a record of. */
export type ConvertedObject = 'Account' | 'Contact';

/**
 * What Salesforce carries over of a lead by its standard mapping, by the lead's field; a record that is there gets only what it lacks.
 * Custom fields follow the org's own lead field mapping, which the API does not tell (Salesforce Help, Lead Conversion Field Mapping).
 */
export const carriedFields: Readonly<Record<string, ReadonlyArray<readonly [ConvertedObject, string]>>> = {
	Company: [['Account', 'Name']],
	Website: [['Account', 'Website']],
	Industry: [['Account', 'Industry']],
	Phone: [
		['Account', 'Phone'],
		['Contact', 'Phone'],
	],
	Fax: [['Contact', 'Fax']],
	Salutation: [['Contact', 'Salutation']],
	FirstName: [['Contact', 'FirstName']],
	LastName: [['Contact', 'LastName']],
	Title: [['Contact', 'Title']],
	Email: [['Contact', 'Email']],
	MobilePhone: [['Contact', 'MobilePhone']],
	LeadSource: [['Contact', 'LeadSource']],
};

/** What tells nothing about the person or company, and so is no loss. */
export const leftBehindUnsaid: ReadonlySet<string> = new Set([
	...['OwnerId', 'Status', 'IsConverted', 'Name', 'IsUnreadByOwner', 'Id', 'RecordTypeId', 'CreatedDate'],
	...['LastModifiedDate', 'SystemModstamp', 'LastActivityDate', 'CurrencyIsoCode', 'CleanStatus', 'GeocodeAccuracy'],
]);
