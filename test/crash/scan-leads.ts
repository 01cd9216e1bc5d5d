import type { SalesforceClient } from '../../core/salesforce/client';
import { comparedPaths } from '../../core/stages/dedupe/linkage/linkage-records';
import { linkagePreset } from '../../core/stages/dedupe/linkage/presets';
import { type ScanReport, scanObject } from '../../core/stages/dedupe/scan/scan-object';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import type { Store } from '../../core/store/store';

/** What a process that scans is to do; travels as JSON. */
export interface ScanOrder {
	/** Of the org. */
	readonly url: string;
	readonly storePath: string;
	readonly now: string;
	readonly executionId: string;
}

/** How long a scan that was killed counts as alive. */
export const scanLeaseMs = 15 * 60_000;

/** Scans all leads of an org, as the node does. */
export async function scanLeads(means: {
	readonly client: SalesforceClient;
	readonly store: Store;
	readonly now: Date;
	readonly executionId: string;
}): Promise<ScanReport> {
	const { client, store, now, executionId } = means;
	const fields = comparedPaths(linkagePreset('Lead'), await client.describe('Lead'));
	const selection = {
		sObject: 'Lead',
		fields,
		selection: { kind: 'filter' },
		filter: undefined,
		maxRecords: 1_000_000,
		beyondLimit: 'stop',
		order: 'first_come',
	} as const;
	return await scanObject(
		{ client, store, clock: () => now, newRunId: () => `run of ${executionId}` },
		{
			sObject: 'Lead',
			pages: () => fetchRecords(client, selection, undefined, new FetchTally()),
			selection: '{}',
			mostGroups: 1_000,
			mostReviewed: 100,
			executionId,
			leaseMs: scanLeaseMs,
		},
	);
}
