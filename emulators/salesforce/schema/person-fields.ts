import { field, readOnlyField, type FieldDefinition } from './field';
import { salutations } from './picklists';

/** Salutation, names and the Name that Salesforce composes of them. */
export const personNameFields: readonly FieldDefinition[] = [
	field('LastName', 'string', { length: 80, nillable: false }),
	field('FirstName', 'string', { length: 40 }),
	field('Salutation', 'picklist', { length: 40, picklistValues: salutations }),
	readOnlyField('Name', 'string', { length: 121, nillable: false, nameField: true, label: 'Full Name' }),
];

/** Street, City, State, PostalCode, Country with the prefix that the object gives them (`Billing`). */
export function addressFields(prefix: string): FieldDefinition[] {
	const part = (name: string, length: number, type: 'string' | 'textarea' = 'string') =>
		field(`${prefix}${name}`, type, { length });
	return [part('Street', 255, 'textarea'), part('City', 40), part('State', 80), part('PostalCode', 20), part('Country', 80)];
}
