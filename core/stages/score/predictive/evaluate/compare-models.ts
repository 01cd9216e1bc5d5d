import type { Rank } from '../../../../record/record-item';
import type { Table } from '../data/table';
import type { ModelDocument } from '../model/model-document';
import { rankBy, scoreOf } from '../model/score-map';
import type { Pace } from '../pace';
import { type Evaluation, evaluateModel, scoreTable } from './evaluate-model';

/** A record that would get another rank. */
export interface RankChange {
	readonly row: number;
	readonly from: Rank;
	readonly to: Rank;
	readonly scoreBefore: number;
	readonly scoreAfter: number;
}

/** What would change if the challenger took the champion's place. */
export interface Comparison {
	readonly champion: Evaluation;
	readonly challenger: Evaluation;
	readonly changes: readonly RankChange[];
	/** How many records go from one rank to another, such as `B to A`. */
	readonly moves: Readonly<Record<string, number>>;
}

/** Scores the same records by two models; both are measured by the champion's outcome. */
export async function compareModels(
	champion: ModelDocument,
	challenger: ModelDocument,
	table: Table,
	now: Date,
	pace: Pace,
): Promise<Comparison> {
	const [before, after] = [
		await scoreTable(champion, table, now, pace),
		await scoreTable(challenger, table, now, pace),
	];
	const changes: RankChange[] = [];
	const moves: Record<string, number> = {};
	for (let row = 0; row < table.count; row += 1) {
		const scoreBefore = scoreOf(before.logOdds[row], champion.scoreMap);
		const scoreAfter = scoreOf(after.logOdds[row], challenger.scoreMap);
		const [from, to] = [rankBy(scoreBefore, champion.ranks), rankBy(scoreAfter, challenger.ranks)];
		if (from === to) continue;
		changes.push({ row, from, to, scoreBefore, scoreAfter });
		const move = `${from} to ${to}`;
		moves[move] = (moves[move] ?? 0) + 1;
	}
	const measured = { ...challenger, outcome: champion.outcome };
	return {
		champion: await evaluateModel(champion, table, now, pace),
		challenger: await evaluateModel(measured, table, now, pace),
		changes,
		moves,
	};
}
