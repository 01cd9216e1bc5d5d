import type { StagedRow } from '../../record/staged-row';
import { pageSize } from '../rows/pages';
import { stagedRowsIn, toParcel } from '../rows/parcel-row';
import { toStagedRow } from '../rows/staged-row';
import { all, runOnRows, type Work } from './statement';

/** A parcel that waits, and the first of its records. */
interface Waiting {
	readonly sequence: number;
	readonly first: StagedRow;
}

/**
 * The staged rows of a run by parent, then record, whether they are packed or not. Parcels overlap, so those that a page
 * needs are opened together; one that is laid out or confirmed meanwhile is let go of, and what is left of it comes from
 * the rows.
 */
export class StagedPages {
	private waiting: Waiting[] | undefined;

	/** By the number of the parcel; each begins with its first row that has not been given. */
	private readonly opened = new Map<number, { readonly firstId: string; readonly rows: readonly StagedRow[] }>();

	constructor(
		private readonly run: number,
		private readonly idsOnly: boolean,
	) {}

	/** The rows behind the last one that was given; fewer than a page only at the end. */
	*next(last: StagedRow | undefined): Work<StagedRow[]> {
		this.waiting ??= (yield* all(selectWaiting, { run: this.run })).map(toWaiting);
		yield* this.closeGone();
		yield* this.openNeeded(last);
		// Behind the parcels: one that was laid out in between is in both then, and not in neither.
		const rows = (yield* loadRows(this.run, this.idsOnly, last)).map((row) => row);
		const end = earliest(this.waiting[0]?.first, rows.length === pageSize ? rows[rows.length - 1] : undefined);
		const byKey = new Map<string, StagedRow>();
		for (const parcel of this.opened.values()) for (const row of parcel.rows) byKey.set(row.recordId, row);
		for (const row of rows) byKey.set(row.recordId, row);
		const page = [...byKey.values()]
			.filter((row) => (last === undefined || isBefore(last, row)) && (end === undefined || !isBefore(end, row)))
			.sort((one, other) => (isBefore(one, other) ? -1 : 1))
			.slice(0, pageSize);
		this.pass(page.at(-1));
		return page;
	}

	private *closeGone(): Work<void> {
		const given = [...this.opened.keys()].map((sequence) => ({ sequence }));
		// A number that became free may have been given to another parcel.
		const there = new Map(
			(yield* runOnRows(selectThere, {}, given, ['sequence'])).map((row) => [Number(row.sequence), row.first_id]),
		);
		for (const [sequence, { firstId }] of this.opened)
			if (there.get(sequence) !== firstId) this.opened.delete(sequence);
	}

	/** Opens parcels until what comes before all others fills a page. */
	private *openNeeded(last: StagedRow | undefined): Work<void> {
		const waiting = this.waiting ?? [];
		while (waiting.length > 0 && this.ready(last, waiting[0].first) < pageSize) {
			const some = waiting.splice(0, parcelsAtOnce);
			const parcels = yield* runOnRows(
				selectOpened,
				{},
				some.map(({ sequence }) => ({ sequence })),
				['sequence'],
			);
			for (const parcel of parcels.map(toParcel)) {
				const opened = stagedRowsIn(parcel);
				this.opened.set(parcel.sequence, { firstId: opened[0].recordId, rows: opened });
			}
		}
	}

	private ready(last: StagedRow | undefined, end: StagedRow): number {
		let rows = 0;
		for (const parcel of this.opened.values())
			for (const row of parcel.rows) if ((last === undefined || isBefore(last, row)) && isBefore(row, end)) rows += 1;
		return rows;
	}

	private pass(last: StagedRow | undefined): void {
		if (last === undefined) return;
		for (const [sequence, { firstId, rows }] of this.opened) {
			const left = rows.filter((row) => isBefore(last, row));
			if (left.length > 0) this.opened.set(sequence, { firstId, rows: left });
			else this.opened.delete(sequence);
		}
	}
}

const parcelsAtOnce = 16;

function toWaiting(row: Readonly<Record<string, unknown>>): Waiting {
	const first = { recordId: String(row.first_id), parentId: String(row.first_parent), values: {} };
	return { sequence: Number(row.sequence), first };
}

/** By the bytes of parent and Id, as the stores compare them. */
function isBefore(one: StagedRow, other: StagedRow): boolean {
	const [parent, otherParent] = [one.parentId ?? '', other.parentId ?? ''];
	return parent === otherParent ? one.recordId < other.recordId : parent < otherParent;
}

function earliest(one: StagedRow | undefined, other: StagedRow | undefined): StagedRow | undefined {
	if (one === undefined || other === undefined) return one ?? other;
	return isBefore(one, other) ? one : other;
}

/** Rows without a parent come first, and only the others need an index of their own. */
function* loadRows(run: number, idsOnly: boolean, last: StagedRow | undefined): Work<StagedRow[]> {
	const [afterParent, afterRecord] = [last?.parentId ?? '', last?.recordId ?? ''];
	const shared = { run, idsOnly, afterRecord };
	const orphans = afterParent === '' ? yield* all(selectOrphans, { ...shared, pageSize }) : [];
	if (orphans.length === pageSize) return orphans.map(toStagedRow);
	const others = yield* all(selectOthers, { ...shared, afterParent, pageSize: pageSize - orphans.length });
	return [...orphans, ...others].map(toStagedRow);
}

const selectWaiting = `
	SELECT sequence, first_parent, first_id FROM {schema}.parcels
	WHERE run = :run AND confirmed_at IS NULL ORDER BY first_parent, first_id`;

const fromGiven =
	'FROM given JOIN {schema}.parcels AS parcels ON parcels.sequence = given.sequence WHERE confirmed_at IS NULL';

const selectThere = `SELECT given.sequence AS sequence, first_id ${fromGiven}`;

const selectOpened = `SELECT parcels.sequence AS sequence, run, s_object, confirmed_at, head_json, body_json ${fromGiven}`;

const selectIn = `
	SELECT record_id, parent_id, creation_json,
		CASE WHEN CAST(:idsOnly AS boolean) AND creation_json IS NULL THEN '{}' ELSE values_json END AS values_json
	FROM {schema}.staged_rows WHERE run = :run`;

const selectOrphans = `${selectIn} AND parent_id = '' AND record_id > :afterRecord
	ORDER BY record_id LIMIT :pageSize`;

const selectOthers = `${selectIn} AND parent_id <> '' AND (parent_id, record_id) > (:afterParent, :afterRecord)
	ORDER BY parent_id, record_id LIMIT :pageSize`;
