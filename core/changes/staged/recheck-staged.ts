import { toRecordId } from '../../record/identity';
import { chunk } from 'lodash';
import { EnrichmentError } from '../../errors';
import type { StagedRow } from '../../record/staged-row';
import type { RowError } from '../../salesforce/row-result';
import { maxIdsAtOnce } from '../../salesforce/collections';
import { maxQueriesAtOnce } from '../../salesforce/query-several';
import { assertApiName, soqlLiteral } from '../../salesforce/soql';
import { creationId, keyLiteral, keyOf } from '../plan/key-field';
import { findSurvivorsByKey } from '../plan/merged-keys';
import { isValueField, type Delivery, stagedFrom } from './delivery';
import { weighCreations, weighUpdates, type FoundRecords } from './weigh-staged';

/** Five such queries travel in one call. */
const keysPerQuery = 400;

/** Up to so many calls, counting first gains nothing. */
const countFromCalls = 2;

/** Salesforce shows some commits late. */
const lateCommitMs = 10 * 60_000;

/**
 * Reads the staged records once more, and nothing else of the org, and takes out of their rows what is no longer ours to
 * write. Bounded parts are read and let go again, 10,000 records to a call.
 */
export async function recheckStaged(delivery: Delivery): Promise<void> {
	const columns = new Set(delivery.groups.flatMap((group) => group.columns));
	const fields = [...columns].filter(
		(field) => isValueField(delivery, field) && delivery.description.fieldByName.has(field),
	);
	if (fields.length === 0) return;
	if (!(await isUntouched(delivery))) {
		for await (const rows of partsOf(
			unsentRows(delivery, ({ creation }) => creation === undefined),
			maxIdsAtOnce,
		)) {
			await weighUpdates(delivery, rows, await readUpdates(delivery, rows, fields));
		}
	}
	for (const { keyField } of delivery.groups) {
		if (keyField === undefined) continue;
		const created = unsentRows(delivery, ({ creation }) => creation?.keyField === keyField);
		for await (const rows of partsOf(created, keysPerQuery * maxQueriesAtOnce)) {
			const found = await readByKey(delivery, keyField, rows, fields);
			await refuseMerged(delivery, keyField, rows, found);
			await weighCreations(delivery, rows, found);
		}
	}
}

/** A record whose key was merged away since its row was kept is not created again; whoever hands it over once more is led to the one that stayed. */
async function refuseMerged(
	delivery: Delivery,
	keyField: string,
	rows: readonly StagedRow[],
	found: FoundRecords,
): Promise<void> {
	const missing = rows.filter(({ recordId }) => !found.has(recordId) && !delivery.savedBefore.has(recordId));
	const keys = missing.map(({ values }) => String(values[keyField]));
	const survivors = await findSurvivorsByKey(delivery, delivery.context.store, keyField, keys);
	for (const { recordId, values } of missing) {
		const survivor = survivors.get(keyOf(values[keyField], delivery.description.fieldByName.get(keyField)));
		if (survivor === undefined) continue;
		delivery.results.refuse(recordId, [mergedMeanwhile(keyField, survivor)]);
		delivery.sentBefore.add(recordId);
	}
}

function mergedMeanwhile(keyField: string, survivor: string): RowError {
	const message = `The record with this key was merged into ${survivor} since the change was kept for the end of the run, so none was created; the next run writes to ${survivor}`;
	return { code: 'DUPLICATE_VALUE', message, fields: [keyField], retryable: false };
}

/** Where many calls would be needed: whether no record of the object, staged or not, was changed since the run began. One that cannot be counted may have been. */
async function isUntouched(delivery: Delivery): Promise<boolean> {
	const { client, context, request, groups, signal } = delivery;
	const { run } = context;
	const staged = groups.find(({ keyField }) => keyField === undefined)?.unsent ?? 0;
	if (staged <= countFromCalls * maxIdsAtOnce) return false;
	const elapsedMs = Math.max(0, request.now.getTime() - run.startedAt.getTime());
	const since = new Date(client.serverNow().getTime() - elapsedMs - lateCommitMs);
	await delivery.books.plan(1);
	try {
		for await (const { totalSize } of client.query(
			`SELECT COUNT() FROM ${assertApiName(run.sObject)} WHERE SystemModstamp >= ${soqlLiteral(since)}`,
			signal,
		)) {
			return totalSize === 0;
		}
		return false;
	} catch (error) {
		if (error instanceof EnrichmentError && error.code !== 'canceled' && error.code !== 'lease_lost') return false;
		throw error;
	}
}

async function* unsentRows(delivery: Delivery, isChosen: (row: StagedRow) => boolean): AsyncGenerator<StagedRow[]> {
	for await (const rows of stagedFrom(delivery, 0))
		yield rows.filter((row) => isChosen(row) && !delivery.sentBefore.has(row.recordId));
}

async function* partsOf(pages: AsyncIterable<readonly StagedRow[]>, size: number): AsyncGenerator<StagedRow[]> {
	let part: StagedRow[] = [];
	for await (const page of pages) {
		for (const row of page) {
			part.push(row);
			if (part.length < size) continue;
			yield part;
			part = [];
		}
	}
	if (part.length > 0) yield part;
}

async function readUpdates(
	delivery: Delivery,
	rows: readonly StagedRow[],
	fields: readonly string[],
): Promise<FoundRecords> {
	const { client, context, signal } = delivery;
	await delivery.context.keepLease();
	await delivery.books.plan(1);
	const records = await client.retrieve(
		context.run.sObject,
		rows.map(({ recordId }) => toRecordId(recordId)),
		fields,
		signal,
	);
	return new Map(rows.flatMap(({ recordId }, index) => (records[index] ? [[recordId, records[index]] as const] : [])));
}

async function readByKey(
	delivery: Delivery,
	keyField: string,
	rows: readonly StagedRow[],
	fields: readonly string[],
): Promise<FoundRecords> {
	const { client, signal, description } = delivery;
	await delivery.context.keepLease();
	await delivery.books.plan(1);
	const columns = [...new Set(['Id', keyField, ...fields])].map(assertApiName).join(', ');
	const soqls = chunk(rows, keysPerQuery).map((part) => {
		const keys = part.map(({ values }) => keyLiteral(String(values[keyField]), description.fieldByName.get(keyField)));
		return `SELECT ${columns} FROM ${assertApiName(description.name)} WHERE ${assertApiName(keyField)} IN (${keys.join(',')})`;
	});
	const records = await client.querySeveral(soqls, `look for ${rows.length} keys of ${description.name}`, signal);
	return new Map(records.map((record) => [creationId(keyField, record[keyField], description), record]));
}
