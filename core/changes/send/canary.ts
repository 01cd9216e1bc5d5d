import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { SObjectDescription } from '../../salesforce/schema';
import { RunBooks } from '../../run/run-books';
import type { Hand } from '../hand';
import type { SendablePlan } from '../plan/record-plan';

/** A record that Salesforce confirmed, and what it shows of it a moment later. */
export interface CanaryRecord {
	/** What was sent, with the Id. */
	readonly row: SalesforceRecord;
	/** `undefined` when it cannot be read. */
	readonly readBack: SalesforceRecord | undefined;
}

/**
 * Sends the first records alone and reads them back, and stops the brake when they don't read back as they were sent;
 * does nothing when none of the `waiting` would follow or the run has had its canary. `send` takes how many and gives
 * those that were saved. Its calls are booked apart. Tells whether it was done.
 */
export async function sendCanary(
	hand: Hand,
	waiting: number,
	send: (records: number) => Promise<readonly SendablePlan[]>,
): Promise<boolean> {
	const { client, context, canaryRecords } = hand;
	if (!(await needsCanary(hand, waiting))) return false;
	const books = new RunBooks(context, 'canary');
	const before = client.calls.now();
	await context?.store.noteCanary(context.run.runId);
	await books.plan(['write', 'read back'].length);
	try {
		await readBack(hand, await send(canaryRecords));
	} finally {
		hand.canaryCalls = client.calls.since(before);
		await books.enter(hand.canaryCalls);
	}
	return true;
}

async function needsCanary({ canaryRecords, canaryCalls, context }: Hand, waiting: number): Promise<boolean> {
	if (canaryCalls || canaryRecords <= 0 || waiting <= canaryRecords) return false;
	const run = await context?.store.findRun(context.run.runId);
	return run?.hadCanary !== true;
}

async function readBack(
	{ client, description, brake, canaryRecords, signal }: Hand,
	saved: readonly SendablePlan[],
): Promise<void> {
	if (saved.length === 0) return;
	const fields = [...new Set(saved.flatMap(({ row }) => Object.keys(row)))];
	const found = await client.retrieve(
		description.name,
		saved.map(({ id }) => id),
		fields,
		signal,
	);
	const fault = findCanaryFault(
		saved.map(({ row, id }, index) => ({ row: { ...row, Id: id }, readBack: found[index] })),
		description,
	);
	if (fault !== undefined) brake.stop(`The trial write of ${canaryRecords} records failed: ${fault}`);
}

/**
 * What is wrong with the canary, in words; `undefined` when every value reads back as it was sent, compared in normal
 * form. A field that reads back otherwise was changed by automation in the org, and would be so on every record.
 */
export function findCanaryFault(
	records: readonly CanaryRecord[],
	{ fieldByName }: SObjectDescription,
): string | undefined {
	for (const { row, readBack: stored } of records) {
		if (!stored) return `Record ${String(row.Id)} was written, but cannot be read back`;
		for (const [field, sent] of Object.entries(row)) {
			const value = stored[field];
			if (field === 'Id' || isSameValue(sent, value, fieldByName.get(field)?.type)) continue;
			return `${field} of record ${String(row.Id)} was written as ${shown(sent)}, but reads back as ${shown(value)}; something in the org changes it`;
		}
	}
	return undefined;
}

function shown(value: unknown): string {
	return JSON.stringify(value ?? null);
}
