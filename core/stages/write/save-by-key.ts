import { idOfRead, noId } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import type { AllowanceLevel } from '../../run/allowance';
import type { FieldDescription } from '../../salesforce/schema';
import { creationId } from '../../changes/plan/key-field';
import { keyOf, keyValue, fetchByKey, keyLists } from '../../changes/plan/key-field';
import { loadSettings } from '../../changes/plan/load-settings';
import { leftOutMessage } from '../../changes/settle/left-out-message';
import { planChanges } from '../../changes/plan/plan-changes';
import { planRecord } from '../../changes/plan/plan-record';
import type { PlanSettings, RecordPlan } from '../../changes/plan/record-plan';
import { fieldsToRead } from '../../changes/plan/read-targets';
import { createSaver, upsertSaver } from '../../changes/send/saver';
import type { MergedKeyStore } from '../../changes/plan/merged-keys';
import { findLed, saveLed } from './led-by-key';
import { madeKey, sortByKey, type KeyedTarget } from './sort-by-key';
import { stampValues } from '../../changes/plan/stamps';
import type { Write } from '../../changes/write';
import { type WritePath, writeParts } from '../../changes/send/write-parts';

const isThere = 'A record with this key exists already, so none was created';
/** At these levels of the API allowance nobody looks for duplicates across objects. */
const offLevels: ReadonlySet<AllowanceLevel> = new Set(['skip_cross_object_matching', 'stop']);
const unmatched = 'Nobody looked for duplicates of this record in Salesforce, so it is not created before somebody has';

/**
 * Upserts, or creates: with a unique key both are sent as upserts, so that a lost reply can be repeated; without one a
 * creation whose reply is lost is `unknown_created` and never sent again. The key of a record that was merged away leads to the one
 * that stayed; gives how many did.
 */
export async function saveByKey(write: Write, mergedKeys?: MergedKeyStore): Promise<number> {
	const { client, request, items, description, verdicts, signal } = write;
	const { sObject, operation, externalIdField } = request;
	const keyField = keyFieldOf(write);
	const { targets, invalid } = sortByKey(items, {
		name: externalIdField,
		field: keyField,
		isMade: operation === 'create',
	});
	invalid.forEach(({ inputIndex, message }) => verdicts.turnDown(inputIndex, message));

	const led = await findLed(write, targets, mergedKeys);
	const ledIndexes = new Set(led.map(({ inputIndex }) => inputIndex));
	const sent = await saveLed(write, led);

	const own = targets.filter(({ inputIndex }) => !ledIndexes.has(inputIndex));
	const path: WritePath<KeyedTarget> = {
		saver:
			externalIdField === undefined
				? createSaver(client, sObject, signal)
				: upsertSaver(client, description, externalIdField, signal),
		async plan(part) {
			const existing = await findExisting(write, part);
			const ids = [...existing.values()].map(idOfRead);
			const settings = await loadSettings(
				write,
				part,
				ids,
				part.map((target) => standInOf(target, write)),
			);
			const isMatchingOff = offLevels.has((await write.context?.allowance?.()) ?? 'full');
			const plans = part.map((target) =>
				planKeyed(target, existing.get(keyOf(target.key, keyField)), settings, { ...write, isMatchingOff }),
			);
			plans.filter(({ outcome }) => outcome === 'carried_over').forEach((plan) => verdicts.holdBack(plan, unmatched));
			return { plans: plans.filter(({ outcome }) => outcome !== 'carried_over'), settings };
		},
	};
	await writeParts(write, own, path, sent);
	await verdicts.settleNew(
		targets.map((target) => ({ ...target, id: standInOf(target, write) })),
		write.context,
	);
	return led.length;
}

/** What a record that did not come to be is counted under: its key or, where it has none, its values. */
function standInOf(
	{ key, item }: KeyedTarget,
	{ request: { externalIdField }, description }: Pick<Write, 'request' | 'description'>,
): string {
	return externalIdField === undefined
		? creationId('values', madeKey(item))
		: creationId(externalIdField, key, description);
}

function keyFieldOf({
	request: { externalIdField = '' },
	description,
}: Pick<Write, 'request' | 'description'>): FieldDescription | undefined {
	return description.fieldByName.get(externalIdField);
}

type KeyedWrite = Pick<Write, 'request' | 'description'> & { readonly isMatchingOff: boolean };

async function findExisting(write: Write, part: readonly KeyedTarget[]): Promise<Map<string, SalesforceRecord>> {
	const { client, request, signal } = write;
	const { sObject, externalIdField } = request;
	if (externalIdField === undefined) return new Map();
	const keys = part.map(({ key }) => key).filter((key) => key !== undefined);
	const keyField = keyFieldOf(write);
	await write.books.plan(keyLists(keys, keyField).length);
	return await fetchByKey(
		client,
		{ sObject, externalIdField, keyField, fields: fieldsToRead(write, part) },
		keys,
		signal,
	);
}

function planKeyed(
	target: KeyedTarget,
	current: SalesforceRecord | undefined,
	settings: PlanSettings,
	write: KeyedWrite,
): RecordPlan {
	if (!current) return planCreation(target, settings, write);
	const found = { ...target, id: idOfRead(current) };
	if (write.request.operation === 'create') {
		return { ...found, current, changes: [], outcome: 'unchanged', message: isThere, errors: [] };
	}
	const plan = planRecord(found, current, settings);
	// A row that waits is delivered by its Id; the key could be another record's by then.
	const isByKey = plan.row !== undefined && write.request.delivery !== 'at_finish';
	return isByKey ? { ...plan, row: keyedRow(plan.row, target, write) } : plan;
}

function planCreation(target: KeyedTarget, settings: PlanSettings, write: KeyedWrite): RecordPlan {
	const base = { ...target, id: noId, current: {}, isCreation: true } as const;
	if (target.item._enrichment?.isThere)
		return { ...base, changes: [], outcome: 'duplicate', message: target.item._enrichment.message, errors: [] };
	if (write.isMatchingOff || target.item._enrichment?.isUnmatched)
		return { ...base, changes: [], outcome: 'carried_over', errors: [] };
	const plan = planChanges({ item: target.item }, {}, settings);
	const { changes, leftOut } = plan;
	const isEmpty = leftOut.length > 0 && changes.every(({ field }) => field === write.request.externalIdField);
	const errors = plan.errors.length > 0 || isEmpty ? [...plan.errors, ...leftOut] : [];
	if (errors.length > 0)
		return {
			...base,
			changes: [],
			outcome: 'rejected',
			message: errors.map(({ message }) => message).join('; '),
			errors,
		};

	const values = Object.fromEntries(changes.map((change) => [change.field, change.after]));
	const waiting = settings.staged?.get(standInOf(target, write));
	const item = { ...target.item, ...waiting };
	const outcome = leftOut.length > 0 ? 'partly_written' : 'written';
	const message = leftOut.length > 0 ? leftOutMessage(leftOut) : undefined;
	const stamps = settings.writeStamps
		? stampValues({ item, current: {}, changes, outcome, message, ...settings }, settings.description)
		: {};
	return { ...base, row: keyedRow({ ...values, ...stamps }, target, write), changes, outcome, errors: [], leftOut };
}

/** An upsert names its record by the key; Salesforce refuses a row that also has an Id. */
function keyedRow({ Id: _id, ...values }: SalesforceRecord, { key }: KeyedTarget, write: KeyedWrite): SalesforceRecord {
	const { externalIdField } = write.request;
	return externalIdField === undefined || key === undefined
		? values
		: { [externalIdField]: keyValue(key, keyFieldOf(write)), ...values };
}
