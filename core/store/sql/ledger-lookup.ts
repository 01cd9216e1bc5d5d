import { groupBy } from 'lodash';
import type { CacheStore } from '../contract/cache';
import type { CreditLine, LedgerCall, LedgerStore, ToldLookUp } from '../contract/ledger';
import type { SuppressionStore } from '../contract/suppressions';
import { toKeptAnswer, toLedgerCall, toLookUp, toLookUpCount } from '../rows/ledger-row';
import { pageSize, readPages } from '../rows/pages';
import type { Row } from '../rows/row-values';
import { all, run, runOnRows, type Database, type StatementValues, type Work } from './statement';

type LookupMethods =
	| 'loadOpenCalls'
	| 'loadPending'
	| 'listUnknown'
	| 'creditsOf'
	| 'countLookUps'
	| 'readLookUps'
	| 'eraseRecord';

/** The ledger as it is read, the answers that were paid for, and who was erased. */
export function ledgerLookup(db: Database): Pick<LedgerStore, LookupMethods> & CacheStore & SuppressionStore {
	return {
		async loadOpenCalls(orgId, provider, inputHashes) {
			if (inputHashes.length === 0) return [];
			return await db.perform(() => callsWhere(holdsQuestion, { orgId, provider, inputHashes }));
		},

		async loadPending(orgId, provider) {
			const pending = await db.perform(() => callsWhere("state = 'pending'", { orgId }));
			const wanted = pending.filter((call) => provider === undefined || call.provider === provider);
			return wanted.sort((one, other) => Number(one.dueAt) - Number(other.dueAt));
		},

		listUnknown: async (orgId) => await db.perform(() => callsWhere("state = 'unknown'", { orgId })),

		async creditsOf(orgId, runId) {
			return (await db.perform(() => all(selectCredits, { orgId, runId }))).map(toCreditLine);
		},

		async countLookUps(orgId, runId) {
			return (await db.perform(() => all(selectCounts, { orgId, runId }))).map(toLookUpCount);
		},

		async *readLookUps(orgId, { provider, since } = {}) {
			const values = { orgId, provider: provider ?? null, since: since?.getTime() ?? 0, pageSize };
			const pages = readPages<Row>(async (last) => {
				return await db.perform(() => all(selectLookUps, { ...values, after: Number(last?.sequence ?? 0) }));
			});
			for await (const page of pages) yield page.map((row): ToldLookUp => toLookUp(row));
		},

		eraseRecord: async (orgId, recordId) => await db.transact(() => erase(orgId, recordId)),

		async loadAnswers(orgId, provider, inputHashes, now) {
			if (inputHashes.length === 0) return [];
			const values = { orgId, provider, inputHashes, now: now.getTime() };
			return (await db.perform(() => all(selectAnswers, values))).map(toKeptAnswer);
		},

		async dropExpiredAnswers(now) {
			const sql = 'DELETE FROM {schema}.kept_answers WHERE keep_until < :now';
			return await db.perform(() => run(sql, { now: now.getTime() }));
		},

		async addSuppressions(orgId, personHashes, at) {
			const rows = personHashes.map((hash) => ({ person_hash: hash }));
			await db.transact(() => runOnRows(suppress, { orgId, at: at.getTime() }, rows, ['person_hash']));
		},

		async loadSuppressions(orgId, personHashes) {
			const rows = await db.perform(() => all(selectSuppressed, { orgId, personHashes }));
			return rows.map((row) => String(row.person_hash));
		},
	};
}

function* callsWhere(condition: string, values: StatementValues): Work<LedgerCall[]> {
	const isOpen = "org_id = :orgId AND state IN ('reserved', 'pending', 'unknown')";
	const rows = yield* all(
		`SELECT * FROM {schema}.ledger_calls AS calls WHERE ${isOpen} AND ${condition} ORDER BY sequence`,
		values,
	);
	const callIds = rows.map((row) => String(row.call_id));
	const questionsById = groupBy(yield* all(selectQuestions, { callIds }), (row) => String(row.call_id));
	return rows.map((row) => toLedgerCall(row, questionsById[String(row.call_id)] ?? []));
}

function* erase(orgId: string, recordId: string): Work<number> {
	const answers = yield* run('DELETE FROM {schema}.kept_answers WHERE org_id = :orgId AND record_id = :recordId', {
		orgId,
		recordId,
	});
	const lookUps = yield* run(forget('look_ups'), { orgId, recordId });
	// An open question keeps its place and its worst case, so that its call can still be settled.
	yield* run(forget('open_questions', ', question_json = NULL'), { orgId, recordId });
	yield* run(
		"DELETE FROM {schema}.ledger_totals WHERE org_id = :orgId AND scope = 'record' AND substr(scope_key, length(scope_key) - length(:recordId)) = ' ' || :recordId",
		{ orgId, recordId },
	);
	return answers + lookUps;
}

function forget(table: string, also = ''): string {
	return `UPDATE {schema}.${table} SET record_id = NULL, input_hash = ''${also} WHERE org_id = :orgId AND record_id = :recordId`;
}

function toCreditLine(row: Row): CreditLine {
	const [reserved, settled, unknown] = [row.reserved, row.settled, row.unknown].map(Number);
	return { provider: String(row.provider), pool: String(row.pool), reserved, settled, unknown };
}

const holdsQuestion = `call_id IN (
	SELECT call_id FROM {schema}.open_questions
	WHERE org_id = :orgId AND provider = :provider AND input_hash {isOneOf inputHashes})`;

const selectQuestions =
	'SELECT * FROM {schema}.open_questions WHERE call_id {isOneOf callIds} ORDER BY call_id, ask_order';

const selectCredits = `
	SELECT provider, pool, sum(reserved) AS reserved, sum(settled) AS settled, sum(unknown) AS unknown
	FROM {schema}.ledger_totals WHERE org_id = :orgId AND scope = 'run' AND scope_key = :runId
	GROUP BY provider, pool ORDER BY provider, pool`;

const selectCounts = `
	SELECT provider, count(*) AS asked, sum(CASE WHEN outcome = 'matched' THEN 1 ELSE 0 END) AS matched,
		sum(CASE WHEN filled_json = '[]' THEN 0
			ELSE 1 + length(filled_json) - length(replace(filled_json, ',', '')) END) AS filled
	FROM {schema}.look_ups WHERE org_id = :orgId AND run_id = :runId GROUP BY provider ORDER BY min(sequence)`;

const selectLookUps = `
	SELECT * FROM {schema}.look_ups WHERE org_id = :orgId AND sequence > :after AND settled_at >= :since
		AND provider = coalesce(:provider, provider)
	ORDER BY sequence LIMIT :pageSize`;

const selectAnswers = `
	SELECT * FROM {schema}.kept_answers
	WHERE org_id = :orgId AND provider = :provider AND input_hash {isOneOf inputHashes} AND keep_until >= :now`;

const suppress = `
	INSERT INTO {schema}.suppressions (org_id, person_hash, suppressed_at)
	SELECT :orgId, person_hash, CAST(:at AS bigint) FROM given WHERE true
	ON CONFLICT (org_id, person_hash) DO NOTHING`;

const selectSuppressed = `
	SELECT person_hash FROM {schema}.suppressions
	WHERE org_id = :orgId AND person_hash {isOneOf personHashes} ORDER BY person_hash`;
