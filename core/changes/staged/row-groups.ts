import type { StagedRow } from '../../record/staged-row';
import type { Run } from '../../store/contract/runs';
import type { StagingStore } from '../../store/contract/staging';
import type { Delivery, RowGroup } from './delivery';

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
	for await (const row of stagedFrom(delivery, 0)) {
		const group = delivery.groups.find((each) => isOf(each, row));
		if (group && delivery.sentBefore.has(row.recordId)) group.unsent -= 1;
	}
}

/** Whether the row is of the group and is still to be sent. */
export function isUnsent({ sentBefore }: Delivery, group: RowGroup, row: StagedRow): boolean {
	return isOf(group, row) && !sentBefore.has(row.recordId);
}

/** The staged rows behind a position, by parent, then record. */
export async function* stagedFrom({ store, run }: Pick<Delivery, 'store' | 'run'>, from: number): AsyncGenerator<StagedRow> {
	let position = 0;
	for await (const rows of store.readStagedRows(run.runId)) {
		if (position + rows.length > from) yield* rows.slice(Math.max(0, from - position));
		position += rows.length;
	}
}
