import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import { layeredRecord } from '../writes/layered-record';
import { readValue } from '../writes/read-value';
import type { SaveContext } from '../writes/save-context';
import { recordError } from '../writes/save-result';
import { meetsConditions } from '../writes/validation-rules';
import type { AutomationSeed, FieldUpdateSeed } from './automation-seed';
import { Callouts } from './callouts';
import { OutboundQueue } from './outbound-queue';
import { RollUps } from './roll-ups';
import { RowLocks } from './row-locks';
import type { Save } from './starts-flow';

type Values = Readonly<Record<string, SQLInputValue>>;

/** What an org does of its own accord around a save. */
export class Automation {
	readonly rollUps: RollUps;
	readonly locks: RowLocks;
	/** What record-triggered flows have to send. */
	readonly outbound: OutboundQueue;
	/** What flows have to call. */
	readonly callouts: Callouts;

	constructor(
		private readonly org: OrgState,
		private readonly seed: AutomationSeed,
	) {
		this.rollUps = new RollUps(org);
		this.outbound = new OutboundQueue(org, seed.outboundMessages ?? []);
		this.callouts = new Callouts(org, seed.callouts ?? []);
		this.locks = new RowLocks(org, seed.lockContention ?? []);
		const objects = [...(seed.fieldUpdates ?? []), ...(seed.cpuLimits ?? []), ...(seed.lockContention ?? [])].map(
			(each) => each.object,
		);
		const unknown = objects.find((each) => !org.schema.type(each));
		if (unknown) throw new Error(`Seed: no object ${unknown} to automate`);
	}

	/** Starts the flows that run after a save. */
	recordSaved(save: Save): void {
		this.outbound.recordSaved(save);
		this.callouts.recordSaved(save);
	}

	/** What the object's field updates make of a record about to be saved. */
	fieldUpdates(type: SObjectType, after: () => Values, isCreate: boolean): Record<string, SQLInputValue> {
		const values: Record<string, SQLInputValue> = {};
		for (const update of this.seed.fieldUpdates ?? []) {
			if (!isDue(update, type, isCreate)) continue;
			const record = layeredRecord(after(), values);
			if (!update.when || meetsConditions(update.when, record))
				Object.assign(values, updatedValues(type, update, record));
		}
		return values;
	}

	/** Why the transaction as a whole fails in a trigger, before any of its records is looked at. */
	transactionRefusal({ batchSize = 1 }: SaveContext, type: SObjectType): RecordError | undefined {
		const limit = this.seed.cpuLimits?.find((each) => each.object.toLowerCase() === type.name.toLowerCase());
		if (!limit || batchSize <= limit.rows) return undefined;
		const trigger = limit.trigger ?? `${type.name.replace(/__c$/, '')}Trigger`;
		return recordError(
			'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
			`${trigger}: System.LimitException: Apex CPU time limit exceeded`,
		);
	}

	/** The lock that a save meets, by contention over a parent or by a fault. */
	lockRefusal(
		context: SaveContext,
		type: SObjectType,
		record: Values,
		id: string | undefined,
	): RecordError | undefined {
		const lockedId =
			this.locks.takeLock(context, type, record) ?? (this.org.faults.takeLockError() ? (id ?? '') : undefined);
		if (lockedId === undefined) return undefined;
		const what = lockedId === '' ? 'this record' : `this record or 1 records: ${lockedId.slice(0, 15)}`;
		return recordError('UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to ${what}`);
	}
}

function isDue({ object, on = 'save' }: FieldUpdateSeed, type: SObjectType, isCreate: boolean): boolean {
	if (object.toLowerCase() !== type.name.toLowerCase()) return false;
	return on === 'save' || (on === 'create') === isCreate;
}

function updatedValues(type: SObjectType, { set }: FieldUpdateSeed, record: Values): Record<string, SQLInputValue> {
	const values: Record<string, SQLInputValue> = {};
	for (const [name, value] of Object.entries(set)) {
		const field = type.field(name);
		if (!field) throw new Error(`Field update: ${type.name} has no field ${name}`);
		if (typeof value === 'object' && value !== null && 'from' in value) {
			values[field.name] = record[String(value.from)] ?? null;
			continue;
		}
		const read = readValue(field, value);
		if ('error' in read) throw new Error(`Field update: ${read.error.message}`);
		values[field.name] = read.value;
	}
	return values;
}
