import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { CallCount } from '../../salesforce/call-tally';
import type { SalesforceClient } from '../../salesforce/client';
import type { SObjectDescription } from '../../salesforce/schema';
import { RunBooks } from '../../run/run-books';
import type { CallStore } from '../../store/contract/calls';
import type { Run, RunStore } from '../../store/contract/runs';
import type { SendablePlan } from '../plan/record-plan';
import type { Brake } from './breaker';

/** So many records are written and read back before the rest. */
export const defaultCanaryRecords = 50;

/** What a canary works with. */
export interface CanaryMeans {
	readonly client: SalesforceClient;
	readonly description: SObjectDescription;
	readonly brake: Brake;
	/** Absent outside of a run. */
	readonly books?: { readonly run: Run; readonly store: CallStore & Pick<RunStore, 'findRun' | 'noteCanary'> };
	readonly signal?: AbortSignal;
}

/** A record that Salesforce confirmed, and what it shows of it a moment later. */
export interface CanaryRecord {
	/** What was sent, with the Id. */
	readonly row: SalesforceRecord;
	/** `undefined` when it cannot be read. */
	readonly readBack: SalesforceRecord | undefined;
}

/** Whether `waiting` rows are worth a canary of `records`: some have to follow it, and a run has one only. */
export async function needsCanary(
	{ books }: Pick<CanaryMeans, 'books'>,
	records: number,
	waiting: number,
): Promise<boolean> {
	if (records <= 0 || waiting <= records) return false;
	const run = await books?.store.findRun(books.run.runId);
	return run?.hadCanary !== true;
}

/**
 * Sends the first records alone and reads them back; stops the brake when they don't read back as they were sent. `send`
 * gives what was saved. Its calls are booked apart; `note` is told of them, also when it fails.
 */
export async function runCanary(
	means: CanaryMeans,
	records: number,
	send: () => Promise<readonly SendablePlan[]>,
	note: (calls: CallCount) => void,
): Promise<void> {
	const { client } = means;
	const books = new RunBooks(means.books, 'canary');
	const before = client.calls.now();
	const calls = ['write', 'read back'].length;
	await means.books?.store.noteCanary(means.books.run.runId);
	await books.plan(calls);
	try {
		await readBack(means, records, await send());
	} finally {
		const used = client.calls.since(before);
		note(used);
		await books.enter(used);
	}
}

async function readBack(
	{ client, description, brake, signal }: CanaryMeans,
	records: number,
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
	if (fault !== undefined) brake.stop(`The trial write of ${records} records failed: ${fault}`);
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
