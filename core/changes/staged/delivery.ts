import type { SalesforceRecord } from '../../record/record-item';
import type { RowError } from '../../salesforce/row-result';
import type { IngestResult } from '../../salesforce/ingest-jobs';
import type { StagedRow, StagedSummary } from '../../record/staged-row';
import type { Run } from '../../store/contract/runs';
import type { ChangesRun } from '../changes-run';
import type { Hand } from '../hand';
import type { DeliveryResults } from './delivery-results';
import type { JobLink } from '../write-report';
import type { SendRequest } from '../write-request';
import type { StagingStore } from '../../store/contract/staging';

/** How the rows that a run has staged are sent. */
export interface DeliveryRequest extends SendRequest {
	/** The machine's clock; only the time since the run began is taken from it. */
	readonly now: Date;
	/** `auto` takes the way with the fewest calls that can do what is asked. */
	readonly strategy?: 'auto' | 'collections' | 'bulk';
	/** From so many rows on `auto` makes a Bulk job. Default 8,000. */
	readonly bulkFromRows?: number;
	/** Of one upload; default 100 MB, which is 150 MB as Salesforce counts it. */
	readonly maxUploadBytes?: number;
}

/** Staged rows that one job can hold: those of records that exist, or those that are created under one key field. */
export interface RowGroup extends Pick<StagedSummary, 'keyField' | 'columns'> {
	/** Rows that neither this attempt nor an earlier one has sent. */
	unsent: number;
}

/** What one delivery works with. */
export interface Delivery extends Hand {
	readonly request: DeliveryRequest;
	readonly context: ChangesRun;
	/** By what can be sent together, in the order of sending. */
	readonly groups: readonly RowGroup[];
	/** API names of the fields that say nothing about the record but what we did with it. */
	readonly stampNames: ReadonlySet<string>;
	/** Of rows whose targets somebody changed since they were read, by record Id. */
	readonly adjustments: Map<string, Adjustment>;
	readonly results: DeliveryResults;
	/** Records that were sent before the others, or by a job of an earlier attempt. */
	readonly sentBefore: Set<string>;
	/** What a job of an earlier attempt has saved of rows of which more was staged since, by record Id; they are sent again. */
	readonly savedBefore: Map<string, IngestResult['row']>;
	readonly jobs: JobLink[];
}

/** What a second look at a record took out of its row. */
export interface Adjustment {
	/** Not sent. */
	readonly fields: ReadonlySet<string>;
	/** Of those, the fields whose policy would have overwritten what somebody else wrote. */
	readonly conflicts: readonly RowError[];
	/** No value is left to write, only stamps. */
	readonly isEmpty: boolean;
}

/** The row as it is sent. */
export function rowToSend(
	{ adjustments, fieldNames }: Delivery,
	{ recordId, values, creation }: StagedRow,
): SalesforceRecord {
	const id = creation ? {} : { Id: recordId };
	const adjustment = adjustments.get(recordId);
	if (!adjustment) return { ...id, ...values };
	const kept = Object.fromEntries(Object.entries(values).filter(([field]) => !adjustment.fields.has(field)));
	// They were made over values of which some are not written, so the record has to be looked at again.
	delete kept[fieldNames.matchHash];
	delete kept[fieldNames.modelHash];
	if (!adjustment.isEmpty) return { ...id, ...kept };
	delete kept[fieldNames.lastEnrichedOn];
	if (fieldNames.outcome in kept) kept[fieldNames.outcome] = adjustment.conflicts.length > 0 ? 'conflict' : 'unchanged';
	return { ...id, ...kept };
}

/** Whether the field is one that people work with. */
export function isValueField({ stampNames }: Pick<Delivery, 'stampNames'>, field: string): boolean {
	return field !== 'Id' && !stampNames.has(field);
}

/** Whether the row belongs to the group. */
export function isOf({ keyField }: RowGroup, { creation }: StagedRow): boolean {
	return creation?.keyField === keyField;
}

/** The staged rows by what can be sent together, updates first; a row that lacks one of the columns leaves it unchanged. */
export async function groupsOf(store: StagingStore, run: Run): Promise<RowGroup[]> {
	const summaries = await store.summarizeStagedRows(run.runId);
	return summaries.map(({ rows, ...group }) => ({ ...group, unsent: rows }));
}

/** Leaves out of the groups' counts what an earlier attempt has sent. */
export async function countUnsent(delivery: Delivery): Promise<void> {
	if (delivery.sentBefore.size === 0) return;
	for await (const rows of stagedFrom(delivery, 0)) {
		for (const row of rows) {
			const group = delivery.groups.find((each) => isOf(each, row));
			if (group && delivery.sentBefore.has(row.recordId)) group.unsent -= 1;
		}
	}
}

/** Whether the row is of the group and is still to be sent. */
export function isUnsent({ sentBefore }: Delivery, group: RowGroup, row: StagedRow): boolean {
	return isOf(group, row) && !sentBefore.has(row.recordId);
}

/** The staged rows behind a position, by parent, then record, page by page: a promise for each row would cost more than to send it. */
export async function* stagedFrom(
	{ context: { store, run } }: Pick<Delivery, 'context'>,
	from: number,
): AsyncGenerator<readonly StagedRow[]> {
	let position = 0;
	for await (const rows of store.readStagedRows(run.runId)) {
		if (position + rows.length > from) yield rows.slice(Math.max(0, from - position));
		position += rows.length;
	}
}
