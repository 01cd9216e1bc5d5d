import type { RecordItem } from '../../core/record/record-item';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { Selection, SelectionRequest } from '../../core/stages/fetch/selection';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { demoCredentials, impatient, orgNow } from '../salesforce/enrichment-org';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** ISO 8601, so long before the org's clock. */
export function before(ms: number): string {
	return new Date(orgNow.getTime() - ms).toISOString();
}

/** A client in a session of its own that lets no time pass between polls. */
export function connectImpatiently(org: Pick<SalesforceEmulator, 'url'>): Promise<SalesforceClient> {
	const settings = { ...impatient, timeoutMs: 60_000, wait: async () => undefined };
	return connectSalesforce(demoCredentials(org.url), new SessionCache(() => orgNow), undefined, settings);
}

/** What was modified, from the beginning, ten minutes of lookback, two of settle time. */
export function modified(changes: Partial<Extract<Selection, { kind: 'modified' }>> = {}): Selection {
	const window = { initialFrom: undefined, lookbackMs: 10 * minute, settleMs: 2 * minute };
	return { kind: 'modified', window, useLatestDateCovered: false, ...changes };
}

/** Leads modified since the watermark, unless told otherwise. */
export function aRequest(changes: Partial<SelectionRequest> = {}): SelectionRequest {
	return { sObject: 'Lead', fields: [], selection: modified(), maxRecords: 50_000, ...changes };
}

/** All items of one fetch. */
export async function fetchAll(
	client: SalesforceClient,
	request: SelectionRequest,
	context?: RunContext,
	tally = new FetchTally(),
): Promise<RecordItem[]> {
	return (await Array.fromAsync(fetchRecords(client, request, context, tally))).flat();
}

export const lastNames = (items: readonly RecordItem[]) => items.map((item) => item.LastName);

/** Commits the window that the run recorded, as Finish does. */
export async function commitWindow({ store, run }: RunContext): Promise<void> {
	const window = (await store.findRun(run.runId))!.window!;
	await store.commitWatermark(run, window.stoppedAt ?? { modifiedAt: window.until });
}
