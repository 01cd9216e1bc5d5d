import { isBlank, isSameValue } from '../../record/field-value';
import { isSalesforceId, toId18 } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import type { RowError } from '../../salesforce/client';
import { assertApiName, soqlIdLiteral, soqlLiteral } from '../../salesforce/soql';
import type { JournalRow } from '../../store/store';
import { creationId } from './creations';
import { isValueField, planDeliveryCalls, type Delivery } from './delivery';
import { conflictOn } from './plan-changes';
import { stagedFrom } from './row-groups';

/** Reaches back so much behind the run's start, because Salesforce shows some commits late. */
const marginMs = 10 * 60_000;

/** Policies that would not touch a value that a person has written. */
const timidPolicies: ReadonlySet<string | undefined> = new Set(['fill_blank', 'tracked', undefined]);

interface Dropped {
	readonly fields: Set<string>;
	readonly conflicts: RowError[];
	planned: number;
}

/** What somebody else has changed since the run began. */
type ChangedRecords = ReadonlyMap<string, SalesforceRecord>;

/**
 * Looks once more at the records that somebody else has changed or created since the run began, all of them in one
 * query, and takes out of their rows what is no longer ours to write. The others still hold what the decisions were
 * made on, or are still not there.
 */
export async function recheckStaged(delivery: Delivery): Promise<void> {
	const columns = new Set(delivery.groups.flatMap((group) => group.columns));
	const fields = [...columns].filter((field) => isValueField(delivery, field));
	if (fields.length === 0) return;
	const records = await findChanged(delivery, fields);
	if (records.length === 0) return;

	const droppedById = new Map<string, Dropped>();
	await weighChanges(delivery, byId(records), droppedById);
	const keyFields = delivery.groups.map(({ keyField }) => keyField).filter((keyField) => keyField !== undefined);
	if (keyFields.length > 0) await weighCreations(delivery, byKeys(delivery, records, keyFields), droppedById);
	for (const [recordId, { fields: names, conflicts, planned }] of droppedById) {
		if (names.size > 0) delivery.adjustments.set(recordId, { fields: names, conflicts, isEmpty: names.size === planned });
	}
}

async function weighChanges(delivery: Delivery, changed: ChangedRecords, droppedById: Map<string, Dropped>): Promise<void> {
	for await (const rows of delivery.store.readJournal(delivery.run.runId)) {
		for (const row of rows) {
			const now = changed.get(row.recordId);
			// What a job of an earlier attempt has written already is nothing to decide about.
			const isOpen = row.status === 'intended' && !delivery.sentBefore.has(row.recordId);
			if (now && isOpen) weigh(delivery, row, now, droppedById);
		}
	}
}

/** A record that was to be created and is there by now: nothing becomes of a creation, an upsert fills its blanks. */
async function weighCreations(delivery: Delivery, created: ChangedRecords, droppedById: Map<string, Dropped>): Promise<void> {
	for await (const row of stagedFrom(delivery, 0)) {
		const { recordId, values, creation } = row;
		const now = created.get(recordId);
		if (!creation || !now || delivery.sentBefore.has(recordId)) continue;
		if (creation.isCreateOnly) {
			delivery.results.refuse(recordId, [alreadyThere(creation.keyField)]);
			delivery.sentBefore.add(recordId);
			continue;
		}
		for (const [field, { policy }] of Object.entries(creation.sources)) {
			if (field !== creation.keyField) weigh(delivery, { recordId, field, before: null, after: values[field], policy }, now, droppedById);
		}
	}
}

function weigh(
	{ description }: Delivery,
	row: Pick<JournalRow, 'recordId' | 'field' | 'before' | 'after' | 'policy'>,
	now: SalesforceRecord,
	droppedById: Map<string, Dropped>,
): void {
	const dropped = droppedById.get(row.recordId) ?? { fields: new Set(), conflicts: [], planned: 0 };
	droppedById.set(row.recordId, dropped);
	dropped.planned += 1;
	const type = description.fieldByName.get(row.field)?.type;
	const value = now[row.field];
	// What became blank may be filled, and what is there already does no harm.
	if (isBlank(value) || isSameValue(value, row.before, type) || isSameValue(value, row.after, type)) return;
	dropped.fields.add(row.field);
	if (!timidPolicies.has(row.policy)) dropped.conflicts.push(conflictOn({ name: row.field }, value));
}

function alreadyThere(keyField: string): RowError {
	const message = 'Somebody has created a record with this key since the row was staged, so none was created';
	return { code: 'DUPLICATE_VALUE', message, fields: [keyField], retryable: false };
}

function byId(records: readonly SalesforceRecord[]): ChangedRecords {
	const named = records.filter(({ Id }) => typeof Id === 'string' && isSalesforceId(Id));
	return new Map(named.map((record) => [toId18(String(record.Id)), record]));
}

function byKeys({ description }: Delivery, records: readonly SalesforceRecord[], keyFields: readonly string[]): ChangedRecords {
	return new Map(
		keyFields.flatMap((keyField) =>
			records.filter((record) => !isBlank(record[keyField])).map((record) => [creationId(keyField, record[keyField], description), record] as const),
		),
	);
}

async function findChanged(delivery: Delivery, fields: readonly string[]): Promise<SalesforceRecord[]> {
	const { client, run, request, signal } = delivery;
	const elapsedMs = Math.max(0, request.now.getTime() - run.startedAt.getTime());
	const since = new Date(client.serverNow().getTime() - elapsedMs - marginMs);
	const columns = ['Id', ...fields.filter((field) => delivery.description.fieldByName.has(field)).map(assertApiName)].join(', ');
	const soql =
		`SELECT ${columns} FROM ${assertApiName(run.sObject)} WHERE SystemModstamp >= ${soqlLiteral(since)}` +
		` AND LastModifiedById != ${soqlIdLiteral(client.org.userId)}`;
	const changed: SalesforceRecord[] = [];
	await planDeliveryCalls(delivery, 1);
	let isFirst = true;
	for await (const page of client.query(soql, signal)) {
		await request.keepLease?.();
		if (isFirst) await planDeliveryCalls(delivery, furtherPages(page.totalSize, page.records.length));
		isFirst = false;
		page.records.forEach((record) => changed.push(record));
	}
	return changed;
}

function furtherPages(total: number, perPage: number): number {
	return perPage === 0 ? 0 : Math.ceil(total / perPage) - 1;
}
