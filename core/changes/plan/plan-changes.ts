import { partition } from 'lodash';
import { acceptProposal } from '../../record/effective';
import { isBlank, isSameValue } from '../../record/field-value';
import type { Proposal, RecordItem, SalesforceRecord } from '../../record/record-item';
import type { RowError } from '../../salesforce/row-result';
import type { FieldDescription } from '../../salesforce/schema';
import { currencyField } from '../../salesforce/currencies';
import { parseDateTime } from '../../salesforce/date-time';
import { coerceValue } from './coerce/coerce-value';
import { quoted } from './coerce/coercion';
import { inRecordCurrency } from './convert-amount';
import { placedProposals, stateOfAnotherCountry, strandedCountries, type PlacedProposal } from './address-changes';
import { controllersFirst, valueAfterWrite } from './value-after-write';
import { noMemory } from '../../record/write-memory';
import type { FieldChange, DecisionSettings } from './record-plan';

/** What would change, and what keeps the record from being written at all. */
export interface ChangePlan {
	readonly changes: readonly FieldChange[];
	readonly errors: readonly RowError[];
	/** Fields that somebody else filled after the record was read; they are left alone, the others written. */
	readonly conflicts: readonly RowError[];
	/** Values that do not fit their fields; they are left out, the others written. */
	readonly leftOut: readonly RowError[];
}

/** One record at the moment of decision. */
interface Decision {
	readonly settings: DecisionSettings;
	readonly item: RecordItem;
	/** 18 characters; absent for a record that is to be created. */
	readonly id?: string;
	readonly current: SalesforceRecord;
	readonly changed: ReadonlyMap<string, unknown>;
	readonly placed: ReadonlyMap<string, PlacedProposal>;
}

/** More than this machine's clock and Salesforce's differ. */
const clockDifferenceMs = 10 * 60_000;

type Verdict =
	| { readonly change: FieldChange }
	| { readonly error: RowError }
	| { readonly conflict: RowError }
	| undefined;

/** Decides field by field what the item's proposals change in the record that Salesforce holds now. */
export function planChanges(
	{ item, id }: { readonly item: RecordItem; readonly id?: string },
	current: SalesforceRecord,
	settings: DecisionSettings,
): ChangePlan {
	const [changes, errors, conflicts, leftOut]: [FieldChange[], RowError[], RowError[], RowError[]] = [[], [], [], []];
	const proposals = item._enrichment?.proposals ?? {};
	const placed = placedProposals(proposals, settings.description);
	// Nobody asks what has been decided before the only field.
	const changed = placed.size > 1 ? new Map<string, unknown>() : nothingChanged;
	const decision: Decision = { settings, item, id, current, changed, placed };
	// What an amount is converted into is decided before the amounts.
	const names = [...placed.keys()];
	if (placed.has(currencyField)) names.sort((one, other) => rankOf(one) - rankOf(other));
	for (const field of controllersFirst(names, settings.description)) {
		const verdict = decideField(field, placed.get(field)!, decision);
		if (!verdict) continue;
		if ('error' in verdict) (settings.mustFit?.(field) ? errors : leftOut).push(verdict.error);
		else if ('conflict' in verdict) conflicts.push(verdict.conflict);
		else {
			changes[changes.length] = verdict.change;
			if (changed !== nothingChanged) (changed as Map<string, unknown>).set(field, verdict.change.after);
		}
	}
	return withoutStranded({ changes, errors, conflicts, leftOut }, decision);
}

const nothingChanged: ReadonlyMap<string, unknown> = new Map();

function rankOf(name: string): number {
	return name === currencyField ? 0 : 1;
}

/** A country that would leave the record with a state it does not have is not written. */
function withoutStranded(plan: ChangePlan, { current, settings: { description, mustFit } }: Decision): ChangePlan {
	const stranded = strandedCountries(plan.changes, current, description);
	if (stranded.length === 0) return plan;
	const names = new Set(stranded.flatMap(({ fields }) => fields));
	const [errors, leftOut] = partition(stranded, ({ fields }) => mustFit?.(fields[0]));
	return {
		...plan,
		changes: plan.changes.filter(({ field }) => !names.has(field)),
		errors: [...plan.errors, ...errors],
		leftOut: [...plan.leftOut, ...leftOut],
	};
}

