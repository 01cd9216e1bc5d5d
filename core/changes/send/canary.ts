import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { SObjectDescription } from '../../salesforce/schema';

/** So many records are written and read back before the rest. */
export const defaultCanaryRecords = 50;

/** The stage under which a run's calls for the canary are booked; its presence tells that the run has had its canary. */
export const canaryStage = 'canary';

/** A record that Salesforce confirmed, and what it shows of it a moment later. */
export interface CanaryRecord {
	/** What was sent, with the Id. */
	readonly row: SalesforceRecord;
	/** `undefined` when it cannot be read. */
	readonly readBack: SalesforceRecord | undefined;
}

/**
 * What is wrong with the canary, in words; `undefined` when every value reads back as it was sent, compared in normal
 * form. A field that reads back otherwise was changed by automation in the org, and would be so on every record.
 */
export function findCanaryFault(records: readonly CanaryRecord[], { fieldByName }: SObjectDescription): string | undefined {
	for (const { row, readBack } of records) {
		if (!readBack) return `Record ${String(row.Id)} was written, but cannot be read back`;
		for (const [field, sent] of Object.entries(row)) {
			const stored = readBack[field];
			if (field === 'Id' || isSameValue(sent, stored, fieldByName.get(field)?.type)) continue;
			return `${field} of record ${String(row.Id)} was written as ${shown(sent)}, but reads back as ${shown(stored)}; something in the org changes it`;
		}
	}
	return undefined;
}

function shown(value: unknown): string {
	return JSON.stringify(value ?? null);
}
