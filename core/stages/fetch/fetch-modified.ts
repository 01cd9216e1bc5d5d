import type { RecordItem } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import type { WindowPolicy } from '../../run/window';
import type { SalesforceClient } from '../../salesforce/client';
import { fetchRecords } from './fetch-records';

export interface FetchRequest {
	readonly sObject: string;
	/** Field paths beside the preset's. */
	readonly fields: readonly string[];
	/** Only records that no attempt has been stamped on. */
	readonly onlyNeverEnriched: boolean;
	/** Records in all, those due from the carry-over included. */
	readonly maxRecords: number;
	readonly window: WindowPolicy;
	/** Asks Salesforce how far its changes are complete, for one call. */
	readonly useLatestDateCovered: boolean;
}

/** `fetchRecords` over the selection that most pipelines use: what was modified since the watermark, first come first served. */
export function fetchModified(
	client: SalesforceClient,
	{ sObject, fields, maxRecords, ...modified }: FetchRequest,
	context: RunContext | undefined,
	signal?: AbortSignal,
): AsyncGenerator<RecordItem[]> {
	const request = { sObject, fields, maxRecords, selection: { kind: 'modified', ...modified } as const };
	return fetchRecords(client, request, context, undefined, signal);
}
