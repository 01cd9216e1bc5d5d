import { acceptProposal } from '../../record/effective';
import { isSameValue } from '../../record/field-value';
import type { Proposal, RecordItem, SalesforceRecord } from '../../record/record-item';
import type { RowError, SObjectDescription } from '../../salesforce/client';
import { coerceValue } from './coerce-value';

/** One field of one record, before and after. */
export interface FieldChange {
	readonly field: string;
	/** What Salesforce held just before the write. */
	readonly before: unknown;
	readonly after: unknown;
	readonly provider?: string;
	readonly confidence?: number;
	readonly policy?: string;
}

/** What would change, and what keeps the record from being written at all. */
export interface ChangePlan {
	readonly changes: readonly FieldChange[];
	readonly errors: readonly RowError[];
}

/** Decides field by field what the item's proposals change in the record that Salesforce holds now. */
export function planChanges(item: RecordItem, current: SalesforceRecord, description: SObjectDescription): ChangePlan {
	const changes: FieldChange[] = [];
	const errors: RowError[] = [];
	for (const [field, proposal] of Object.entries(item._enrichment?.proposals ?? {})) {
		const decided = planField(field, proposal, current, description);
		if (decided && 'code' in decided) errors.push(decided);
		else if (decided) changes.push(decided);
	}
	return { changes, errors };
}

function planField(
	name: string,
	proposal: Proposal,
	current: SalesforceRecord,
	description: SObjectDescription,
): FieldChange | RowError | undefined {
	const field = description.fieldByName.get(name);
	if (!field) return missingField(name, description.name);
	const before = current[name] ?? null;
	if (!acceptProposal(before, proposal)) return undefined;

	const coerced = coerceValue(field, proposal.value);
	if (coerced.ok && isSameValue(coerced.value, before, field.type)) return undefined;
	if (!field.updateable) return lockedField(name, description.name);
	if (!coerced.ok) return coerced.error;
	const { provider, confidence, policy } = proposal;
	return { field: name, before, after: coerced.value, provider, confidence, policy };
}

/** Salesforce does not tell a hidden field from a missing one, so neither can the message. */
function missingField(field: string, sObject: string): RowError {
	const message = `${field}: ${sObject} has no such field; it is missing, misspelt, or hidden from this user by field-level security`;
	return { code: 'INVALID_FIELD', message, fields: [field], retryable: false };
}

function lockedField(field: string, sObject: string): RowError {
	const message = `${field}: this user cannot update the field on ${sObject}; it is read-only, calculated, or not editable by field-level security`;
	return { code: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: [field], retryable: false };
}
