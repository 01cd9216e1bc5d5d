/** A proposed value that was not written because it did not fit; the record's other values were. */
export interface LeftOut {
	/** API name. */
	readonly field: string;
	/** Salesforce's status code, or ours for what never came to be sent. */
	readonly code: string;
}

/** Our own code for a state or country whose spelling nobody knows: it says nothing, rather than something wrong. */
export const unknownPlace = 'UNKNOWN_PLACE';

const wordsByCode: Readonly<Record<string, string>> = {
	STRING_TOO_LONG: 'too long',
	NUMBER_OUTSIDE_VALID_RANGE: 'too large',
	INVALID_TYPE_ON_FIELD_IN_RECORD: 'of another type',
	INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'not in its list',
	INVALID_EMAIL_ADDRESS: 'no e-mail address',
	INVALID_FIELD: 'missing or hidden',
	INVALID_FIELD_FOR_INSERT_UPDATE: 'not editable',
	INVALID_CROSS_REFERENCE_KEY: 'refers to no record',
	INACTIVE_OWNER_OR_USER: 'no active user',
	REQUIRED_FIELD_MISSING: 'required',
	DUPLICATE_VALUE: 'taken by another record',
	FIELD_INTEGRITY_EXCEPTION: 'does not fit the other fields',
	FIELD_CUSTOM_VALIDATION_EXCEPTION: 'refused by a validation rule',
	CURRENCY_UNKNOWN: 'in a currency that cannot be converted',
	[unknownPlace]: 'not known',
};

/** Field and reason in a few words, e.g. `Phone too long`; equal for all records whose value was left out for that reason. */
export function leftOutWords({ field, code }: LeftOut): string {
	return `${field} ${wordsByCode[code] ?? `refused (${code})`}`;
}
