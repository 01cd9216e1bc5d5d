/** What an error code of a single record means to an admin. */
export interface RowErrorFact {
	/** Who gives it: Salesforce for what it answered, the pack for what it decided before or after sending. */
	readonly from: 'Salesforce' | 'pack' | 'both';
	/** What has happened, as a sentence. */
	readonly cause: string;
	/** What to do about it, as a sentence. */
	readonly cure: string;
}

const triedAgain = 'Nothing has to be done at first: the record is sent again by itself.';

/**
 * The codes that a single record is refused with, as far as the pack knows them, in alphabetical order; any other code is
 * passed on as Salesforce says it. Source: “Core data types”, StatusCode, of the SOAP API Developer Guide.
 */
export const rowErrorFacts = {
	ALL_OR_NONE_OPERATION_ROLLED_BACK: {
		from: 'Salesforce',
		cause: 'Another record of the same call failed, and all were rolled back.',
		cure: triedAgain,
	},
	API_CURRENTLY_DISABLED: {
		from: 'Salesforce',
		cause: 'The API is switched off for the user.',
		cure: 'Give the integration user the permission API Enabled.',
	},
	CANNOT_EXECUTE_FLOW_TRIGGER: {
		from: 'Salesforce',
		cause: 'A flow of the org failed while the record was saved.',
		cure: 'Open the flow that the message names, and mend it or give it a fault path.',
	},
	CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: {
		from: 'Salesforce',
		cause: 'An Apex trigger of the org failed while the record was saved.',
		cure: 'Show the message to whoever looks after the trigger that it names; locks and limits in it are tried again.',
	},
	CANNOT_UPDATE_CONVERTED_LEAD: {
		from: 'Salesforce',
		cause: 'The lead has been converted.',
		cure: 'Enrich the contact and account that it became.',
	},
	CARRIED_OVER: {
		from: 'pack',
		cause: 'The run paused or met its limit before it came to the record.',
		cure: 'Nothing has to be done: the next run takes it first.',
	},
	CONFLICT: {
		from: 'pack',
		cause: 'Somebody has changed the field since it was read.',
		cure: 'Decide which value is right; the next run reads the new one.',
	},
	CURRENCY_UNKNOWN: {
		from: 'pack',
		cause: 'The amount is in a currency that nobody named or that the org has no rate for, and the org has several.',
		cure: 'Name the currency beside the amount (a column of the reference file, or Source › Currency of a mapping), or add it to the org.',
	},
	DUPLICATES_DETECTED: {
		from: 'Salesforce',
		cause: 'A duplicate rule blocks the record, or warns about it.',
		cure: 'Merge the records that the message names, or let the integration user save duplicates of a rule that only warns.',
	},
	DUPLICATE_EXTERNAL_ID: {
		from: 'Salesforce',
		cause: 'Several records of the org have this value in the key field.',
		cure: 'Keep the value in one of them, and make the field unique.',
	},
	DUPLICATE_VALUE: {
		from: 'both',
		cause: 'Another record has the value already, and the field is unique.',
		cure: 'Update that record instead of creating one, or correct the value.',
	},
	ENTITY_IS_DELETED: {
		from: 'Salesforce',
		cause: 'The record is in the recycle bin, or was merged into another.',
		cure: 'Restore it, or leave it be: deleted records are no longer selected.',
	},
	ENTITY_IS_LOCKED: {
		from: 'Salesforce',
		cause: 'The record is locked by an approval process.',
		cure: 'Approve, reject or unlock it; a later run tries again.',
	},
	FIELD_CUSTOM_VALIDATION_EXCEPTION: {
		from: 'Salesforce',
		cause: 'A validation rule of the org refuses the record, perhaps for a value that it has had for long.',
		cure: 'Correct the record by hand, or exempt the integration user from the rule.',
	},
	FIELD_FILTER_VALIDATION_EXCEPTION: {
		from: 'Salesforce',
		cause: 'The look-up filter of the field does not allow the record that was chosen.',
		cure: 'Choose another record, or widen the filter of the field.',
	},
	FIELD_INTEGRITY_EXCEPTION: {
		from: 'Salesforce',
		cause:
			'A value is not possible here: often a state or country that the org does not list, or one that does not go with the other.',
		cure: 'Compare it with Setup › State and Country/Territory Picklists; map the code fields rather than the names.',
	},
	INACTIVE_OWNER_OR_USER: {
		from: 'both',
		cause: 'The owner, or another user that was chosen, is inactive.',
		cure: 'Activate the user, or assign the record to somebody else.',
	},
	INSUFFICIENT_ACCESS: {
		from: 'Salesforce',
		cause: 'The integration user may not do this to the record.',
		cure: 'Give the integration user edit access by sharing or a permission set.',
	},
	INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: {
		from: 'Salesforce',
		cause: 'The integration user may not use the record that this one points to (owner, parent, record type).',
		cure: 'Share that record with the integration user.',
	},
	INSUFFICIENT_ACCESS_OR_READONLY: {
		from: 'Salesforce',
		cause: 'The integration user may see the record, but not edit it.',
		cure: 'Give the integration user edit access by sharing or a permission set.',
	},
	INVALID_CROSS_REFERENCE_KEY: {
		from: 'Salesforce',
		cause: 'The record, or one that it points to, is gone or hidden from the integration user.',
		cure: 'Check the ID; when the record is there for you, share it with the integration user.',
	},
	INVALID_EMAIL_ADDRESS: {
		from: 'both',
		cause: 'The value is no e-mail address.',
		cure: 'Correct the address where it comes from.',
	},
	INVALID_FIELD: {
		from: 'both',
		cause: 'The object has no such field, or the integration user may not see it.',
		cure: 'Check the API name and field-level security.',
	},
	INVALID_FIELD_FOR_INSERT_UPDATE: {
		from: 'both',
		cause: 'The field cannot be written: a formula, a system field, or read-only for the integration user.',
		cure: 'Take it out of the mapping, or give edit access to it.',
	},
	INVALID_INPUT: {
		from: 'pack',
		cause: 'The item does not say which record it is, or not which record of this object.',
		cure: 'Give each item the Id, or the key field, of one record.',
	},
	INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: {
		from: 'both',
		cause: 'The value is not on the list of the field, or not for this record type.',
		cure: 'Add it to the list, or map it to a value that is there.',
	},
	INVALID_TYPE_ON_FIELD_IN_RECORD: {
		from: 'both',
		cause: 'The value is not of the kind that the field holds, for example a text in a number field.',
		cure: 'Correct the value, or map it to another field.',
	},
	LIMIT_EXCEEDED: {
		from: 'Salesforce',
		cause: 'A limit of the org was met while the record was saved.',
		cure: triedAgain,
	},
	MALFORMED_ID: {
		from: 'Salesforce',
		cause: 'The ID is none, or of another object.',
		cure: 'Correct the ID; the last three of eighteen characters depend on the others.',
	},
	MISSING_ARGUMENT: {
		from: 'Salesforce',
		cause: 'The record came without its ID or key.',
		cure: 'Give each item the Id, or the key field, of one record.',
	},
	NOT_FOUND: {
		from: 'Salesforce',
		cause: 'There is no record with this ID or key, or it is hidden from the integration user.',
		cure: 'Check the ID; when the record is there for you, share it with the integration user.',
	},
	NO_RESULT: {
		from: 'pack',
		cause: 'Salesforce answered the call without a word on the record.',
		cure: 'Nothing has to be done: the record is read again, and sent again when the change is not there.',
	},
	NUMBER_OUTSIDE_VALID_RANGE: {
		from: 'both',
		cause: 'The number has more digits than the field holds.',
		cure: 'Correct the value, or enlarge the field.',
	},
	PROCESSING_HALTED: {
		from: 'Salesforce',
		cause: 'Salesforce stopped before it came to the record, because an earlier one failed.',
		cure: triedAgain,
	},
	QUERY_TIMEOUT: {
		from: 'Salesforce',
		cause: 'A query within a trigger or flow of the org took too long.',
		cure: triedAgain,
	},
	REPLY_LOST: {
		from: 'pack',
		cause: 'The connection broke off before Salesforce had answered.',
		cure: 'Nothing has to be done: the record is read again, and sent again by a later run once Salesforce cannot be at work on it any more.',
	},
	REQUEST_LIMIT_EXCEEDED: {
		from: 'Salesforce',
		cause: 'The org has used up its API calls of 24 hours.',
		cure: 'Wait until the use has dropped; a later run tries the record again.',
	},
	REQUEST_RUNNING_TOO_LONG: {
		from: 'Salesforce',
		cause: 'Triggers and flows of the org took too long for the records of one call.',
		cure: 'The records are sent again; when it lasts, write fewer records in a call.',
	},
	REQUIRED_FIELD_MISSING: {
		from: 'both',
		cause: 'A required field is empty.',
		cure: 'Map a value to the field that the message names, or fill it in Salesforce.',
	},
	SERVER_UNAVAILABLE: {
		from: 'Salesforce',
		cause: 'Salesforce was busy.',
		cure: triedAgain,
	},
	STRING_TOO_LONG: {
		from: 'both',
		cause: 'The text is longer than the field.',
		cure: 'Shorten the value, or lengthen the field.',
	},
	UNABLE_TO_LOCK_ROW: {
		from: 'Salesforce',
		cause: 'Somebody else was saving the record, or its account, at the same moment.',
		cure: triedAgain,
	},
	UNKNOWN_CREATED: {
		from: 'pack',
		cause: 'A new record was sent, the reply was lost, and there is no unique key to look for it.',
		cure: 'Look for it in Salesforce; create by a key field (Enrichment Key).',
	},
	UNKNOWN_EXCEPTION: {
		from: 'Salesforce',
		cause: 'Salesforce failed without saying why.',
		cure: 'The record is sent again; when it lasts, give the number in the message to the support of Salesforce.',
	},
	UNPROCESSED: {
		from: 'pack',
		cause: 'The Bulk job ended before it came to the record.',
		cure: 'Nothing has to be done: a later run sends it again. Setup › Bulk Data Load Jobs says why the job ended.',
	},
} as const satisfies Readonly<Record<string, RowErrorFact>>;
