/** What a value of a record says of the person or company, whatever the field is called. */
export type LinkageField =
	| 'firstName'
	| 'lastName'
	| 'fullName'
	| 'generation'
	| 'email'
	| 'phone'
	| 'company'
	| 'domain'
	| 'street'
	| 'city'
	| 'region'
	| 'postalCode'
	| 'country'
	| 'birthdate'
	| 'identifier'
	| 'title'
	| 'text'
	| 'year';

export const linkageFields: readonly LinkageField[] = [
	'firstName',
	'lastName',
	'fullName',
	'generation',
	'email',
	'phone',
	'company',
	'domain',
	'street',
	'city',
	'region',
	'postalCode',
	'country',
	'birthdate',
	'identifier',
	'title',
	'text',
	'year',
];

/** What is compared: people are not told apart by their company, companies are. */
export type Subject = 'person' | 'company' | 'document';

/** A record as it is compared: values by field, as they were typed; absent and blank ones take no part. */
export type LinkageRecord = Readonly<Partial<Record<LinkageField, unknown>>>;
