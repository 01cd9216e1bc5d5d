import { isBlank, isSameValue } from '../../record/field-value';
import { isSalesforceId, toId18 } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import type { RowError } from '../../salesforce/client';
import { assertApiName, soqlIdLiteral, soqlLiteral } from '../../salesforce/soql';
import type { JournalRow } from '../../store/store';
import { planDeliveryCalls, valueFields, type Delivery } from './delivery';
import { conflictOn } from './plan-changes';

/** Reaches back so much behind the run's start, because Salesforce shows some commits late. */
const marginMs = 10 * 60_000;

/** Policies that would not touch a value that a person has written. */
const timidPolicies: ReadonlySet<string | undefined> = new Set(['fill_blank', 'tracked', undefined]);

interface Dropped {
	readonly fields: Set<string>;
	readonly conflicts: RowError[];
	planned: number;
}

/**
 * Looks once more at the records that somebody else has changed since the run began, all of them in one query, and
 * takes out of their rows what is no longer ours to write. The others still hold what the decisions were made on.
 */
export async function recheckStaged(delivery: Delivery): Promise<void> {
	const fields = valueFields(delivery, delivery.columns);
	if (fields.length === 0) return;
	const changed = await findChanged(delivery, fields);
	if (changed.size === 0) return;

	const droppedById = new Map<string, Dropped>();
	for await (const rows of delivery.store.readJournal(delivery.run.runId)) {
		for (const row of rows) {
			const now = changed.get(row.recordId);
			// What a job of an earlier attempt has written already is nothing to decide about.
			const isOpen = row.status === 'intended' && !delivery.sentBefore.has(row.recordId);
			if (now && isOpen) weigh(delivery, row, now, droppedById);
		}
	}
	for (const [recordId, { fields: names, conflicts, planned }] of droppedById) {
		if (names.size > 0) delivery.adjustments.set(recordId, { fields: names, conflicts, isEmpty: names.size === planned });
	}
}

function weigh({ description }: Delivery, row: JournalRow, now: SalesforceRecord, droppedById: Map<string, Dropped>): void {
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

async function findChanged(delivery: Delivery, fields: readonly string[]): Promise<Map<string, SalesforceRecord>> {
	const { client, run, request, signal } = delivery;
	const elapsedMs = Math.max(0, request.now.getTime() - run.startedAt.getTime());
	const since = new Date(client.serverNow().getTime() - elapsedMs - marginMs);
	const columns = ['Id', ...fields.filter((field) => delivery.description.fieldByName.has(field)).map(assertApiName)].join(', ');
	const soql =
		`SELECT ${columns} FROM ${assertApiName(run.sObject)} WHERE SystemModstamp >= ${soqlLiteral(since)}` +
		` AND LastModifiedById != ${soqlIdLiteral(client.org.userId)}`;
	const changed = new Map<string, SalesforceRecord>();
	await planDeliveryCalls(delivery, 1);
	let isFirst = true;
	for await (const page of client.query(soql, signal)) {
		await request.keepLease?.();
		if (isFirst) await planDeliveryCalls(delivery, furtherPages(page.totalSize, page.records.length));
		isFirst = false;
		for (const record of page.records) {
			if (typeof record.Id === 'string' && isSalesforceId(record.Id)) changed.set(toId18(record.Id), record);
		}
	}
	return changed;
}

function furtherPages(total: number, perPage: number): number {
	return perPage === 0 ? 0 : Math.ceil(total / perPage) - 1;
}
