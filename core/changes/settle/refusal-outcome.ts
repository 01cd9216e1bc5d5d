import { isSalesforceId } from '../../record/identity';
import type { Outcome } from '../../record/outcome';
import type { SalesforceRecord } from '../../record/record-item';
import type { RowError } from '../../salesforce/row-result';

/** The record itself is no longer one that can be written. */
const goneByCode: Readonly<Record<string, Outcome>> = {
	ENTITY_IS_DELETED: 'deleted',
	NOT_FOUND: 'deleted',
	CANNOT_UPDATE_CONVERTED_LEAD: 'converted',
};

/** What speaks of the record's state, of the user or of other records, and not of the values. */
const stateByCode: Readonly<Record<string, Outcome>> = {
	ENTITY_IS_LOCKED: 'locked',
	DUPLICATES_DETECTED: 'duplicate',
	INSUFFICIENT_ACCESS: 'no_access',
	INSUFFICIENT_ACCESS_OR_READONLY: 'no_access',
	INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'no_access',
};

const referenceCodes = new Set(['INVALID_CROSS_REFERENCE_KEY', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY']);

/** A trigger or flow that saves a record locked for approval; the code of the lock is in its text only. */
const automationCodes = new Set(['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'CANNOT_EXECUTE_FLOW_TRIGGER']);

/**
 * What a refusal says when it is not about the values: of a record that is gone one error tells, of the others all have
 * to agree that the values were not looked at. `undefined`: the values were refused. A record that is yet to be created
 * (`isCreation`) cannot be gone; then it is a record it points to.
 */
export function refusalOutcome(errors: readonly RowError[], isCreation = false): Outcome | undefined {
	const gone = isCreation ? undefined : goneOutcome(errors);
	if (gone !== undefined) return gone;
	const states = errors.map(stateOf);
	return states.includes(undefined) ? undefined : states[0];
}

/** The outcome of a record that changed its state in mid-run; `undefined` for any other refusal. */
export function goneOutcome(errors: readonly RowError[]): Outcome | undefined {
	return errors.map(goneWord).find((outcome) => outcome !== undefined);
}

/** Whether the record was refused because it is no longer one that can be written. */
export function isGone(errors: readonly RowError[]): boolean {
	return goneOutcome(errors) !== undefined;
}

/**
 * The errors with the references that the row sets, where Salesforce names no field for an id that it does not know or
 * does not open: without them a wrong owner or parent would read as a record that is gone.
 */
export function withReferences(
	errors: readonly RowError[],
	{ Id: _id, ...values }: SalesforceRecord,
): readonly RowError[] {
	if (!errors.some(({ code, fields }) => referenceCodes.has(code) && fields.length === 0)) return errors;
	const references = Object.keys(values).filter((field) => isId(values[field]));
	return errors.map((error) =>
		referenceCodes.has(error.code) && error.fields.length === 0 ? { ...error, fields: references } : error,
	);
}

/** Whether a row of stamps alone may be saved where this refusal stood in the way of values. */
export function takesStamp(errors: readonly RowError[]): boolean {
	const outcome = refusalOutcome(errors);
	return (
		outcome === undefined ||
		outcome === 'duplicate' ||
		(outcome === 'no_access' && errors.every(({ code }) => code.includes('CROSS_REFERENCE')))
	);
}

/** The records that duplicate rules found, each once. */
export function duplicatesIn(errors: readonly RowError[]): string[] {
	return [...new Set(errors.flatMap(({ matchedIds = [] }) => matchedIds))];
}

function isId(value: unknown): boolean {
	return typeof value === 'string' && isSalesforceId(value);
}

function goneWord({ code, fields }: RowError): Outcome | undefined {
	// Of the record's own Id, which Salesforce names or names no field for; any other field is a reference of the record's.
	if (code === 'INVALID_CROSS_REFERENCE_KEY')
		return fields.every((field) => field.toLowerCase() === 'id') ? 'deleted' : undefined;
	return Object.hasOwn(goneByCode, code) ? goneByCode[code] : undefined;
}

function stateOf({ code, message }: RowError): Outcome | undefined {
	if (automationCodes.has(code)) return message.includes('ENTITY_IS_LOCKED') ? 'locked' : undefined;
	return Object.hasOwn(stateByCode, code) ? stateByCode[code] : undefined;
}
