import { sortBy } from 'lodash';
import type { JournalRow } from '../contract/journal';
import { momentsSent } from '../rows/journal-changes';
import { findRecord } from '../rows/parcel-row';
import { toJournalRows, toKeptValue, type KeptValue } from '../rows/journal-row';
import type { LastWritten, HistoryStore } from '../contract/history';
import { loadParcels } from './parcels';
import { all, type Database, type StatementValues, type Work } from './statement';

/** What is known of a record's past, by all runs together. */
export function historyTable(
	db: Database,
): Pick<HistoryStore, 'readRecordJournal' | 'loadLastWritten' | 'loadWriteMoments'> {
	return {
		async readRecordJournal(orgId, recordId) {
			return await db.perform(function* () {
				const packed = yield* packedChanges(selectPlaces, { orgId, recordIds: [recordId] });
				const rows = yield* all(selectOfRecords, { orgId, recordIds: [recordId] });
				const changes = rows.flatMap((row) =>
					toJournalRows(row).map((change) => ({ ...change, runId: String(row.run_id) })),
				);
				return sortBy([...packed, ...changes], ({ at }) => at);
			});
		},

		async loadLastWritten(orgId, recordIds) {
			if (recordIds.length === 0) return [];
			return await db.perform(() => lastWritten(orgId, recordIds));
		},

		async loadWriteMoments(orgId, recordIds, since) {
			if (recordIds.length === 0) return new Map();
			const named = { orgId, recordIds, since: since.getTime() };
			return await db.perform(function* () {
				const packed = yield* packedChanges(selectRecentPlaces, named);
				return writeMoments([...packed, ...(yield* all(selectRecent, named)).flatMap(toJournalRows)], since);
			});
		},
	};
}

/** What is packed of the changes of these records, in the order of the runs. */
function* packedChanges(sql: string, values: StatementValues): Work<Array<JournalRow & { readonly runId: string }>> {
	const places = yield* all(sql, values);
	const parcels = yield* loadParcels(places.map(({ parcel }) => Number(parcel)));
	const byNumber = new Map(parcels.map((parcel) => [parcel.sequence, parcel]));
	return places.flatMap((row) => {
		const parcel = byNumber.get(Number(row.parcel));
		const changes = parcel && findRecord(parcel, String(row.record_id))?.changes;
		return (changes ?? []).map((change) => ({ ...change, runId: String(row.run_id) }));
	});
}

function writeMoments(changes: readonly JournalRow[], since: Date): Map<string, Date[]> {
	const momentsById = new Map<string, Set<number>>();
	for (const change of changes) {
		const moments = momentsSent(change)
			.map((at) => new Date(at).getTime())
			.filter((at) => at >= since.getTime());
		const known = momentsById.get(change.recordId) ?? new Set();
		moments.forEach((at) => known.add(at));
		if (known.size > 0) momentsById.set(change.recordId, known);
	}
	const newestFirst = (moments: ReadonlySet<number>) => [...moments].sort((one, other) => other - one);
	return new Map([...momentsById].map(([id, moments]) => [id, newestFirst(moments).map((at) => new Date(at))]));
}

// A run keeps its place when it changes the field again, so the moment decides before the place;
// what a forgotten run wrote is older than anything else of the same moment.
function* lastWritten(orgId: string, recordIds: readonly string[]): Work<LastWritten[]> {
	const named = { orgId, recordIds };
	const kept = (yield* all(selectKept, named)).map(toKeptValue);
	const packed = yield* packedChanges(selectPlaces, named);
	const rows = yield* all(selectOfRecords, named);
	const journaled = [...packed, ...rows.flatMap(toJournalRows)].filter(({ status }) => status === 'written');
	const newest = new Map<string, KeptValue>();
	for (const value of [...kept, ...journaled.map(({ after, ...change }) => ({ ...change, value: after }))]) {
		const known = newest.get(placeOf(value));
		if (!known || value.at >= known.at) newest.set(placeOf(value), value);
	}
	const values = [...newest.values()].filter(({ policy }) => policy !== 'undo');
	if (values.length === 0) return [];
	const undone = new Set(
		(yield* all(selectTombstones, named)).map((row) => `${row.record_id} ${row.field} ${row.value_json}`),
	);
	const standing = values.filter((value) => !undone.has(`${placeOf(value)} ${JSON.stringify(value.value)}`));
	return sortBy(standing, placeOf).map(toLastWritten);
}

function placeOf({ recordId, field }: LastWritten): string {
	return `${recordId} ${field}`;
}

function toLastWritten({ recordId, field, value, provider, confidence, observedAt }: KeptValue): LastWritten {
	return { recordId, field, value, provider, confidence, observedAt };
}

const selectKept = `
	SELECT record_id, field, after_json, provider, confidence, observed_at, policy, at FROM {schema}.kept_values
	WHERE org_id = :orgId AND record_id {isOneOf recordIds}`;

// By the record first: another org has the same Id only where one is a copy of the other.
const selectOfRecords = `
	SELECT journal.sequence, record_id, journal.s_object, changes_json, run_id
	FROM {schema}.journal CROSS JOIN {schema}.runs
	WHERE record_id {isOneOf recordIds} AND runs.sequence = journal.run AND org_id = :orgId
	ORDER BY journal.sequence`;

const selectPlaces = `
	SELECT record_id, parcel, run_id FROM {schema}.parcel_records AS packed CROSS JOIN {schema}.runs
	WHERE record_id {isOneOf recordIds} AND runs.sequence = packed.run AND org_id = :orgId`;

// A run that ended before cannot have sent anything since.
const selectRecent = `
	SELECT journal.sequence, record_id, journal.s_object, changes_json
	FROM {schema}.journal CROSS JOIN {schema}.runs
	WHERE record_id {isOneOf recordIds} AND runs.sequence = journal.run AND org_id = :orgId
		AND (finished_at IS NULL OR finished_at >= :since)`;

const selectRecentPlaces = `${selectPlaces} AND (finished_at IS NULL OR finished_at >= :since)`;

const selectTombstones = `
	SELECT record_id, field, value_json FROM {schema}.tombstones
	WHERE org_id = :orgId AND record_id {isOneOf recordIds}`;
