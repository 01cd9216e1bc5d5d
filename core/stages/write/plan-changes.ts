import { acceptProposal } from '../../record/effective';
import { isBlank, isSameValue } from '../../record/field-value';
import type { Proposal, RecordItem, SalesforceRecord } from '../../record/record-item';
import type { FieldDescription, RowError, SObjectDescription } from '../../salesforce/client';
import { parseDateTime } from '../../salesforce/date-time';
import type { ActiveUsers } from './coerce-reference';
import { coerceValue } from './coerce-value';
import { quoted } from './coercion';
import { controllersFirst, valueAfterWrite } from './value-after-write';
import { noMemory, type WriteMemory } from '../../record/write-memory';

/** One field of one record, before and after. */
export interface FieldChange {
	readonly field: string;
	/** What Salesforce held just before the write. */
	readonly before: unknown;
	readonly after: unknown;
	readonly provider?: string;
	readonly confidence?: number;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
	readonly policy?: string;
}

/** What would change, and what keeps the record from being written at all. */
export interface ChangePlan {
	readonly changes: readonly FieldChange[];
	readonly errors: readonly RowError[];
	/** Fields that somebody else filled after the record was read; they are left alone, the others written. */
	readonly conflicts: readonly RowError[];
}

/** What a decision may rest on beside the record; what is missing decides nothing. */
export interface DecisionSettings {
	readonly description: SObjectDescription;
	readonly memory?: WriteMemory;
	readonly users?: ActiveUsers;
	/** What the run has staged so far, by record Id or what stands for it. */
	readonly staged?: ReadonlyMap<string, SalesforceRecord>;
	/** When the run began, by this machine's clock; absent outside of a run. */
	readonly runStartedAt?: Date;
}

/** One record at the moment of decision. */
interface Decision extends DecisionSettings {
	readonly item: RecordItem;
	/** 18 characters; absent for a record that is to be created. */
	readonly id?: string;
	readonly current: SalesforceRecord;
	readonly changed: Map<string, unknown>;
}

/** More than this machine's clock and Salesforce's differ. */
const clockDifferenceMs = 10 * 60_000;

type Verdict = { readonly change: FieldChange } | { readonly error: RowError } | { readonly conflict: RowError } | undefined;

/** Decides field by field what the item's proposals change in the record that Salesforce holds now. */
export function planChanges(
	{ item, id }: { readonly item: RecordItem; readonly id?: string },
	current: SalesforceRecord,
	settings: DecisionSettings,
): ChangePlan {
	const plan = { changes: [] as FieldChange[], errors: [] as RowError[], conflicts: [] as RowError[] };
	const proposals = item._enrichment?.proposals ?? {};
	const decision: Decision = { ...settings, item, id, current, changed: new Map() };
	for (const field of controllersFirst(Object.keys(proposals), settings.description)) {
		const verdict = decideField(field, proposals[field], decision);
		if (!verdict) continue;
		if ('error' in verdict) plan.errors.push(verdict.error);
		else if ('conflict' in verdict) plan.conflicts.push(verdict.conflict);
		else {
			plan.changes.push(verdict.change);
			decision.changed.set(field, verdict.change.after);
		}
	}
	return plan;
}

function decideField(name: string, proposal: Proposal, decision: Decision): Verdict {
	const { description, current, changed, users, id, memory = noMemory } = decision;
	const field = description.fieldByName.get(name);
	if (!field) return { error: missingField(name, description.name) };
	const before = current[name] ?? null;
	if (!acceptProposal(before, proposal, knowledgeOf(field, proposal, decision))) return undefined;

	const coerced = coerceValue(field, proposal.value, {
		description,
		users,
		current: before,
		multiSelect: proposal.multiSelect,
		valueAfterWrite: (other) => valueAfterWrite(other, current, changed, description),
	});
	if (coerced.ok && isSameValue(coerced.value, before, field.type) && !isStagedOtherwise(field, coerced.value, decision)) return undefined;
	if (id === undefined ? !field.createable : !field.updateable) return { error: lockedField(name, description.name, id === undefined) };
	if (!coerced.ok) return { error: coerced.error };
	if (id !== undefined && memory.isUndone(id, name, coerced.value, field.type)) return undefined;
	if (isConflict(field, before, proposal, decision)) return { conflict: conflictOn(field, before) };

	const { provider, confidence, observedAt, policy } = proposal;
	return { change: { field: name, before, after: coerced.value, provider, confidence, observedAt, policy } };
}

