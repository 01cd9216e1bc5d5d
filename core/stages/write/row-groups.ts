import type { Run, StagedRow, Store } from '../../store/store';
import type { Delivery } from './delivery';

/** Staged rows that one job can hold: those of records that exist, or those that are created under one key field. */
export interface RowGroup {
	/** `undefined` for the rows of records that exist. */
	readonly keyField?: string;
	/** Every field that some row sets, without the Id. */
	readonly columns: readonly string[];
	readonly rows: number;
}

/** Whether the row belongs to the group. */
export function isOf({ keyField }: RowGroup, { creation }: StagedRow): boolean {
	return creation?.keyField === keyField;
}

/** The staged rows by what can be sent together, updates first; a row that lacks one of the columns leaves it unchanged. */
export async function groupsOf(store: Store, run: Run): Promise<RowGroup[]> {
	const found = new Map<string, { columns: Set<string>; rows: number }>();
	for await (const page of store.readStagedRows(run.runId)) {
		for (const { values, creation } of page) {
			const keyField = creation?.keyField ?? '';
			const group = found.get(keyField) ?? { columns: new Set(), rows: 0 };
			found.set(keyField, group);
			group.rows += 1;
			for (const field of Object.keys(values)) group.columns.add(field);
		}
	}
	return [...found]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([keyField, { columns, rows }]) => ({ ...(keyField !== '' && { keyField }), columns: [...columns].sort(), rows }));
}

/** How many of the group's rows neither this attempt nor an earlier one has sent. */
export async function countUnsent(delivery: Delivery, group: RowGroup): Promise<number> {
	if (delivery.sentBefore.size === 0) return group.rows;
	let unsent = 0;
	for await (const row of stagedFrom(delivery, 0)) if (isUnsent(delivery, group, row)) unsent += 1;
	return unsent;
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
