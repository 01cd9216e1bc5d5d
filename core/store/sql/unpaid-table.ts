import type { LedgerStore, UnpaidCount } from '../contract/ledger';
import { optionalText, type Row } from '../rows/row-values';
import { all, runOnRows, type Database } from './statement';

/** What a run's providers were not paid for. */
export function unpaidTable(db: Database): Pick<LedgerStore, 'countUnpaid' | 'readUnpaid'> {
	return {
		async countUnpaid(orgId, runId, counts) {
			const rows = counts.map(({ message, ...count }) => ({ ...count, message: message ?? null }));
			await db.transact(() => runOnRows(addCounts, { orgId, runId }, rows, ['provider', 'word']));
		},

		async readUnpaid(orgId, runId) {
			return (await db.perform(() => all(selectCounts, { orgId, runId }))).map(toUnpaidCount);
		},
	};
}

function toUnpaidCount(row: Row): UnpaidCount {
	const message = optionalText(row.message);
	return {
		provider: String(row.provider),
		word: String(row.word) as UnpaidCount['word'],
		records: Number(row.records),
		...(message !== undefined && { message }),
	};
}

const addCounts = `
	INSERT INTO {schema}.unpaid_counts AS counts (org_id, run_id, provider, word, records, message)
	SELECT :orgId, :runId, provider, word, records, message FROM given WHERE true ORDER BY provider, word
	ON CONFLICT (org_id, run_id, provider, word) DO UPDATE SET records = counts.records + excluded.records,
		message = coalesce(excluded.message, counts.message)`;

const selectCounts = `
	SELECT provider, word, records, message FROM {schema}.unpaid_counts
	WHERE org_id = :orgId AND run_id = :runId ORDER BY provider, word`;
