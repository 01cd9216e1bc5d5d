import { sumBy } from 'lodash';
import { stampKeys } from '../../record/fields';
import type { SalesforceClient } from '../../salesforce/client';
import { maxUpdateRows } from '../../salesforce/collections';
import type { StagedRow } from '../../record/staged-row';
import { RunBooks } from '../../run/run-books';
import type { ChangesRun } from '../changes-run';
import { takeHand } from '../hand';
import { updateCallsFor } from '../send/apply-changes';
import { sendCanary } from '../send/canary';
import { deliverInBulk, resumeJobs } from './deliver-in-bulk';
import {
	type Delivery,
	type DeliveryRequest,
	type RowGroup,
	countUnsent,
	groupsOf,
	isOf,
	isUnsent,
	stagedFrom,
} from './delivery';
import { DeliveryResults } from './delivery-results';
import { isUnknown } from '../send/lost-reply';
import { recheckStaged } from './recheck-staged';
import { refusalOutcome } from '../settle/refusal-outcome';
import { canDoWithout, sendStaged, sendWithoutRefused, stampStaged } from './send-staged';
import { settleDelivery } from './settle-delivery';
import type { JobLink } from '../write-report';

/** From so many rows on one job costs fewer calls than thousands at a time: it takes about eight, whatever its size. */
export const bulkFromRows = 8_000;

/** What the delivery of a run's staged rows did. */
export interface DeliveryReport {
	readonly rows: number;
	readonly refused: number;
	/** Not saved, for a reason that may be gone by the next run. */
	readonly failed: number;
	/** Never sent, because the delivery was stopped; they stay in the store. */
	readonly heldBack: number;
	readonly jobs: readonly JobLink[];
	readonly stopReason?: string;
}

/**
 * Sends what the run has staged, by the way with the fewest calls, and settles its records. Targets are looked at once
 * more before they are sent. May be repeated after a crash: a job under way is picked up, not made again.
 */
export async function deliverStaged(
	client: SalesforceClient,
	context: ChangesRun,
	request: DeliveryRequest,
	signal?: AbortSignal,
): Promise<DeliveryReport> {
	const { store, run } = context;
	const rows = await store.countStagedRows(run.runId);
	const openJobs = (await store.readRemoteJobs(run.runId)).filter(({ step }) => step !== 'collected');
	if (rows === 0 && openJobs.length === 0) return { rows, refused: 0, failed: 0, heldBack: 0, jobs: [] };
	const before = client.calls.now();
	let delivery: Delivery | undefined;
	try {
		delivery = await beginDelivery(client, context, request, signal);
		const nextPart = await resumeJobs(delivery);
		await recheckStaged(delivery);
		await countUnsent(delivery);
		await tryFirst(delivery);
		await sendRest(delivery, nextPart);
		for (const group of delivery.groups) await makeGood(delivery, group);
		await settleDelivery(delivery);
		const { reason: stopReason } = delivery.brake;
		if (stopReason !== undefined) await store.stopRun(run.runId, { kind: 'stop', why: stopReason });
		return { rows, ...delivery.results.counts, jobs: delivery.jobs, ...(stopReason !== undefined && { stopReason }) };
	} finally {
		await new RunBooks(context, 'write').enter(client.calls.since(before), delivery?.canaryCalls);
	}
}

async function beginDelivery(
	client: SalesforceClient,
	context: ChangesRun,
	request: DeliveryRequest,
	signal?: AbortSignal,
): Promise<Delivery> {
	const before = client.calls.now();
	const description = await client.describe(context.run.sObject);
	const { used, retries } = client.calls.since(before);
	// Its brake begins at nothing: what the type check refused was weighed when the others were staged, and whatever an
	// earlier attempt has sent is read or sent again.
	const hand = takeHand({ client, description, context, signal }, request);
	await hand.books.plan(used - retries);
	return {
		...hand,
		context,
		request,
		groups: await groupsOf(context.store, context.run),
		stampNames: new Set(stampKeys.map((key) => hand.fieldNames[key])),
		adjustments: new Map(),
		results: new DeliveryResults(),
		sentBefore: new Set(),
		savedBefore: new Map(),
		jobs: [],
	};
}