function knowledgeOf(field: FieldDescription, { policy }: Proposal, { id, current, memory = noMemory }: Decision) {
	const modified = policy === 'if_newer' ? (current.LastModifiedDate ?? current.SystemModstamp) : undefined;
	return {
		fieldType: field.type,
		lastWritten: id === undefined ? undefined : memory.lastWritten(id, field.name),
		modifiedAt: isBlank(modified) ? undefined : parseDateTime(modified).toISOString(),
	};
}

/** An earlier step of the run has staged something else, which this later decision replaces. */
function isStagedOtherwise({ name, type }: FieldDescription, value: unknown, { id, staged }: Decision): boolean {
	const waiting = id === undefined ? undefined : staged?.get(id);
	return waiting !== undefined && Object.hasOwn(waiting, name) && !isSameValue(waiting[name], value, type);
}

/**
 * Somebody else changed the field to something after the item was read: it holds neither what was read nor what we wrote
 * last. Who touched the record last says nothing about the field. What only became blank may be filled.
 */
function isConflict({ name, type }: FieldDescription, before: unknown, proposal: Proposal, decision: Decision): boolean {
	const { item, id, memory = noMemory } = decision;
	const { version, written = {} } = item._enrichment ?? {};
	if (id === undefined || version === undefined || !Object.hasOwn(item, name) || isBlank(before)) return false;
	if (isSameValue(before, item[name], type) || isUntouched(name, proposal, version, decision)) return false;
	if (Object.hasOwn(written, name) && isSameValue(before, written[name], type)) return false;
	const ours = memory.lastWritten(id, name);
	return !ours || !isSameValue(before, ours.value, type);
}

/**
 * Whether the record is the one that was read, so that it is the workflow that changed the item. An edit within the second
 * of the last one leaves the same SystemModstamp, which therefore proves something only when the read came later.
 */
function isUntouched(name: string, { value }: Proposal, version: string, { item, current, description, runStartedAt }: Decision): boolean {
	if (!isSameValue(current.SystemModstamp, version, 'datetime')) return false;
	if (runStartedAt && parseDateTime(version).getTime() < runStartedAt.getTime() - clockDifferenceMs) return true;
	// A mapped field that the workflow itself has set; what was read of it is lost.
	return isSameValue(item[name], value, description.fieldByName.get(name)?.type);
}

/** The word on a field that is left alone, because somebody else filled it after it was read. */
export function conflictOn(field: Pick<FieldDescription, 'name'>, now: unknown): RowError {
	const message = `${field.name}: somebody changed it to ${quoted(now)} after the record was read, so it is left alone`;
	return { code: 'CONFLICT', message, fields: [field.name], retryable: false };
}

/** Salesforce does not tell a hidden field from a missing one, so neither can the message. */
function missingField(field: string, sObject: string): RowError {
	const message = `${field}: ${sObject} has no such field; it is missing, misspelt, or hidden from this user by field-level security`;
	return { code: 'INVALID_FIELD', message, fields: [field], retryable: false };
}

function lockedField(field: string, sObject: string, isCreation: boolean): RowError {
	const what = isCreation ? 'set the field when creating a' : 'update the field on';
	const message = `${field}: this user cannot ${what} ${sObject}; it is read-only, calculated, or not editable by field-level security`;
	return { code: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: [field], retryable: false };
}
