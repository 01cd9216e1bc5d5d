import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import { toStoredSecond } from '../date-time';
import type { SObjectType } from '../schema/schema';
import { assignedOwner } from './assigned-owner';
import { checkRecord } from './check-record';
import { autoNumbers, composedName } from './composed-values';
import { recordEvent, recordFieldHistory } from './field-history';
import { findTarget, unsupported } from './find-target';
import { checkCampaignMember } from './objects/campaign-members';
import { derivedValues } from './objects/derived-values';
import { resolveAddresses } from './objects/address-codes';
import { checkPermissionRecord } from './objects/permission-records';
import { checkPersonAccount, isPersonAccount, mirrorPerson } from './objects/person-accounts';
import { layeredRecord } from './layered-record';
import { readInput } from './read-input';
import type { SaveContext } from './save-context';
import { savePlan } from './save-plan';
import { recordError, rejected, saved, type SaveResult } from './save-result';
import { checkValidationRules } from './validation-rules';

type Json = Readonly<Record<string, unknown>>;
type Values = Record<string, SQLInputValue>;

/** Creates a record with defaults, owner and stamps. */
export function insertRecord(context: SaveContext, anyType: SObjectType, input: Json): SaveResult {
	const { org, userId } = context;
	const type = org.schema.type(anyType.name)!;
	if (!type.definition.createable) return rejected(unsupported(type, 'create'));
	const access = org.access.of(userId);
	if (!access.objectGrants(type).canCreate) {
		return rejected(
			recordError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${type.definition.label}`),
		);
	}
	const { values, errors } = readInput(context, access.schema.type(type.name) ?? type, input, 'create');
	if (errors.length) return rejected(...errors);
	const owned: Values = savePlan(type).hasOwner ? { OwnerId: userId } : {};
	const given: Values = {
		...savePlan(type).defaults,
		...org.recordTypes.defaultFor(type, values),
		...owned,
		...values,
	};
	const now = toStoredSecond(org.clock());
	const prepared = prepare(context, type, given, undefined, now);
	if ('errors' in prepared) return rejected(...prepared.errors);

	const id = org.store.nextId(type);
	const record: Values = {
		...prepared.values,
		...assignedOwner(context, type),
		...autoNumbers(type, org.store.idCounters.get(type.name)!, now),
		Id: id,
		CreatedDate: now,
		CreatedById: userId,
		...changeStamps(context, now),
	};
	Object.assign(record, composedName(type, record, id));
	if (record.IsPersonAccount) Object.assign(record, mirrorPerson(org, record, record));
	org.store.insert(type, record);
	recordEvent(org, type, id, 'created', { userId, now });
	org.automation.rollUps.childSaved(type, undefined, record);
	org.automation.recordSaved({ type, record, userId, isCreate: true });
	return saved(id, true);
}

/** Changes a record; the stamps move even when no value does, as Salesforce's do. */
export function updateRecord(context: SaveContext, anyType: SObjectType, rawId: string, input: Json): SaveResult {
	const { org, userId } = context;
	const type = org.schema.type(anyType.name)!;
	if (!type.definition.updateable) return rejected(unsupported(type, 'update'));
	const found = findTarget(context, type, rawId);
	if ('success' in found) return found;
	const before = found.record;
	const { values, errors } = readInput(context, org.access.of(userId).schema.type(type.name) ?? type, input, 'update');
	if (errors.length) return rejected(...errors);
	if (before.IsConverted)
		return rejected(recordError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'));
	const id = String(before.Id);
	const now = toStoredSecond(org.clock());
	const prepared = prepare(context, type, values, before, now);
	if ('errors' in prepared) return rejected(...prepared.errors);

	const changes = prepared.values;
	Object.assign(changes, assignedOwner(context, type), changeStamps(context, now));
	const after = layeredRecord(before, changes);
	const named = composedName(type, after, id);
	Object.assign(changes, named);
	if (before.IsPersonAccount) mirrorPerson(org, layeredRecord(after, named), changes);
	org.store.update(type, id, changes);
	recordFieldHistory(org, type, before, changes, { userId, now });
	org.automation.rollUps.childSaved(type, before, after);
	org.automation.recordSaved({ type, record: layeredRecord(after, changes), userId, isCreate: false });
	return saved(id, false);
}

/** Salesforce's order: its own checks, field updates before save, validation rules, duplicate rules; locks come last. */
function prepare(
	context: SaveContext,
	type: SObjectType,
	given: Readonly<Values>,
	before: Readonly<Values> | undefined,
	now: string,
): { readonly values: Values } | { readonly errors: readonly RecordError[] } {
	const { org } = context;
	const refusal = org.automation.transactionRefusal(context, type);
	if (refusal) return { errors: [refusal] };
	const isPerson = isPersonAccount(org, type, given, before);
	const personal: Values = isPerson && !before ? { IsPersonAccount: 1, Name: given.LastName ?? null } : {};
	const addresses = resolveAddresses(context, type, given, before);
	const values: Values = { ...given, ...addresses.values, ...personal };
	const problems = [
		...checkPersonAccount(type, given, isPerson),
		...addresses.errors,
		...checkRecord(context, type, values, before),
	];
	if (problems.length) return { errors: problems };

	const after = () => layeredRecord(before, values);
	Object.assign(values, org.automation.fieldUpdates(type, after, before === undefined));
	Object.assign(values, derivedValues(type, values, after, now));
	const ruleProblems = checkRules(context, type, values, before);
	return ruleProblems.length ? { errors: ruleProblems } : { values };
}

function checkRules(
	context: SaveContext,
	type: SObjectType,
	values: Readonly<Values>,
	before: Readonly<Values> | undefined,
): readonly RecordError[] {
	const { org } = context;
	const after = layeredRecord(before, values);
	const id = before && String(before.Id);
	const invalid = checkValidationRules(org.validationRules, type, after);
	if (invalid.length) return invalid;
	const ofObject = before
		? []
		: [...checkCampaignMember(context, type, after), ...checkPermissionRecord(context, type, after)];
	if (ofObject.length) return ofObject;
	const refusal =
		org.duplicateRules.check(context, type, values, before, id) ?? org.automation.lockRefusal(context, type, after, id);
	return refusal ? [refusal] : [];
}

function changeStamps({ userId }: SaveContext, now: string): Values {
	return { LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
}
