import type { KeptMerge, MergeState, MergeStore } from '../contract/merges';
import { requireRun } from './run-key';
import { optionalDate, optionalText, type NamedValues, type Row } from '../rows/row-values';
import { all, type Database, runOnRows, run as change } from './statement';

const pageSize = 200;
/** A chain of merges longer than this is a circle. */
const mostSteps = 20;

type KeyMethods = 'addMergedKeys' | 'findByMergedKey' | 'dropMergedKeys';

/** What merges moved, and how they ended. */
export function mergeTable(db: Database): Omit<MergeStore, KeyMethods> {
	return {
		async addMerges(runId, merges) {
			await db.transact(function* () {
				yield* requireRun(runId);
				yield* runOnRows(insertMerges, { runId }, merges.map(mergeValues), ['merge_number']);
			});
		},

		async noteMerges(runId, notes) {
			await db.transact(function* () {
				yield* requireRun(runId);
				for (const { number, state, message, sentAt } of notes)
					yield* change(noteMerge, {
						runId,
						number,
						state,
						message: message ?? null,
						sentAt: sentAt?.getTime() ?? null,
					});
			});
		},

		async *readMerges(runId) {
			let after = 0;
			for (;;) {
				const from = after;
				const rows = await db.perform(() => all(selectMerges, { runId, after: from }));
				if (rows.length === 0) return;
				const merges = rows.map(toMerge);
				after = merges[merges.length - 1].number;
				yield merges;
			}
		},

		async findSurvivors(orgId, loserIds) {
			return await db.perform(function* () {
				const next = new Map<string, string>();
				let asked: readonly string[] = loserIds;
				for (let step = 0; step < mostSteps && asked.length > 0; step += 1) {
					const rows = yield* all(selectSurvivors, { orgId, loserIds: asked });
					for (const row of rows)
						for (const loser of [row.first_loser, row.second_loser])
							if (loser) next.set(String(loser), String(row.master_id));
					asked = [...new Set(rows.map((row) => String(row.master_id)))].filter((id) => !next.has(id));
				}
				return new Map(loserIds.flatMap((id) => (next.has(id) ? [[id, endOf(id, next)] as const] : [])));
			});
		},
	};
}

/** The keys of losers. */
export function mergedKeyTable(db: Database): Pick<MergeStore, KeyMethods> {
	return {
		async addMergedKeys(orgId, runId, keys) {
			const rows = keys.map(({ sObject, field, value, loserId, masterId }) => ({
				s_object: sObject,
				field,
				key_value: value,
				loser_id: loserId,
				master_id: masterId,
			}));
			await db.transact(() => runOnRows(insertKeys, { orgId, runId }, rows, ['s_object', 'field', 'key_value']));
		},

		async findByMergedKey(orgId, sObject, field, values) {
			const rows = await db.perform(() => all(selectKeys, { orgId, sObject, field, values }));
			return new Map(rows.map((row) => [String(row.key_value), String(row.master_id)]));
		},

		async dropMergedKeys(orgId, loserIds) {
			await db.perform(() => change(deleteKeys, { orgId, loserIds }));
		},
	};
}

function endOf(id: string, next: ReadonlyMap<string, string>): string {
	let end = id;
	for (let step = 0; step < mostSteps && next.has(end); step += 1) end = next.get(end)!;
	return end;
}

function mergeValues(merge: KeptMerge): NamedValues {
	const [first, second] = merge.loserIds;
	return {
		merge_number: merge.number,
		group_id: merge.groupId,
		s_object: merge.sObject,
		master_id: merge.masterId,
		first_loser: first,
		second_loser: second ?? null,
		state: merge.state,
		message: merge.message ?? null,
		sent_at: merge.sentAt?.getTime() ?? null,
		values_json: merge.values ? JSON.stringify(merge.values) : null,
		children_json: JSON.stringify(merge.children),
	};
}

function toMerge(row: Row): KeptMerge {
	const message = optionalText(row.message);
	const sentAt = optionalDate(row.sent_at);
	const values = optionalText(row.values_json);
	return {
		number: Number(row.merge_number),
		groupId: String(row.group_id),
		sObject: String(row.s_object),
		masterId: String(row.master_id),
		loserIds: [row.first_loser, row.second_loser].flatMap((id) => optionalText(id) ?? []),
		state: String(row.state) as MergeState,
		...(message !== undefined && { message }),
		...(sentAt && { sentAt }),
		...(values !== undefined && { values: JSON.parse(values) as KeptMerge['values'] }),
		children: JSON.parse(optionalText(row.children_json) ?? '[]') as KeptMerge['children'],
	};
}

const insertMerges = `
	INSERT INTO {schema}.merges (org_id, run_id, merge_number, group_id, s_object, master_id, first_loser, second_loser,
		state, message, sent_at, values_json, children_json)
	SELECT runs.org_id, :runId, merge_number, group_id, given.s_object, master_id, first_loser, second_loser,
		state, message, sent_at, values_json, children_json
	FROM given JOIN {schema}.runs AS runs ON runs.run_id = :runId WHERE true
	ON CONFLICT (org_id, run_id, merge_number) DO NOTHING`;

const noteMerge = `
	UPDATE {schema}.merges SET state = :state, message = COALESCE(:message, message), sent_at = COALESCE(:sentAt, sent_at)
	WHERE run_id = :runId AND merge_number = :number`;

const selectMerges = `
	SELECT * FROM {schema}.merges WHERE run_id = :runId AND merge_number > :after ORDER BY merge_number LIMIT ${pageSize}`;

const selectSurvivors = `
	SELECT master_id, first_loser, second_loser FROM {schema}.merges
	WHERE org_id = :orgId AND state IN ('merged', 'unknown')
		AND (first_loser {isOneOf loserIds} OR second_loser {isOneOf loserIds})
	ORDER BY sent_at, merge_number`;

const insertKeys = `
	INSERT INTO {schema}.merged_keys (org_id, s_object, field, key_value, loser_id, master_id, run_id)
	SELECT :orgId, s_object, field, key_value, loser_id, master_id, :runId FROM given WHERE true
	ON CONFLICT (org_id, s_object, field, key_value)
		DO UPDATE SET loser_id = excluded.loser_id, master_id = excluded.master_id, run_id = excluded.run_id`;

const selectKeys = `
	SELECT key_value, master_id FROM {schema}.merged_keys
	WHERE org_id = :orgId AND s_object = :sObject AND field = :field AND key_value {isOneOf values}`;

const deleteKeys = 'DELETE FROM {schema}.merged_keys WHERE org_id = :orgId AND loser_id {isOneOf loserIds}';