/** The first rows alone. */
async function tryFirst(delivery: Delivery): Promise<void> {
	await sendCanary(delivery, sumBy(delivery.groups, 'unsent'), async (records) => {
		const { group, rows } = await firstRows(delivery, records);
		const saved = await sendStaged(delivery, group, rows);
		rows.forEach(({ recordId }) => delivery.sentBefore.add(recordId));
		group.unsent -= rows.length;
		return saved;
	});
}

async function firstRows(delivery: Delivery, count: number): Promise<{ group: RowGroup; rows: StagedRow[] }> {
	const group = delivery.groups.find(({ unsent }) => unsent > 0) ?? delivery.groups[0];
	const rows: StagedRow[] = [];
	for await (const page of stagedFrom(delivery, 0)) {
		for (const row of page) if (rows.length < count && isUnsent(delivery, group, row)) rows.push(row);
		if (rows.length === count) break;
	}
	return { group, rows };
}

async function sendRest(delivery: Delivery, nextPart: number): Promise<void> {
	const { request, brake } = delivery;
	const { strategy = 'auto' } = request;
	// Bulk API 2.0 has no such headers (its guide, “Headers”).
	const needsHeaders = request.autoAssign === true || request.duplicateRule !== undefined;
	let part = nextPart;
	for (const group of delivery.groups) {
		const { unsent: left } = group;
		if (left === 0) continue;
		if (
			strategy === 'bulk' ||
			(strategy === 'auto' && !needsHeaders && left >= (request.bulkFromRows ?? bulkFromRows))
		) {
			part = await deliverInBulk(delivery, group, left, part);
			continue;
		}
		if (brake.reason === undefined) await delivery.books.plan(updateCallsFor(left));
		await sendPages(
			delivery,
			(row) => isUnsent(delivery, group, row),
			async (rows) => await sendStaged(delivery, group, rows),
		);
	}
}

/** Rows that met a lock, or that a job never came to, are sent once more by Collections; the refused are stamped. */
async function makeGood(delivery: Delivery, group: RowGroup): Promise<void> {
	const { client, results, request, brake } = delivery;
	if (delivery.jobs.length === 0 || brake.reason !== undefined) return;
	await client.calls.repeating(async () => {
		// More than a job's worth of them is a matter of the org's, and left to a later run.
		if (results.counts.failed > 0 && results.counts.failed < (request.bulkFromRows ?? bulkFromRows)) {
			const isFailed = (row: StagedRow) =>
				isOf(group, row) && results.failure(row.recordId) !== undefined && !isUnknown(results.failure(row.recordId));
			await sendPages(delivery, isFailed, async (rows) => await sendStaged(delivery, group, rows, true));
		}
		if (results.counts.refused > 0) {
			// A job has no header that lets duplicates through (Bulk API 2.0 guide, “Headers”).
			const isLetThrough = (row: StagedRow) =>
				isOf(group, row) &&
				request.duplicateRule?.allowSave === true &&
				refusalOutcome(results.refusal(row.recordId) ?? []) === 'duplicate';
			await sendPages(delivery, isLetThrough, async (rows) => await sendStaged(delivery, group, rows, true));
			const isReducible = (row: StagedRow) =>
				isOf(group, row) && canDoWithout(delivery, results.refusal(row.recordId) ?? [], Object.keys(row.values));
			await sendPages(delivery, isReducible, async (rows) => await sendWithoutRefused(delivery, group, rows));
		}
		// What was to be created is not there to be stamped.
		if (group.keyField !== undefined || results.counts.refused === 0) return;
		const isRefused = (row: StagedRow) => isOf(group, row) && results.refusal(row.recordId) !== undefined;
		await sendPages(delivery, isRefused, async (rows) => await stampStaged(delivery, rows));
	});
}

/** Passes the chosen staged rows on, 1,000 at a time. */
async function sendPages(
	delivery: Delivery,
	isChosen: (row: StagedRow) => boolean,
	send: (rows: readonly StagedRow[]) => Promise<unknown>,
): Promise<void> {
	let chosen: StagedRow[] = [];
	for await (const page of stagedFrom(delivery, 0)) {
		for (const row of page) {
			if (!isChosen(row)) continue;
			chosen.push(row);
			if (chosen.length < maxUpdateRows) continue;
			await send(chosen);
			chosen = [];
		}
	}
	if (chosen.length > 0) await send(chosen);
}
