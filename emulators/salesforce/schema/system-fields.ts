import { readOnlyField, reference, type FieldDefinition } from './field';

/** The fields that every record has and only Salesforce writes. */
export const systemFields: readonly FieldDefinition[] = [
	readOnlyField('Id', 'id', { nillable: false, defaultedOnCreate: true, idLookup: true, label: 'Record ID' }),
	readOnlyField('IsDeleted', 'boolean', { label: 'Deleted' }),
	readOnlyField('CreatedDate', 'datetime', { nillable: false, defaultedOnCreate: true }),
	userReference('CreatedById', 'Created By ID'),
	readOnlyField('LastModifiedDate', 'datetime', { nillable: false, defaultedOnCreate: true }),
	userReference('LastModifiedById', 'Last Modified By ID'),
	readOnlyField('SystemModstamp', 'datetime', { nillable: false, defaultedOnCreate: true }),
];

/** Who the record belongs to; given to the creating user unless the request says otherwise. */
export function ownerField(referenceTo: readonly string[] = ['User']): FieldDefinition {
	return reference('OwnerId', referenceTo, { nillable: false, defaultedOnCreate: true, label: 'Owner ID' });
}

function userReference(name: string, label: string): FieldDefinition {
	return reference(name, ['User'], {
		label,
		nillable: false,
		createable: false,
		updateable: false,
		defaultedOnCreate: true,
	});
}