function decideField(name: string, placed: PlacedProposal, decision: Decision): Verdict {
	const { proposal, askedFor } = placed;
	const { settings, current, changed, id } = decision;
	const { description, users, timeZone, memory = noMemory } = settings;
	const field = description.fieldByName.get(name);
	if (!field) return { error: missingField(name, description.name) };
	const before = current[name] ?? null;
	if (!acceptProposal(before, proposal, knowledgeOf(field, proposal, decision))) return undefined;

	const after = (other: string) => valueAfterWrite(other, current, changed);
	const elsewhere = stateOfAnotherCountry(
		field,
		placed,
		decision.placed,
		after(field.controllerName ?? ''),
		description,
	);
	if (elsewhere) return { error: elsewhere };
	const led = ledTo(askedFor, proposal, decision);
	if ('error' in led) return { error: led.error };
	const amount = field.type === 'currency' ? inRecordCurrency(field, led, amountContext(decision)) : led;
	if ('error' in amount) return { error: amount.error };
	const coerced = coerceValue(field, amount.value, {
		description,
		users,
		timeZone,
		current: before,
		multiSelect: proposal.multiSelect,
		askedFor,
		valueAfterWrite: after,
	});
	if (
		coerced.ok &&
		isSameValue(coerced.value, before, field.type) &&
		!isStagedOtherwise(field, coerced.value, decision)
	)
		return undefined;
	if (id === undefined ? !field.createable : !field.updateable)
		return { error: lockedField(name, description.name, id === undefined) };
	if (!coerced.ok) return { error: coerced.error };
	if (id !== undefined && memory.isUndone(id, name, coerced.value, field.type)) return undefined;
	if (isConflict(field, placed, before, decision)) return { conflict: conflictOn(field, before) };

	const { provider, source, confidence, observedAt, policy } = proposal;
	return {
		change: {
			field: name,
			before,
			after: coerced.value,
			provider,
			...(source && { source }),
			confidence,
			observedAt,
			policy,
		},
	};
}

function amountContext({ settings, current, changed }: Decision) {
	const { description, currencies } = settings;
	return { description, currencies, recordCurrency: valueAfterWrite(currencyField, current, changed) };
}

/** A look-up that is given by a field of its parent, with the parent's Id instead; any other proposal as it is. */
function ledTo(
	askedFor: string,
	proposal: Proposal,
	{ settings: { parents } }: Decision,
): Proposal | { readonly error: RowError } {
	if (!askedFor.includes('.') || isBlank(proposal.value) || !parents) return proposal;
	const found = parents.find(askedFor, proposal.value);
	return 'error' in found ? found : { ...proposal, value: found.id };
}

function knowledgeOf(field: FieldDescription, { policy }: Proposal, { id, current, settings }: Decision) {
	const { memory = noMemory } = settings;
	const modified = policy === 'if_newer' ? (current.LastModifiedDate ?? current.SystemModstamp) : undefined;
	return {
		fieldType: field.type,
		lastWritten: id === undefined ? undefined : memory.lastWritten(id, field.name),
		modifiedAt: isBlank(modified) ? undefined : parseDateTime(modified).toISOString(),
	};
}

/** An earlier step of the run has staged something else, which this later decision replaces. */
function isStagedOtherwise({ name, type }: FieldDescription, value: unknown, { id, settings }: Decision): boolean {
	const waiting = id === undefined ? undefined : settings.staged?.get(id);
	return waiting !== undefined && Object.hasOwn(waiting, name) && !isSameValue(waiting[name], value, type);
}

/**
 * Somebody else changed the field to something after the item was read: it holds neither what was read nor what we wrote
 * last. Who touched the record last says nothing about the field. What only became blank may be filled.
 */
function isConflict(
	{ name, type }: FieldDescription,
	{ proposal, askedFor }: PlacedProposal,
	before: unknown,
	decision: Decision,
): boolean {
	const { item, id, current, settings } = decision;
	const { memory = noMemory } = settings;
	const { version, written = {} } = item._enrichment ?? {};
	const read = Object.hasOwn(item, name) ? name : Object.hasOwn(item, askedFor) ? askedFor : undefined;
	if (id === undefined || version === undefined || read === undefined || isBlank(before)) return false;
	if (isSameValue(current[read], item[read], type) || isUntouched(read, proposal, version, decision)) return false;
	if (Object.hasOwn(written, name) && isSameValue(before, written[name], type)) return false;
	const ours = memory.lastWritten(id, name);
	return !ours || !isSameValue(before, ours.value, type);
}

/**
 * Whether the record is the one that was read, so that it is the workflow that changed the item. An edit within the second
 * of the last one leaves the same SystemModstamp, which therefore proves something only when the read came later.
 */
function isUntouched(
	name: string,
	{ value }: Proposal,
	version: string,
	{ item, current, settings: { description, runStartedAt } }: Decision,
): boolean {
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
