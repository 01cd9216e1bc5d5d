import type { DecisionStore, MatchDecision } from '../contract/decisions';
import { optionalText, type Row } from '../rows/row-values';
import { all, type Database, run as change, runOnRows } from './statement';

/** What people decided about pairs of records. */
export function decisionTable(db: Database): DecisionStore {
	return {
		async saveDecisions(orgId, decisions) {
			const rows = decisions.map(({ ids, verdict, decidedBy, decidedAt }) => ({
				...pairOf(ids),
				verdict,
				decided_by: decidedBy ?? null,
				decided_at: decidedAt.getTime(),
			}));
			await db.transact(() => runOnRows(insertDecisions, { orgId }, rows, ['one_id', 'other_id']));
		},

		async dropDecisions(orgId, pairs) {
			return await db.transact(function* () {
				let dropped = 0;
				for (const pair of pairs) {
					const { one_id: oneId, other_id: otherId } = pairOf(pair);
					dropped += yield* change(deleteDecision, { orgId, oneId, otherId });
				}
				return dropped;
			});
		},

		async loadDecisions(orgId, ids) {
			const rows = await db.perform(() => (ids ? all(selectOfRecords, { orgId, ids }) : all(selectAll, { orgId })));
			return rows.map(toDecision);
		},
	};
}

function pairOf(ids: readonly [string, string]): { readonly one_id: string; readonly other_id: string } {
	const [one, other] = [...ids].sort();
	return { one_id: one, other_id: other };
}

function toDecision(row: Row): MatchDecision {
	const decidedBy = optionalText(row.decided_by);
	return {
		ids: [String(row.one_id), String(row.other_id)],
		verdict: row.verdict === 'same' ? 'same' : 'different',
		...(decidedBy !== undefined && { decidedBy }),
		decidedAt: new Date(Number(row.decided_at)),
	};
}

const insertDecisions = `
	INSERT INTO {schema}.match_decisions (org_id, one_id, other_id, verdict, decided_by, decided_at)
	SELECT :orgId, one_id, other_id, verdict, decided_by, decided_at FROM given WHERE true
	ON CONFLICT (org_id, one_id, other_id) DO UPDATE
		SET verdict = excluded.verdict, decided_by = excluded.decided_by, decided_at = excluded.decided_at`;

const deleteDecision =
	'DELETE FROM {schema}.match_decisions WHERE org_id = :orgId AND one_id = :oneId AND other_id = :otherId';

const selectAll = 'SELECT * FROM {schema}.match_decisions WHERE org_id = :orgId ORDER BY one_id, other_id';

const selectOfRecords = `
	SELECT * FROM {schema}.match_decisions
	WHERE org_id = :orgId AND (one_id {isOneOf ids} OR other_id {isOneOf ids}) ORDER BY one_id, other_id`;
