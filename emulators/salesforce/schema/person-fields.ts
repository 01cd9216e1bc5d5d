import { field, readOnlyField, type FieldDefinition } from './field';
import { salutations } from './picklists';

const partOfName = { compoundFieldName: 'Name' } as const;

/** Salutation, names and the Name that Salesforce composes of them. */
export const personNameFields: readonly FieldDefinition[] = [
	field('LastName', 'string', { length: 80, nillable: false, ...partOfName }),
	field('FirstName', 'string', { length: 40, ...partOfName }),
	field('Salutation', 'picklist', { length: 40, picklistValues: salutations, ...partOfName }),
	readOnlyField('Name', 'string', { length: 121, nillable: false, nameField: true, label: 'Full Name' }),
];

const addressParts: ReadonlyArray<readonly [name: string, type: 'string' | 'textarea' | 'double', length: number]> = [
	['Street', 'textarea', 255],
	['City', 'string', 40],
	['State', 'string', 80],
	['PostalCode', 'string', 20],
	['Country', 'string', 80],
	['Latitude', 'double', 0],
	['Longitude', 'double', 0],
];

const geocodeAccuracies = [
	'Address',
	'NearAddress',
	'Block',
	'Street',
	'ExtendedZip',
	'Zip',
	'Neighborhood',
	'City',
	'County',
	'State',
	'Unknown',
] as const;

/** An address's parts and their compound, with the prefix that the object gives them (`Billing`). */
export function addressFields(prefix: string): FieldDefinition[] {
	const compoundFieldName = `${prefix}Address`;
	return [
		...addressParts.map(([name, type, length]) =>
			field(`${prefix}${name}`, type, {
				compoundFieldName,
				...(type === 'double' ? { precision: 18, scale: 15 } : { length }),
			}),
		),
		field(`${prefix}GeocodeAccuracy`, 'picklist', {
			compoundFieldName,
			length: 40,
			picklistValues: geocodeAccuracies,
			restrictedPicklist: true,
		}),
		readOnlyField(compoundFieldName, 'address'),
	];
}
