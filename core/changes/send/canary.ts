import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { CallCount } from '../../salesforce/call-tally';
import type { SalesforceClient } from '../../salesforce/client';
import type { SObjectDescription } from '../../salesforce/schema';
import type { Run } from '../../store/contract/runs';
import type { Store } from '../../store/store';
import type { SendablePlan } from '../plan/record-plan';
import type { Brake } from './brake';

/** So many records are written and read back before the rest. */
export const defaultCanaryRecords = 50;

/** The stage under which a run's calls for the canary are booked; its presence tells that the run has had its canary. */
const canaryStage = 'canary';

/** What a canary works with. */
export interface CanaryMeans {
	readonly client: SalesforceClient;
	readonly description: SObjectDescription;
	readonly brake: Brake;
	/** Absent outside of a run. */
	readonly books?: { readonly run: Run; readonly store: Pick<Store, 'addCalls' | 'readCalls'> };
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
export async function needsCanary({ books }: Pick<CanaryMeans, 'books'>, records: number, waiting: number): Promise<boolean> {
	if (records <= 0 || waiting <= records) return false;
	const calls = await books?.store.readCalls(books.run.runId);
	return calls?.[canaryStage] === undefined;
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
	const { client, books } = means;
	const before = client.calls.now();
	const calls = ['write', 'read back'].length;
	await books?.store.addCalls(books.run.runId, canaryStage, { planned: calls, used: 0, retries: 0 });
	try {
		await readBack(means, records, await send());
	} finally {
		const used = client.calls.since(before);
		note(used);
		await books?.store.addCalls(books.run.runId, canaryStage, { planned: 0, ...used });
	}
}

async function readBack({ client, description, brake, signal }: CanaryMeans, records: number, saved: readonly SendablePlan[]): Promise<void> {
	if (saved.length === 0) return;
	const fields = [...new Set(saved.flatMap(({ row }) => Object.keys(row)))];
	const found = await client.retrieve(description.name, saved.map(({ id }) => id), fields, signal);
	const fault = findCanaryFault(saved.map(({ row, id }, index) => ({ row: { ...row, Id: id }, readBack: found[index] })), description);
	if (fault !== undefined) brake.stop(`The trial write of ${records} records failed: ${fault}`);
}

/**
 * What is wrong with the canary, in words; `undefined` when every value reads back as it was sent, compared in normal
 * form. A field that reads back otherwise was changed by automation in the org, and would be so on every record.
 */
export function findCanaryFault(records: readonly CanaryRecord[], { fieldByName }: SObjectDescription): string | undefined {
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
