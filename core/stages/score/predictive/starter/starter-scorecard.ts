import { chooseFeatures } from '../data/choose-features';
import { encode } from '../data/encoded';
import { outcomesOf, readOutcomeValues } from '../data/outcome-values';
import type { Table } from '../data/table';
import { findLeaks, telling } from '../guards/find-leaks';
import type { LeakFinding } from '../model/model-document';
import type { Pace } from '../pace';
import { learnFeatures } from '../train/learnt-feature';
import { trainModel, type Training } from '../train/train-model';
import { leastRecords, leastWins, type TrainRequest } from '../train/train-request';
import { columnOf, trainingRows } from '../train/training-rows';
import { parseScorecard } from '../../parse-scorecard';
import { scorecardPreset } from '../../scorecard-presets';
import { defaultRanks, type Scorecard, type FieldRule } from '../../scorecard';
import { rulesOfBins } from './bin-rules';

/** What stands in for a model where there is too little to learn one from. */
export interface Starter {
	/** Scores by rules, as if somebody had written them; to be looked over by somebody who knows the business. */
	readonly scorecard: Scorecard;
	/** Whether its points come from the records, or are the standard ones of the object. */
	readonly madeFrom: 'records' | 'standard';
	readonly warning: string;
	readonly records: number;
	readonly wins: number;
	readonly leaks: readonly LeakFinding[];
}

/** With fewer, not even a direction can be told. */
const leastForPoints = { records: 100, decidedEach: 15 };
const mostRules = 40;
const middle = 40;

/** A model; or, from fewer than 1,000 records or 120 won or lost ones, a scorecard of rules with a warning. Forced, always a model. */
export async function trainOrStart(
	table: Table,
	request: TrainRequest,
	sObject: string,
	pace: Pace,
): Promise<{ readonly training: Training } | { readonly starter: Starter }> {
	const counted = countOutcomes(table, request);
	const rarer = Math.min(counted.wins, counted.records - counted.wins);
	if (request.isForced || (counted.records >= leastRecords && rarer >= leastWins))
		return { training: await trainModel(table, request, pace) };
	const isEnough = counted.records >= leastForPoints.records && rarer >= leastForPoints.decidedEach;
	const { rules, leaks } = isEnough ? await rulesFrom(table, request, pace) : { rules: [], leaks: [] };
	const madeFrom = rules.length > 0 ? 'records' : 'standard';
	const warning = `${counted.records} decided records, ${counted.wins} won, are too few to learn a model from (${leastRecords} are needed, with ${leastWins} won and ${leastWins} lost). ${words[madeFrom]}`;
	const scorecard = parseScorecard({
		...(madeFrom === 'records' ? { base: middle, rules, ranks: defaultRanks } : scorecardPreset(presetFor(sObject))),
		name: request.name,
		version: `${request.version}, by hand: ${counted.records} records and ${counted.wins} wins are too few for a model`,
	});
	return { starter: { scorecard, madeFrom, warning, ...counted, leaks } };
}

const words = {
	records:
		'In its place there is a scorecard of rules whose points lean on these records and are drawn towards 0; it has not been tested. Look it over before it is used.',
	standard: 'In its place there is the standard scorecard. Adjust its rules to your business.',
} as const;

function countOutcomes(table: Table, { outcome, wins }: TrainRequest): { records: number; wins: number } {
	const column = columnOf(table, outcome, 'outcome');
	const all = outcomesOf(column, readOutcomeValues(column, outcome, wins));
	return { records: all.filter((each) => each >= 0).length, wins: all.filter((each) => each === 1).length };
}

async function rulesFrom(
	table: Table,
	request: TrainRequest,
	pace: Pace,
): Promise<{ readonly rules: FieldRule[]; readonly leaks: LeakFinding[] }> {
	const rows = await trainingRows(table, request, pace);
	const skip = new Set([request.outcome, ...(request.time ? [request.time] : []), ...(request.skip ?? [])]);
	const { features } = await chooseFeatures(rows.table, { skip, labels: request.labels ?? {}, hasTime: false }, pace);
	const encoded = await Promise.all(features.map((feature) => encode(feature, rows.table, () => Number.NaN, pace)));
	const every = Int32Array.from(rows.outcomes, (_, row) => row);
	const learnt = await learnFeatures(encoded, rows.outcomes, every, {}, pace);
	const { leaks, honest } = await findLeaks(
		learnt,
		{ outcomes: rows.outcomes, fit: rows.fit, test: rows.test },
		new Set(request.keep),
		request.knownLeaks ?? {},
		pace,
	);
	const rules = telling(honest)
		.sort((a, b) => b.informationValue - a.informationValue)
		.flatMap(rulesOfBins)
		.filter(({ field }) => /^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(field))
		.slice(0, mostRules);
	return { rules: withOwnNames(rules), leaks };
}

function withOwnNames(rules: readonly FieldRule[]): FieldRule[] {
	const count = new Map<string, number>();
	return rules.map((rule) => {
		const before = count.get(rule.name) ?? 0;
		count.set(rule.name, before + 1);
		return before === 0 ? rule : { ...rule, name: `${rule.name} (${before + 1})` };
	});
}

function presetFor(sObject: string): string {
	return ['Lead', 'Contact', 'Account'].includes(sObject) ? sObject : 'Lead';
}
