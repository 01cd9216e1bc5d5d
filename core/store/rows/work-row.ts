import { isEqual, uniqWith } from 'lodash';
import type { LeftOut } from '../../record/left-out';
import { type Outcome, outcomesThat } from '../../record/outcome';
import type { Rank } from '../../record/record-item';
import type { Settlement, Tried, WorkRecord, WorkState } from '../contract/work';
import { flag, type NamedValues, optionalFlag, optionalNumber, optionalText, type Row } from './row-values';

/** The values of the columns that taking a record on sets. */
export function workValues(record: WorkRecord): NamedValues {
	return {
		record_id: record.recordId,
		version: record.version ?? null,
		is_carried_over: record.isCarriedOver ?? false,
	};
}

/** The values of the columns that settling a record sets. */
export function settlementValues(settlement: Settlement): NamedValues {
	return {
		record_id: settlement.recordId,
		outcome: settlement.outcome,
		enrich_outcome: settlement.enrichOutcome ?? null,
		message: settlement.message ?? null,
		retryable: settlement.retryable ?? null,
		confidence: settlement.confidence ?? null,
		rank: settlement.rank ?? null,
		is_duplicate: settlement.isDuplicate ?? null,
		left_out_json: listAsJson(settlement.leftOut),
		must_fit_json: listAsJson(settlement.mustFit),
		source: settlement.source ?? null,
	};
}

/** What `toWorkState` reads; without the run, which would be the same in every row. */
export const workColumns = `record_id, version, is_carried_over, attempts, drops,
	outcome, enrich_outcome, message, retryable, confidence, rank, is_duplicate, left_out_json, must_fit_json, source`;

/** Whether a settlement that comes later leaves the one that is there: nothing was left to change because it was written. */
export const saysNothingNew = `work.outcome IN ${asSqlList(outcomesThat('isSaved', true))}
	AND excluded.outcome IN ${asSqlList(outcomesThat('isNothingNew', true))}`;

const savedOrWaiting = asSqlList(['staged', ...outcomesThat('isSaved', true)]);

/** A record that was saved in part once stays so, however it was saved after that. */
export const mergedOutcome = `CASE WHEN work.outcome = 'partly_written' AND excluded.outcome = 'written' THEN work.outcome ELSE excluded.outcome END`;

/** What several writers of one run left out of a record, or must not, one list behind the other; a refusal begins anew. */
export function mergedList(column: 'left_out_json' | 'must_fit_json'): string {
	const [before, now] = [`work.${column}`, `excluded.${column}`];
	return `CASE WHEN work.outcome NOT IN ${savedOrWaiting} OR excluded.outcome NOT IN ${savedOrWaiting} OR ${before} IS NULL THEN ${now}
		WHEN ${now} IS NULL THEN ${before}
		ELSE substr(${before}, 1, length(${before}) - 1) || ',' || substr(${now}, 2) END`;
}

const refusedOutcomes = asSqlList(outcomesThat('breaker', 'refused'));

/** The condition of a record whose values were tried. */
export const isTried = `outcome IN ${asSqlList([...outcomesThat('breaker', 'tried'), ...outcomesThat('breaker', 'refused')])}`;

/** Of tried records, how many there are and how many of them were refused. */
export const triedCounts = `count(*) AS records, coalesce(sum(CASE WHEN outcome IN ${refusedOutcomes} THEN 1 ELSE 0 END), 0) AS refused`;

/** The counts from a row of `records` and `refused`. */
export function toTried(row: Row | undefined): Tried {
	return { records: Number(row?.records), refused: Number(row?.refused) };
}

/** A record of a run's work as its row has it; `word` is what is said of it elsewhere. */
export function toWorkState(row: Row, word?: Omit<Settlement, 'recordId'>): WorkState {
	const recordId = String(row.record_id);
	return {
		recordId,
		version: optionalText(row.version),
		isCarriedOver: flag(row.is_carried_over),
		attempts: Number(row.attempts),
		drops: Number(row.drops),
		settlement: word ? { recordId, ...word } : toSettlement(row),
	};
}

/** The counts with those of rows of `outcome` and `records` added to them. */
export function addOutcomes(
	counts: Partial<Record<Outcome, number>>,
	rows: readonly Row[],
): Partial<Record<Outcome, number>> {
	for (const { outcome, records } of rows) {
		const name = String(outcome) as Outcome;
		counts[name] = (counts[name] ?? 0) + Number(records);
	}
	return counts;
}

function toSettlement(row: Row): Settlement | undefined {
	if (row.outcome === null) return undefined;
	return {
		recordId: String(row.record_id),
		outcome: String(row.outcome) as Outcome,
		enrichOutcome: optionalText(row.enrich_outcome) as Outcome | undefined,
		message: optionalText(row.message),
		retryable: optionalFlag(row.retryable),
		confidence: optionalNumber(row.confidence),
		rank: optionalText(row.rank) as Rank | undefined,
		isDuplicate: optionalFlag(row.is_duplicate),
		leftOut: listFromJson<LeftOut>(row.left_out_json),
		mustFit: listFromJson<string>(row.must_fit_json),
		...(row.source === 'stamps' && { source: row.source }),
	};
}

/** NULL for an empty list, so that a column tells at once whether there is something in it. */
function listAsJson(list: readonly unknown[] | undefined): string | null {
	return list && list.length > 0 ? JSON.stringify(list) : null;
}

function listFromJson<T>(json: unknown): readonly T[] | undefined {
	const text = optionalText(json);
	// A writer that was killed and repeated says everything twice.
	return text === undefined ? undefined : uniqWith(JSON.parse(text) as T[], isEqual);
}

function asSqlList(outcomes: readonly Outcome[]): string {
	return `(${outcomes.map((outcome) => `'${outcome}'`).join(', ')})`;
}
