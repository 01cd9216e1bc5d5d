import type { SalesforceClient } from '../../../salesforce/client';
import { outcomeWord, readOutcomeValues } from '../predictive/data/outcome-values';
import type { Table } from '../predictive/data/table';
import { applyFieldHistory, type HistoryFindings } from './field-history';
import { planReading, type ReadingPlan } from './plan-reading';
import { readRows, type RowClient } from './read-rows';
import { TrainingFrame } from './training-frame';
import type { Decision, TrainingQuery } from './training-source';

/** Records whose outcome is known, ready to be learnt from. */
export interface TrainingData extends Pick<ReadingPlan, 'basis' | 'outcome' | 'time' | 'labels' | 'sObject'> {
	readonly table: Table;
	readonly history: HistoryFindings;
	/** API calls that it took. */
	readonly calls: number;
}

const noHistory: HistoryFindings = { isKept: false, restored: 0, leaks: {} };

/**
 * Reads records whose outcome is known from Salesforce, the newest first, up to the query's limit, and takes their values back to what
 * they were when the outcome was known, as far as the org can tell. `wins` names the winning values where they do not speak for themselves.
 */
export async function readTrainingData(
	client: RowClient & Pick<SalesforceClient, 'describe' | 'calls'>,
	query: TrainingQuery,
	wins: readonly string[] = [],
	signal?: AbortSignal,
): Promise<TrainingData> {
	const before = client.calls.used;
	const plan = await planReading(client, query);
	const frame = new TrainingFrame(plan.fields);
	for (const { soql, paths, take } of plan.readings)
		await readRows(client, soql, paths, (values) => take(values, frame), signal);
	const isWin = winOf(frame.decisions, plan.outcome, wins);
	const history =
		query.isAsOfDecision && isWin ? await applyFieldHistory(client, plan.sObject, frame, isWin, signal) : noHistory;
	const { sObject, basis, outcome, time, labels } = plan;
	return {
		table: frame.table(outcome, time),
		sObject,
		basis,
		outcome,
		time,
		labels,
		history,
		calls: client.calls.used - before,
	};
}

/** Nothing where wins cannot be told from losses; training will say so in its own words. */
function winOf(
	decisions: readonly Decision[],
	field: string,
	wins: readonly string[],
): ((decision: Decision) => boolean) | undefined {
	try {
		const column = decisions.map(({ outcome }) => outcome);
		const won = new Set(readOutcomeValues(column, field, wins).wins);
		return ({ outcome }) => won.has(outcomeWord(outcome));
	} catch {
		return undefined;
	}
}
